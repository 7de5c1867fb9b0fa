"""For which days a source is complete: inside them no rows is a true 0, outside them nothing is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from django.utils import timezone

from sightline.foundation.dates import spell_out
from sightline.foundation.years import ReportingYear
from sightline.measures.scope import Period
from sightline.partnership import queries
from sightline.partnership.models import Coverage, Partnership
from sightline.partnership.spans import Span, joined


def spans(partnership: Partnership, source: str) -> tuple[Period, ...]:
    """The days a source covers, as periods apart from one another, in order. Live use covers until today."""
    return tuple(_ended(queries.coverage(partnership, source)))


def covers(periods: Sequence[Period], start: date, end: date) -> bool:
    """Whether every day from ``start`` to ``end`` lies in one of these periods, and the first has come.

    A file covers its whole reporting year, but what is still to come is known of no day.
    """
    return start <= timezone.localdate() and any(
        period.start <= start and end <= period.end for period in periods
    )


def complete(periods: Sequence[Period], start: date, end: date) -> bool:
    """Whether these days are covered and over: the month that is going on has no figure yet."""
    return end <= timezone.localdate() and covers(periods, start, end)


def gap(source: str, periods: Sequence[Period], start: date, end: date) -> str:
    """Why a time is not covered, as a sentence; "" when it is."""
    if covers(periods, start, end):
        return ""
    if start > timezone.localdate():
        return f"{spell_out(start)} is still to come."
    if not periods:
        return f"There are no records of {source} yet."
    said = [_said(period) for period in periods]
    listed = " and ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]
    return f"Records of {source} cover {listed} only."


def covered_years(partnership: Partnership) -> list[ReportingYear]:
    """The reporting years that at least one source covers in part, earliest first."""
    found = set()
    for period in _ended(queries.coverage_of_all(partnership)):
        year, last = ReportingYear.of(period.start), ReportingYear.of(period.end)
        while year <= last:
            found.add(year)
            year = year.next
    return sorted(found)


def year_to_show(partnership: Partnership, source: str = "") -> ReportingYear | None:
    """The year that a page shows unless another is asked for; None where nothing is covered.

    The latest that a source, or any, covers from its first day on: where records begin to be kept in the middle of
    a year, its few days do not take the place of a whole one. Failing that, the latest that is covered in part.
    """
    rows = queries.coverage(partnership, source) if source else queries.coverage_of_all(partnership)
    periods = [period for _, same in groupby(rows, key=lambda row: row.source) for period in _ended(same)]
    years = [(ReportingYear.of(period.end), period.start) for period in periods]
    begun = [year for year, start in years if start <= year.start]
    return max(begun or [year for year, _ in years], default=None)


def _ended(rows: Iterable[Coverage]) -> list[Period]:
    today = timezone.localdate()
    begun = [Span(row.start, row.end or today) for row in rows if row.start <= (row.end or today)]
    return [Period(span.start, span.end) for span in joined(begun) if span.end]


def _said(period: Period) -> str:
    first, last = ReportingYear.of(period.start), ReportingYear.of(period.end)
    if (period.start, period.end) == (first.start, last.end):
        return str(first) if first == last else f"{first} to {last}"
    return f"{spell_out(period.start)} to {spell_out(period.end)}"
