"""What a figure says of a year: its value, how it stands to the year before, and its months."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sightline.foundation.dates import spell_out
from sightline.foundation.years import ReportingYear
from sightline.measures.answers import Answer, Point
from sightline.measures.evaluation import evaluate, series
from sightline.measures.kinds import Measure
from sightline.measures.scope import Period, Scope
from sightline.measures.standing import part_within
from sightline.partnership.models import Partnership

Where = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Told:
    """A measure's answer for the part of a year that is covered, the year before, and the months of both."""

    year: ReportingYear
    period: Period
    now: Answer
    before: Answer
    months: tuple[Point, ...]

    @property
    def whole(self) -> bool:
        return self.period == Period.of(self.year)


def told(
    partnership: Partnership,
    measure: Measure,
    year: ReportingYear,
    by: str | None = None,
    where: Where | None = None,
) -> Told:
    """What a measure says of a year, divided by a dimension when ``by`` names one. Raises a MeasureError."""
    whole = measure.in_whole_years
    covered = Period.of(year) if whole else part_within(measure.spans(partnership), year)
    period = measure.askable(covered)
    both_years = Period(year.previous.start, period.end)
    only = where or {}
    asked = Scope(partnership=partnership, period=both_years, where=only)
    months = series(measure.key, asked) if measure.has_months else []
    return Told(
        year,
        period,
        evaluate(measure.key, scope_of(partnership, measure, period, only), by),
        evaluate(measure.key, scope_of(partnership, measure, Period.of(year.previous), only)),
        tuple(months),
    )


def scope_of(partnership: Partnership, measure: Measure, period: Period, where: Where) -> Scope:
    """The period, or its last day for a measure that is asked at a date."""
    if measure.of_a_period:
        return Scope(partnership=partnership, period=period, where=where)
    return Scope(partnership=partnership, at=period.end, where=where)


def time_of(measure: Measure, period: Period) -> str:
    """The time a figure is of, as a heading says it: “in 2024-25”, “at 31 March 2025”."""
    return f"in {period}" if measure.of_a_period else f"at {spell_out(period.end)}"


def compared(measure: Measure, said: Told) -> str:
    """How a figure stands to the year before, in one sentence; why there is none where it is not recorded."""
    now, before = said.now, said.before
    if now.value is None:
        return now.why_not
    if isinstance(now.value, str):
        return ""
    if not said.whole:
        return f"So far: {said.period}."
    if before.value is None or isinstance(before.value, str):
        return f"The year before is not {'shown' if before.symbol else 'recorded'}."
    then = _then(measure, said.year.previous.end, said.year.previous)
    if now.value == before.value:
        return f"The same as {then}."
    if now.shown == before.shown:
        return f"About the same as {then}."
    return f"{'Up' if now.value > before.value else 'Down'} from {before.shown} {then}."


def _then(measure: Measure, day: date, year: ReportingYear) -> str:
    return f"in {year}" if measure.of_a_period else f"at {spell_out(day)}"
