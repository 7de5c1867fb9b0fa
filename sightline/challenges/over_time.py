"""Challenge over time: raised and answered by quarter, and how long answers took in each year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sightline.documents import charts
from sightline.foundation.years import ReportingYear
from sightline.govuk.blocks import Block, Section, Text
from sightline.govuk.charts import chart_block
from sightline.measures.answers import Answer, Point
from sightline.measures.scope import Period

YEARS = 5
"""How many years are shown, the latest."""


def span(years: Sequence[ReportingYear]) -> Period:
    """The time that is shown, of the years that are covered, the latest first."""
    return Period(years[:YEARS][-1].start, years[0].end)


def quarters(points: Sequence[Point]) -> tuple[charts.Point, ...]:
    """The months of whole reporting years by threes; nothing is known of a quarter of which a month is not.

    Quarters at either end of which nothing is known are left out: that one is going on, or records begin later.
    """
    found = [_quarter(points[place : place + 3]) for place in range(0, len(points), 3)]
    known = [place for place, one in enumerate(found) if one.value is not None]
    return tuple(found[known[0] : known[-1] + 1]) if known else ()


def _quarter(points: Sequence[Point]) -> charts.Point:
    values: list[Any] = [point.value for point in points if point.value is not None]
    label = f"{points[0].start:%b} to {points[-1].end:%b %Y}"
    return charts.Point(label, sum(values) if len(values) == len(points) else None)


def section(
    raised: Sequence[Point], answered: Sequence[Point], to_answer: Mapping[ReportingYear, Answer]
) -> Section:
    """What was raised and answered in each quarter, and the middle time to an answer in each year."""
    return Section(
        "Over time",
        (
            *_line("Challenges raised", "raised", quarters(raised)),
            *_answered(quarters(answered)),
            *_medians(to_answer),
        ),
        id="over-time",
    )


def _answered(points: tuple[charts.Point, ...]) -> tuple[Block, ...]:
    if not any(point.value for point in points):
        return (Text("Answered: not recorded. No challenge of this time has the day of its answer."),)
    return _line("Challenges answered", "answered", points)


def _line(name: str, did: str, points: tuple[charts.Point, ...]) -> tuple[Block, ...]:
    """A line of at least two quarters; in words where there is only one, or none."""
    if not points:
        return (Text(f"{did.capitalize()} by quarter: not recorded. No quarter is complete yet."),)
    most = max(points, key=lambda point: point.value or 0)
    finding = f"Most were {did} in {most.label}: {most.value}"
    if not most.value:
        finding = f"None was {did} from {points[0].label} to {points[-1].label}"
    if len(points) == 1:
        return (Text(f"{finding}."),)
    line = charts.Line(title=finding, series=charts.Series(name, points), show=str)
    return (chart_block(line, key=f"{did}-over-time", note="By quarter."),)


def _medians(to_answer: Mapping[ReportingYear, Answer]) -> tuple[Block, ...]:
    known = {year: one for year, one in to_answer.items() if one.value is not None}
    if not known:
        return ()
    latest = max(known)
    shown = known[latest].unit.phrase
    finding = f"In {latest} the middle challenge was answered in {shown(known[latest].value)}"
    before = known.get(latest.previous)
    if before:
        finding += f", in {latest.previous} in {shown(before.value)}"
    bars = tuple(_year(year, one) for year, one in sorted(to_answer.items()))
    chart = charts.Bars(
        title=finding,
        bars=bars,
        show=known[latest].unit.shown,
        measure="Median days to answer",
        group="Year of the answer",
    )
    return (chart_block(chart, key="to-answer"),)


def _year(year: ReportingYear, median: Answer) -> charts.Bar:
    days: Any = median.value
    return charts.Bar(str(year), days, f"{median.rows} answered" if median.rows else "")
