"""Progress: what was agreed and done in all, and what is outstanding month by month, as charts with their figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from sightline.actions import flow
from sightline.actions.presenters.ways import ways
from sightline.documents.charts import Layers, Line, Series, judged_line
from sightline.documents.charts import Point as Drawn
from sightline.foundation.numbers import thousands
from sightline.govuk.blocks import Block, Chart, Empty, Section
from sightline.govuk.charts import chart_block
from sightline.govuk.pages import Page
from sightline.govuk.tables import Filter, Filters
from sightline.govuk.values import Svg
from sightline.measures.answers import Point
from sightline.measures.spc import xmr
from sightline.measures.units import Better
from sightline.partnership.models import Partnership

PHONE = 340  # pixels
IN_ALL = (
    "Each layer holds the one before it: what is complete was agreed, what is assured is complete. Between the upper "
    "edges lies what is still outstanding, and what is done but not yet seen to have worked."
)


def flow_page(
    partnership: Partnership,
    series: Mapping[str, Sequence[Point]],
    *,
    lead: str,
    filters: tuple[Filter, ...],
) -> Page:
    """The figures of some months; without one that has a figure, why not."""
    months = flow.begun(series.get(flow.OUTSTANDING, ()))
    blocks: tuple[Block, ...] = (_nothing(series),)
    if months:
        shown = {key: of[-len(months) :] for key, of in series.items()}
        blocks = (
            Section("Outstanding, month by month", (_outstanding(months),), id="outstanding"),
            Section("Agreed, complete and assured in all", (_in_all(shown),), id="in-all"),
        )
    return Page(
        title="Progress of actions",
        lead=lead,
        blocks=(ways(partnership, "progress", filters), Filters(filters), *blocks),
    )


def _nothing(series: Mapping[str, Sequence[Point]]) -> Empty:
    why = [month.why_not for month in series.get(flow.OUTSTANDING, ()) if month.why_not]
    return Empty(f"There is no figure for these months. {why[-1] if why else ''}".strip())


def _outstanding(months: Sequence[Point]) -> Chart:
    values = [(_label(month), cast("int | None", month.value)) for month in months]
    judged = xmr([value for _, value in values if value is not None], better=Better.LOWER)
    line, note = judged_line(
        flow.outstanding(months, judged),
        "Outstanding actions",
        values,
        judged,
        lambda value: thousands(value, 1),
    )
    return _block(line, "outstanding-chart", note)


def _in_all(totals: Mapping[str, Sequence[Point]]) -> Chart:
    series = tuple(
        Series(name, tuple(Drawn(_label(month), cast("int | None", month.value)) for month in totals[key]))
        for key, name in flow.TOTALS.items()
    )
    layers = Layers(flow.in_all(totals), series, lambda value: thousands(value, 1), "Actions")
    return _block(layers, "in-all-chart", IN_ALL)


def _block(chart: Line | Layers, key: str, note: str) -> Chart:
    """The chart with its figures in a table, and the same drawn for a phone."""
    return replace(chart_block(chart, key, note), narrow=Svg(chart.svg(f"{key}-narrow", width=PHONE)))


def _label(month: Point) -> str:
    return f"{month.end:%b %Y}"
