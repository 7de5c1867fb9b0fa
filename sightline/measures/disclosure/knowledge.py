"""What a reader knows, as numbers that stand in linear relations; every table and release comes down to this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

NO_END = float("inf")
Key = Any
"""Whatever a number is called by; it can be looked up in a mapping."""
Terms = tuple[tuple[Key, int], ...]
"""A sum of numbers, each with how often it counts: ((total, 1), (part, -1))."""


class Relation(NamedTuple):
    """A sum that is known to lie from ``low`` to ``high``, both included."""

    terms: Terms
    low: float
    high: float


@dataclass(frozen=True)
class Knowledge:
    """Whole numbers not below 0, each with the range a reader knows it to lie in, and the relations among them."""

    ranges: Mapping[Key, tuple[float, float]]
    relations: tuple[Relation, ...] = ()

    def and_also(self, other: Knowledge) -> Knowledge:
        """Both together: of a number that both speak of, what both say."""
        ranges = dict(self.ranges)
        for name, (low, high) in other.ranges.items():
            known = ranges.get(name, (0, NO_END))
            ranges[name] = max(low, known[0]), min(high, known[1])
        return Knowledge(ranges, (*self.relations, *other.relations))


def sums_to(total: Key, parts: Iterable[Key]) -> Relation:
    """That the parts come to the total."""
    return Relation(((total, -1), *((part, 1) for part in parts)), 0, 0)


def at_most(less: Key, more: Key) -> Relation:
    """That one number is not above another."""
    return Relation(((more, 1), (less, -1)), 0, NO_END)


def covers(total: Key, parts: Sequence[Key]) -> list[Relation]:
    """That each part lies within the total, and the parts together leave nothing of it out; they may overlap."""
    return [
        Relation(((total, -1), *((part, 1) for part in parts)), 0, NO_END),
        *(at_most(part, total) for part in parts),
    ]
