"""The day and the year that a page shows when nobody asks for another: the latest that the records cover.

A tracker that ends last March is not an empty page today.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone

from sightline.foundation.dates import months, spell_out
from sightline.foundation.years import ReportingYear
from sightline.govuk.tables import Filter
from sightline.measures import coverage
from sightline.measures.answers import Answer
from sightline.measures.scope import Period
from sightline.partnership.asking import Inside
from sightline.partnership.models import Partnership
from sightline.partnership.recording import choice

M = TypeVar("M", bound=Model)
MONTHS = 24
ALL_YEARS = ("all", "All years")


def last_covered(partnership: Partnership, source: str) -> date:
    """Today, or the last day a source covers when that is earlier; today when it covers nothing yet."""
    return last_day(coverage.spans(partnership, source))


def last_day(spans: Sequence[Period]) -> date:
    """Today, or the last day of these spans when that is earlier; today when there are none."""
    today = timezone.localdate()
    return min(spans[-1].end, today) if spans else today


def month_ends(spans: Sequence[Period]) -> list[date]:
    """The last days, up to today, of the months in these spans, the latest first: at most two years of them."""
    today = timezone.localdate()
    ends = [
        end
        for span in spans
        for _, end in months(span.start, min(span.end, today))
        if span.start <= end <= min(span.end, today)
    ]
    return ends[: -MONTHS - 1 : -1]


def year_asked(
    request: Inside, source: str, *, label: str = "Year", all_years: bool = False
) -> tuple[Filter, ReportingYear]:
    """The filter by year of a page, and the year it says: the latest that is covered unless another is chosen.

    With ``all_years`` one may choose them all; the year is then the latest, too.
    """
    years = {str(year): year for year in covered_years(request.partnership, source)}
    latest = next(iter(years))
    earlier = ((said, said) for said in years if said != latest)
    asked = choice(request, "year", label, (*earlier, *([ALL_YEARS] if all_years else [])), everything=latest)
    return asked, years.get(asked.value, years[latest])


def of_year(rows: QuerySet[M, M], on: str, asked: Filter, year: ReportingYear) -> QuerySet[M, M]:
    """The rows whose date lies in the year asked for; of the latest year those that are still to come, too."""
    if asked.value == ALL_YEARS[0]:
        return rows
    rows = rows.filter(**{f"{on}__gte": year.start})
    return rows.filter(**{f"{on}__lte": year.end}) if asked.value else rows


def covered_part(partnership: Partnership, source: str, year: ReportingYear) -> Period:
    """The part of a year that a source covers, the latest of several, up to today; all of it where none is."""
    return part_within(coverage.spans(partnership, source), year)


def part_within(spans: Sequence[Period], year: ReportingYear) -> Period:
    """The part of a year that lies within one of these periods, as ``covered_part``."""
    last = min(year.end, timezone.localdate())
    for span in reversed(spans):
        if span.start <= last and span.end >= year.start:
            return Period(max(span.start, year.start), min(span.end, last))
    return Period(year.start, max(year.start, last))


def sentence(period: Period, decisive: Answer, said: str) -> str:
    """What is said of a period: “26 raised” becomes “26 raised in 2024-25.”; why not, where it is not recorded."""
    if decisive.value is None:
        return f"{period}: not recorded. {decisive.why_not}"
    year = ReportingYear.of(period.end)
    if period.start > year.start:
        when = f"since {spell_out(period.start)}, when full records begin. What is earlier is listed but not counted"
    else:
        when = f"in {year}" if period.year else f"in {year} so far"
    return f"{said} {when}."


def covered_years(partnership: Partnership, source: str) -> list[ReportingYear]:
    """The reporting years that a source covers in part, the latest first; this year when it covers none."""
    found = set()
    for span in coverage.spans(partnership, source):
        year = ReportingYear.of(span.start)
        while year.start <= span.end:
            found.add(year)
            year = year.next
    return sorted(found, reverse=True) or [ReportingYear.of(timezone.localdate())]
