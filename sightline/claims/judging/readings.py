"""The figures that a check needs: one, two ends of a change, or one for each month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sightline.claims.checks import AtDate, Change, Check, InSpan, InYear, OfSeries
from sightline.claims.figures import Figure, Figures, MeasureInfo
from sightline.claims.words import when
from sightline.foundation.dates import month_of


class Moment(NamedTuple):
    """A figure with when it is of, in words: in 2024-25, on 31 March 2025, in March 2025."""

    when: str
    figure: Figure


Reading = Sequence[Moment]


def ask(check: Check, figures: Figures) -> Reading:
    """The figures of ``check`` in order of time, with their groups when it judges each."""
    by = check.by if check.each else None
    if isinstance(check.test, OfSeries) and isinstance(check.period, InYear | InSpan):
        found = figures.series(check.key, check.period, check.where, by)
        return [Moment(f"in {month_of(day)}", figure) for day, figure in found]
    periods: list[InYear | AtDate | InSpan] = [check.period]
    if isinstance(check.test, Change):
        since = check.test.since
        periods.insert(0, AtDate(since) if isinstance(since, date) else InYear(since))
    return [Moment(when(period), figures.value(check.key, period, check.where, by)) for period in periods]


def with_rows(reading: Reading) -> tuple[list[str], list[str]]:
    """The groups that have rows at any of the moments, and those that are named but have none."""
    named = {name for moment in reading for name in moment.figure.groups}
    found = {name for moment in reading for name, figure in moment.figure.groups.items() if figure.has_rows}
    return sorted(found), sorted(named - found)


def of_group(reading: Reading, name: str, info: MeasureInfo) -> Reading:
    """The reading of one group, which counts 0 where it has no rows if the measure is one that counts."""
    return [Moment(when, _group(figure, name, info)) for when, figure in reading]


def _group(whole: Figure, name: str, info: MeasureInfo) -> Figure:
    if not whole.covered:
        return Figure(None, covered=False, why_not=whole.why_not)
    if name in whole.groups:
        return whole.groups[name]
    return Figure(0) if info.nothing_is_zero else Figure(None, why_not="nothing is recorded")
