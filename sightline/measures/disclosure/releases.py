"""What was let out, in terms that one release shares with the next: groups, and the shortest periods they speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from sightline.measures.disclosure.knowledge import NO_END, Knowledge, Relation, Terms, covers, sums_to
from sightline.measures.disclosure.published import Controlled, known_rests, small_rests
from sightline.measures.disclosure.rules import Status
from sightline.measures.disclosure.tables import ALL, Table


class Atom(NamedTuple):
    """The number of one group in one period: of a measure, its numerator ("n") or denominator ("d").

    ``by`` is what the groups are groups of; the group of all, ``ALL``, is the same whatever they are.
    """

    measure: str
    part: str
    by: str
    group: str
    period: str


class Fact(NamedTuple):
    """What a release says of a sum over atoms: where it lies, and whether it is hidden.

    The part "rest" is of those whom a share leaves out. ``places`` are pairs of a group and a period.
    """

    part: str
    places: tuple[tuple[str, str], ...]
    low: float
    high: float
    hidden: bool


@dataclass(frozen=True)
class Release:
    """One table that was let out. It holds only what its readers know, and can be kept as plain data.

    ``made_of`` holds periods that are the sum of shorter ones, such as a year of its months.
    """

    name: str
    measure: str
    by: str
    facts: tuple[Fact, ...]
    rows_add: bool = True
    made_of: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        name: str,
        published: Controlled,
        *,
        measure: str,
        by: str = "",
        periods: Mapping[str, Sequence[str]] | None = None,
    ) -> Release:
        """A table under a name that people know it by. ``periods`` are the shortest periods of each column.

        A column without them is such a period itself. The totals of columns that do not add up are a period of
        their own, from the first to the last.
        """
        return cls(name, measure, by, tuple(_facts(published, periods or {})), published.table.rows_add)

    def atoms(self, part: str, places: Sequence[tuple[str, str]]) -> Terms:
        """The sum of a fact, in atoms."""
        if part == "rest":
            less = tuple((atom, -times) for atom, times in self.atoms("n", places))
            return (*self.atoms("d", places), *less)
        return tuple(
            (Atom(self.measure, part, "" if group == ALL else self.by, group, period), 1)
            for group, period in sorted(places)
        )

    def knowledge(self, facts: Sequence[Fact] | None = None) -> Knowledge:
        """What its readers know; of some of its facts where these are given."""
        relations = [
            Relation(self.atoms(fact.part, fact.places), fact.low, fact.high)
            for fact in (self.facts if facts is None else facts)
        ]
        relations.extend(self._totals())
        relations.extend(self._spans())
        atoms = {atom: (0.0, NO_END) for terms, _, _ in relations for atom, _ in terms}
        return Knowledge(atoms, tuple(relations))

    def _totals(self) -> Iterator[Relation]:
        """That in each period the groups come to all, or lie within it where they overlap."""
        for part in ("n", "d"):
            places = {place for fact in self.facts if fact.part == part for place in fact.places}
            for group, period in sorted(places):
                if group == ALL:
                    groups = sorted(place for place in places if place[1] == period and place[0] != ALL)
                    parts = [atom for atom, _ in self.atoms(part, groups)]
                    total = Atom(self.measure, part, "", ALL, period)
                    if parts:
                        yield from [sums_to(total, parts)] if self.rows_add else covers(total, parts)

    def _spans(self) -> Iterator[Relation]:
        """That of all groups together a period comes to the shorter ones that it is made of."""
        for part in sorted({fact.part for fact in self.facts} & {"n", "d"}):
            for period, shorter in self.made_of.items():
                total, *parts = (Atom(self.measure, part, "", ALL, each) for each in (period, *shorter))
                yield sums_to(total, parts)

    def as_data(self) -> dict[str, Any]:
        """The release as plain data, for JSON; a range without an end has None for it."""
        facts = [
            [fact.part, [list(place) for place in fact.places], fact.low, _end(fact.high), fact.hidden]
            for fact in self.facts
        ]
        return {
            "name": self.name,
            "measure": self.measure,
            "by": self.by,
            "rows_add": self.rows_add,
            "made_of": {period: list(shorter) for period, shorter in self.made_of.items()},
            "facts": facts,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The release that ``as_data`` made."""
        facts = tuple(
            Fact(
                part,
                tuple((group, period) for group, period in places),
                low,
                NO_END if high is None else high,
                hidden,
            )
            for part, places, low, high, hidden in data["facts"]
        )
        return cls(
            data["name"], data["measure"], data["by"], facts, data["rows_add"], data.get("made_of", {})
        )


def _end(high: float) -> float | None:
    return None if high == NO_END else high


def places_of(
    table: Table, periods: Mapping[str, Sequence[str]], row: str, column: str
) -> tuple[tuple[str, str], ...]:
    """The groups and shortest periods that a cell covers; of a margin only what is recorded."""
    if column != ALL:
        return tuple((row, period) for period in periods.get(column, (column,)))
    if not table.columns_add:
        spans = [period for each in table.columns for period in periods.get(each, (each,))]
        return ((row, f"{spans[0]} to {spans[-1]}"),)
    recorded = [each for each in table.columns if _is_recorded(table, row, each)]
    return tuple((row, period) for each in recorded for period in periods.get(each, (each,)))


def _is_recorded(table: Table, row: str, column: str) -> bool:
    cell = table.cells.get((row, column))
    return cell is not None and cell.numerator is not None


def _facts(published: Controlled, periods: Mapping[str, Sequence[str]]) -> Iterator[Fact]:
    counts, rules = published.table.counts, published.rules
    for name, status in published.statuses.items():
        places = places_of(published.table, periods, name.row, name.column)
        yield Fact(name.part, places, *rules.told(status, counts[name]), status is not Status.SHOWN)
    hidden = small_rests(published.table, rules)
    for terms, low, high in known_rests(published.table, rules, said=published.rests_said):
        (_, row, column), _ = terms[0]
        places = places_of(published.table, periods, row, column)
        yield Fact("rest", places, low, high, ("rest", row, column) in hidden)
