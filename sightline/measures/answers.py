"""What a measure answers: a value with what it was made from, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sightline.measures.units import Unit, Value


@dataclass(frozen=True, kw_only=True)
class Answer:
    """``value`` is None when it is not recorded, and ``why_not`` then says why in one sentence.

    A rate is a fraction from 0 to 1 with its numerator and denominator; a median is a number of days,
    exact. ``symbol`` stands in the place of a value that may not be shown: c for one that could tell of single
    children. ``rows`` is how many records lie behind it; ``groups`` holds an answer for each value of the
    dimension asked for. ``names`` are those of a fact, of which there is no one value where there are several.
    """

    key: str
    unit: Unit
    as_of: date
    value: Value | None = None
    numerator: int | None = None
    denominator: int | None = None
    covered: bool = True
    why_not: str = ""
    symbol: str = ""
    rows: int = 0
    groups: Mapping[str, Answer] = field(default_factory=dict)
    names: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The value as people read it: 9,166 or 83% or “not recorded”, or the symbol in its place."""
        return self.symbol or self.unit.shown(self.value)

    @property
    def phrase(self) -> str:
        """The value with what it counts: “9,166 places”."""
        return self.symbol or self.unit.phrase(self.value)


@dataclass(frozen=True, kw_only=True)
class Point:
    """One month of a series; ``value`` is None outside what is recorded, and for a rate of nothing.

    ``covered`` tells the two apart, and ``why_not`` says in a sentence why a month is not covered. ``symbol`` stands
    where a value may not be shown.
    """

    start: date
    end: date
    value: Value | None = None
    numerator: int | None = None
    denominator: int | None = None
    rows: int = 0
    covered: bool = True
    why_not: str = ""
    symbol: str = ""
