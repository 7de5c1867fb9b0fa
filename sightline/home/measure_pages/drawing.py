"""Figures as charts: the months as a line that tells change from chance, the groups as bars."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sightline.documents.charts import Bar, Bars, Line, Point, Series, Sparkline, judged_line
from sightline.documents.charts.judging import CAUSES
from sightline.foundation.dates import month_of
from sightline.foundation.numbers import thousands
from sightline.home.measure_pages.telling import Told
from sightline.measures.answers import Answer
from sightline.measures.kinds import Measure
from sightline.measures.spc import Chart, xmr
from sightline.measures.units import Unit

MOST_BARS = 20


def sparkline(measure: Measure, said: Told) -> Sparkline | None:
    """The months as a line beside a sentence; None when not one has a figure."""
    if all(month.value is None for month in said.months):
        return None
    points = tuple(Point(month_of(month.start), _number(month.value)) for month in said.months)
    return Sparkline(f"{measure.title}, month by month", Series(measure.title, points), measure.unit.shown)


def line(measure: Measure, said: Told) -> tuple[Line, str] | None:
    """The months from the first that has a figure, with what is more than chance marked, and a note on reading it."""
    known = [place for place, month in enumerate(said.months) if month.value is not None]
    if not known:
        return None
    months = said.months[known[0] :]
    judged = xmr(
        [_number(month.value) or 0 for month in months if month.value is not None], better=measure.better
    )
    return judged_line(
        _finding(measure, judged),
        measure.title,
        [(f"{month.start:%b %Y}", _number(month.value)) for month in months],
        judged,
        measure.unit.shown,
        full=measure.most,
    )


def _finding(measure: Measure, judged: Chart) -> str:
    if judged.too_few:
        return f"{measure.title}, month by month"
    if not judged.special:
        return f"{measure.title}: no month differs from the others by more than chance"
    latest = judged.latest
    if latest and latest.special and latest.meaning:
        return f"{measure.title}: the latest month is {CAUSES[latest.meaning].value}"
    months = "one month was" if len(judged.special) == 1 else f"{len(judged.special)} months were"
    return f"{measure.title}: {months} beyond chance, the latest is not"


def bars(measure: Measure, said: Told, by: str) -> Bars | None:
    """The groups that have a figure, the largest first; None for names, and for more than can be compared."""
    title = measure.dimensions[by].title.lower()
    groups = [(name, group) for name, group in said.now.groups.items() if group.value is not None]
    if not groups or len(groups) > MOST_BARS or any(isinstance(group.value, str) for _, group in groups):
        return None
    if by != "month":
        groups.sort(key=lambda pair: (-(_number(pair[1].value) or 0), pair[0]))
    return Bars(
        title=_range(measure, title, groups),
        bars=tuple(Bar(name, _number(group.value), of(group)) for name, group in groups),
        show=measure.unit.shown,
        measure=measure.title,
        group=measure.dimensions[by].title,
        full=1
        if measure.unit is Unit.RATE and all((_number(g.value) or 0) <= 1 for _, g in groups)
        else None,
    )


def _range(measure: Measure, by: str, groups: list[tuple[str, Answer]]) -> str:
    """What the bars show in a sentence: where the figure is lowest and highest."""
    ordered = sorted(groups, key=lambda pair: (_number(pair[1].value) or 0, pair[0]))
    (low, lowest), (high, highest) = ordered[0], ordered[-1]
    if lowest.value == highest.value:
        return f"{measure.title}: {lowest.shown}{' in every group' if len(groups) > 1 else f' ({low})'}"
    return f"{measure.title} by {by}: from {lowest.shown} ({low}) to {highest.shown} ({high})"


def of(group: Answer) -> str:
    """What a rate is made of: 12 of 14; "" for what is no rate."""
    if group.denominator is None or group.numerator is None:
        return ""
    return f"{thousands(group.numerator)} of {thousands(group.denominator)}"


def _number(value: Any) -> int | Fraction | None:
    return None if value is None or isinstance(value, str) else value
