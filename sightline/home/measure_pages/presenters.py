"""The dashboard of measures, and the page of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse

from sightline.foundation.years import ReportingYear
from sightline.govuk.blocks import (
    Block,
    Chart,
    Details,
    Empty,
    Section,
    Stat,
    StatRow,
    SummaryList,
    SummaryRow,
    Text,
)
from sightline.govuk.charts import chart_block
from sightline.govuk.pages import Page
from sightline.govuk.tables import Column, Filter, Filters, Table
from sightline.govuk.values import Lines, Link, Muted, Svg, Value
from sightline.home.measure_pages import drawing
from sightline.home.measure_pages.telling import Told, compared, time_of
from sightline.imports.exporting import exports
from sightline.measures.answers import Answer
from sightline.measures.kinds import Measure
from sightline.measures.units import Better, Unit
from sightline.partnership.models import Partnership

NAMES = {
    "actions": "Actions",
    "challenges": "Professional challenge",
    "forum": "The forum",
    "meetings": "Meetings",
    "partnership": "The partnership",
    "reports_between_bodies": "Reports between bodies",
    "training": "Training",
}
BETTER = {Better.HIGHER: "Higher is better", Better.LOWER: "Lower is better"}


def measure_page(partnership: Partnership, key: str, **query: str) -> str:
    """The address of a measure's page."""
    address = reverse("measures:measure", args=[partnership.slug, key])
    return f"{address}?{urlencode(query)}" if query else address


def nothing_yet() -> Page:
    """The dashboard before anything was recorded."""
    return Page(
        title="Figures",
        blocks=(
            Empty(
                "Every figure of the partnership is worked out from its records. There are none yet: import the "
                "spreadsheets you keep today, or begin to keep records here.",
                example="Outstanding actions at 31 March, the attendance of each body, training places by agency.",
            ),
        ),
    )


def stat(partnership: Partnership, measure: Measure, said: Told) -> Stat:
    """A measure in brief: its value, one sentence, its line, and the way to its page."""
    line = drawing.sparkline(measure, said)
    return Stat(
        value=said.now.phrase if measure.unit is Unit.DAYS else said.now.shown,
        label=measure.title,
        sentence=compared(measure, said),
        sparkline=Svg(line.svg(f"line-{measure.key.replace('.', '-')}")) if line else None,
        href=measure_page(partnership, measure.key, year=str(said.year)),
    )


def dashboard(stats: Mapping[str, Stat], *, year: ReportingYear, years: Sequence[ReportingYear]) -> Page:
    """All measures of a year, in brief, by the key of each."""
    sections = []
    for app, keys in groupby(stats, key=lambda key: key.partition(".")[0]):
        row = StatRow(tuple(stats[key] for key in keys))
        sections.append(Section(NAMES.get(app, app.capitalize()), (row,), id=app))
    table = Table(
        caption=f"All figures of {year}",
        columns=(Column("Figure"), Column("Value", numeric=True), Column("In a sentence", wide=True)),
        rows=tuple((Link(each.label, each.href), each.value, each.sentence) for each in stats.values()),
    )
    return Page(
        title="Figures",
        lead=f"What the records say of {year}. Each line shows the months of that year and the one before.",
        blocks=(Filters((year_filter(year, years),)), *sections, Details("All of them as a table", (table,))),
    )


def year_filter(year: ReportingYear, years: Sequence[ReportingYear]) -> Filter:
    """The choice of a reporting year; the first of them is shown without being asked for."""
    first, *others = years
    choices = tuple((str(each), str(each)) for each in others)
    return Filter("year", "Year", choices, "" if year == first else str(year), everything=str(first))


def measure_figures(partnership: Partnership, measure: Measure, said: Told, by: str) -> tuple[Block, ...]:
    """The value, its months and its groups."""
    blocks: list[Block] = [SummaryList(_summary(measure, said))]
    if drawn := drawing.line(measure, said):
        chart, note = drawn
        blocks.append(Section("Month by month", (chart_block(chart, "months", note),), id="months"))
    if by:
        blocks.append(_groups(partnership, measure, said, by))
    return tuple(blocks)


def _summary(measure: Measure, said: Told) -> tuple[SummaryRow, ...]:
    before = compared(measure, said) if said.now.value is not None else ""
    return (
        SummaryRow(f"Value {time_of(measure, said.period)}", _value(said.now)),
        *((SummaryRow("The year before", before),) if before else ()),
        SummaryRow("What it says", measure.definition),
        *((SummaryRow("Better", BETTER[measure.better]),) if measure.better in BETTER else ()),
        SummaryRow("Name in checks", measure.key),
    )


def _value(now: Answer) -> Value:
    """The value with what it is made of; without one, why."""
    if now.value is None:
        return Lines(now.symbol or now.shown.capitalize(), Muted(now.why_not))
    made_of = drawing.of(now)
    return f"{now.phrase} ({made_of})" if made_of else now.phrase


def _groups(partnership: Partnership, measure: Measure, said: Told, by: str) -> Section:
    title = measure.dimensions[by].title
    rate = any(drawing.of(group) for group in said.now.groups.values())
    rows: list[tuple[Value, ...]] = []
    for name, group in said.now.groups.items():
        narrowed = Link(
            name, measure_page(partnership, measure.key, year=str(said.year), by=by, **{f"only-{by}": name})
        )
        rows.append((narrowed, group.shown, *((drawing.of(group),) if rate else ())))
    table = Table(
        caption=f"{measure.title} {time_of(measure, said.period)}, by {title.lower()}",
        columns=(
            Column(title),
            Column("Value", numeric=True),
            *((Column("Counted from", numeric=True),) if rate else ()),
        ),
        rows=tuple(rows),
        empty="There are no records to divide.",
    )
    chart = drawing.bars(measure, said, by)
    picture = (Chart(chart.title, Svg(chart.svg("groups"))),) if chart else ()
    return Section(f"By {title.lower()}", (*picture, table), id="groups")


def one_measure(
    partnership: Partnership,
    measure: Measure,
    *,
    filters: tuple[Filter, ...],
    only: Mapping[str, tuple[str, ...]],
    blocks: tuple[Block, ...],
    exported: bool,
) -> Page:
    """A measure's page: ``blocks`` are its figures and the records behind them."""
    said = " and ".join(
        f"{measure.dimensions[name].title.lower()}: {' or '.join(names)}" for name, names in only.items()
    )
    return Page(
        title=measure.title,
        caption="Figures",
        lead=Lines(f"Only {said}.", Link("Show all of it", measure_page(partnership, measure.key)))
        if said
        else "",
        breadcrumbs=(Link("Figures", reverse("measures:list", args=[partnership.slug])),),
        exports=exports() if exported else (),
        blocks=(Filters(filters), *blocks),
    )


def refused(partnership: Partnership, measure: Measure, sentence: str) -> Page:
    """A question that makes no sense: the sentence that says why, and the way back."""
    again = Link(f"{measure.title}, undivided", measure_page(partnership, measure.key))
    return Page(
        title=measure.title,
        breadcrumbs=(Link("Figures", reverse("measures:list", args=[partnership.slug])),),
        blocks=(Text(sentence), Text(again)),
    )
