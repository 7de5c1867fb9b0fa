"""Counts of children as they are, and as they may be shown; months and years as they are counted in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sightline.datasets.engine.indicators.asking import Span
from sightline.foundation.dates import month_end, months
from sightline.foundation.years import ReportingYear


class Count(NamedTuple):
    """How many, and of a share out of how many."""

    part: int
    whole: int | None = None

    def __add__(self, other: object) -> Count:
        assert isinstance(other, Count)  # counts are added to counts alone
        return Count(self.part + other.part, None if self.whole is None else self.whole + (other.whole or 0))

    @property
    def nothing(self) -> bool:
        """Whether there is nothing in it that could be hidden."""
        return not (self.part if self.whole is None else self.whole)


@dataclass(frozen=True)
class Shown:
    """A count as it may be shown: None where it may not be."""

    count: Count | None

    @property
    def hidden(self) -> bool:
        return self.count is None


HIDDEN = Shown(None)


def together(parts: Iterable[Shown], nothing: Count) -> Shown:
    """What several that may be shown come to; hidden where one of them is."""
    total = nothing
    for part in parts:
        if part.count is None:
            return HIDDEN
        total = total + part.count
    return Shown(total)


def year_span(year: ReportingYear) -> Span:
    """A reporting year as a span."""
    return Span(year.start, year.end)


def month_name(span: Span) -> str:
    """A month as its dimension names it: 2024-04."""
    return f"{span.first:%Y-%m}"


def months_of(span: Span) -> list[Span]:
    """The months of a span, from the first to the last."""
    return [Span(first, last) for first, last in months(span.first, span.last)]


def is_month(span: Span) -> bool:
    """Whether a span is one whole month."""
    return span.first.day == 1 and span.last == month_end(span.first)


def is_year(span: Span) -> bool:
    """Whether a span is one reporting year."""
    return span == year_span(ReportingYear.of(span.first))


def units_of(first: date, last: date) -> list[Span] | None:
    """The reporting years and months that a time is made of; None where it is not made of whole ones."""
    if first.day != 1 or last != month_end(last):
        return None
    return list(_units(first, last))


def _units(first: date, last: date) -> Iterator[Span]:
    while first <= last:
        year = ReportingYear.of(first)
        if year.start == first and year.end <= last:
            yield year_span(year)
            first = year.next.start
        else:
            end = month_end(first)
            yield Span(first, end)
            first = date(end.year + end.month // 12, end.month % 12 + 1, 1)
