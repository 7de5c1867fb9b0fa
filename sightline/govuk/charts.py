"""Puts a chart of `sightline.documents.charts` on a page: its title as the finding, its figures in a table.

chart_block(Line(title="More people came each month", series=..., show=...), key="places", note="Source: ...")
Stat(9166, "training places attended", sparkline=Svg(Sparkline(...).svg("places-line")))
"""

from __future__ import annotations

from typing import Protocol

from .blocks import Chart
from .tables import Column, Table
from .values import Svg


class Drawable(Protocol):
    """What every chart offers: its finding, its picture, and the figures it draws as text."""

    @property
    def title(self) -> str: ...

    def svg(self, key: str) -> str: ...

    def table(self) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]: ...


def chart_block(chart: Drawable, key: str, note: str = "") -> Chart:
    """The chart as a block; ``key`` is an id that no other chart of the page has."""
    head, rows = chart.table()
    columns = tuple(Column(title, numeric=place > 0) for place, title in enumerate(head))
    figures = Table(caption=chart.title, columns=columns, rows=rows, caption_hidden=True)
    return Chart(chart.title, Svg(chart.svg(key)), figures if rows else None, note)
