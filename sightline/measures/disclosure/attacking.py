"""What a reader can work out of numbers that are hidden, by linear programmes over all that is shown.

Used by tests, and before a release is frozen: nothing may go out of which ``attack`` finds a number.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sightline.measures.disclosure.knowledge import NO_END, Key, Knowledge, Terms
from sightline.measures.disclosure.programme import Programme
from sightline.measures.disclosure.published import Controlled


class Exposed(NamedTuple):
    """A number that can be made out too closely: it lies from ``low`` to ``high``, both included."""

    name: Key
    low: float
    high: float


class Reader:
    """Somebody who knows something and reckons. Raises DoesNotFit for what cannot all be true."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._column = {name: column for column, name in enumerate(knowledge.ranges)}
        rows = [(low, high, self._columns(terms)) for terms, low, high in knowledge.relations]
        # What has no end is given one that is out of reach, so that every question has an answer.
        ends = [end for range_ in knowledge.ranges.values() for end in range_ if end != NO_END]
        self._far = (
            10 * (sum(ends) + sum(abs(end) for low, high, _ in rows for end in (low, high) if end != NO_END))
            + 1000
        )
        bounds = [(low, min(high, self._far)) for low, high in knowledge.ranges.values()]
        self._programme = Programme([0] * len(self._column), bounds, rows)
        self._seen: list[Mapping[int, int]] = [self._programme.solve()]

    def keeps_apart(self, terms: Terms, by: int) -> bool:
        """Whether two values that differ by more are known already to be possible for a sum."""
        values = [self._value(terms, point) for point in self._seen]
        return max(values) - min(values) > by

    def range(self, terms: Terms) -> tuple[float, float]:
        """The smallest and the largest value that a sum can have."""
        low, high = self._least(terms), -self._least(tuple((name, -times) for name, times in terms))
        return (-NO_END if low < -self._far / 2 else low), (NO_END if high > self._far / 2 else high)

    def _least(self, terms: Terms) -> float:
        columns = self._columns(terms)
        for column, times in columns.items():
            self._programme.cost(column, times)
        try:
            point = self._programme.solve()
        finally:
            for column in columns:
                self._programme.cost(column, 0)
        self._seen.append(point)
        return self._value(terms, point)

    def _columns(self, terms: Terms) -> dict[int, float]:
        found: dict[int, float] = {}
        for name, times in terms:
            found[self._column[name]] = found.get(self._column[name], 0) + times
        return found

    def _value(self, terms: Terms, point: Mapping[int, int]) -> int:
        return sum(times * point.get(self._column[name], 0) for name, times in terms)


def exposed(knowledge: Knowledge, secrets: Mapping[Key, Terms], protection: int) -> list[Exposed]:
    """Those secrets, sums by their names, whose smallest and largest possible value differ by no more.

    Raises DoesNotFit for knowledge that cannot all be true.
    """
    reader = Reader(knowledge)
    found = []
    for name, terms in secrets.items():
        if not reader.keeps_apart(terms, protection):
            low, high = reader.range(terms)
            if high - low <= protection:
                found.append(Exposed(name, low, high))
    return found


def attack(published: Controlled) -> list[Exposed]:
    """The hidden numbers of a table that its readers can make out to within its protection level."""
    return exposed(published.knowledge(), published.secrets, published.rules.protection)
