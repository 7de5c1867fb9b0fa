"""What a judgement needs to know of a measure and its figures, wherever they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from sightline.claims.checks import Check, InSpan, InYear, Period, Where
from sightline.foundation.numbers import exact
from sightline.measures.kinds.base import Sort
from sightline.measures.units import Better, Noun

NOTHING_IS_ZERO: frozenset[Sort] = frozenset({"count", "stock", "distinct", "sum"})
"""The kinds of which no rows, where the records cover the time, make a true 0."""

Number = int | float | Decimal | Fraction
Value = Number | str | tuple[str, ...]


@dataclass(frozen=True)
class MeasureInfo:
    """A measure as a check sees it.

    ``title`` is a noun phrase that can begin a sentence ("Training places attended"); ``unit`` a plain plural
    such as places or days; ``dimensions`` what it can be filtered and split by, with what one of each is
    called; ``at_date`` whether it is asked at a date (a stock, a fact) rather than over a period. One without months
    is recorded for whole years.
    """

    key: str
    title: str
    kind: Sort
    unit: str
    better: Better
    at_date: bool
    dimensions: Mapping[str, Noun] = field(default_factory=dict)
    has_months: bool = True

    @property
    def is_rate(self) -> bool:
        return self.kind in ("rate", "ratio")

    @property
    def is_part(self) -> bool:
        """Whether it is a part of a whole, which cannot exceed 100%; a ratio of two counts can."""
        return self.kind == "rate"

    @property
    def is_fact(self) -> bool:
        return self.kind == "fact"

    @property
    def nothing_is_zero(self) -> bool:
        return self.kind in NOTHING_IS_ZERO


@dataclass(frozen=True)
class Figure:
    """A measure's answer: ``value`` is None when it is not recorded, and ``why_not`` then says why.

    A rate gives its ``numerator`` and ``denominator`` and is judged by them. ``groups`` is filled on a split.
    ``rows`` counts the records behind the figure, where that is known.
    """

    value: Value | None
    numerator: Number | None = None
    denominator: Number | None = None
    covered: bool = True
    why_not: str = ""
    groups: Mapping[str, Figure] = field(default_factory=dict)
    rows: int | None = None

    @property
    def known(self) -> bool:
        return self.covered and self.value is not None and self.value != ()

    @property
    def number(self) -> Fraction | None:
        """The exact figure; None when it is not recorded or is no number."""
        if not self.known or isinstance(self.value, str | tuple) or self.value is None:
            return None
        if self.numerator is not None and self.denominator:
            return exact(self.numerator) / exact(self.denominator)
        return exact(self.value)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that a fact holds; none when it is not recorded."""
        if not self.known:
            return ()
        return self.value if isinstance(self.value, tuple) else (str(self.value),)

    @property
    def has_rows(self) -> bool:
        """Whether any record stands behind the figure."""
        if self.rows is not None:
            return self.rows > 0
        if self.denominator is not None:
            return bool(self.denominator) or bool(self.numerator)
        return bool(self.value) or bool(self.numerator)


class Figures(Protocol):
    """Where figures come from: the measures of one partnership."""

    def measure(self, key: str) -> MeasureInfo:
        """The measure of that key; CheckError when there is none."""

    def named(self, check: Check) -> Check:
        """The check by the names under which records are counted; CheckError for a name that is not there."""

    def value(self, key: str, period: Period, where: Where, by: str | None = None) -> Figure:
        """The figure of the period, with its groups when ``by`` names a dimension."""

    def series(
        self, key: str, period: InYear | InSpan, where: Where, by: str | None = None
    ) -> Sequence[tuple[date, Figure]]:
        """The figure of each month of the period, or at each month's end, with any day of that month."""
