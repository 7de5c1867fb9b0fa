"""Charts as SVG: the title is the finding, the words and the table say what the picture shows."""

from __future__ import annotations

import re

from sightline.documents.charts.bars import Bars
from sightline.documents.charts.funnel import Funnel
from sightline.documents.charts.judging import judged_line
from sightline.documents.charts.layers import Layers
from sightline.documents.charts.line import Line
from sightline.documents.charts.matrix import Matrix
from sightline.documents.charts.model import (
    NOT_RECORDED,
    Bar,
    Cause,
    Cell,
    Chart,
    Limits,
    Point,
    Row,
    Series,
    Share,
    Span,
    Tone,
)
from sightline.documents.charts.multiple import Multiple
from sightline.documents.charts.sparkline import Sparkline
from sightline.documents.charts.timeline import Timeline
from sightline.documents.charts.tree import Branch, Tree
from sightline.documents.charts.waterfall import Waterfall
from sightline.documents.model import Picture, Table

__all__ = [
    "NOT_RECORDED",
    "Bar",
    "Bars",
    "Branch",
    "Cause",
    "Cell",
    "Chart",
    "Funnel",
    "Layers",
    "Limits",
    "Line",
    "Matrix",
    "Multiple",
    "Point",
    "Row",
    "Series",
    "Share",
    "Span",
    "Sparkline",
    "Timeline",
    "Tone",
    "Tree",
    "Waterfall",
    "judged_line",
    "picture_of",
]


_FIGURE = re.compile(rf"[£+−-]?\d[\d,.]*(%| [a-z]+)?|{NOT_RECORDED}")


def picture_of(chart: Chart, key: str) -> Picture:
    """The chart as a block of a document, with its figures in a table; ``key`` is an id of its own in the
    document."""
    head, rows = chart.table()
    numeric = tuple(
        column
        for column in range(1, len(head))
        if rows and all(_FIGURE.fullmatch(row[column]) for row in rows)
    )
    return Picture(
        svg=chart.svg(key),
        alt=f"{chart.title.rstrip('.')}. {chart.description()}",
        caption=chart.title,
        table=Table(caption="", head=head, rows=rows, numeric=numeric),
    )
