"""One of several small pictures in one scale, so that their heights can be compared at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from sightline.documents.charts.drawing import HAIRLINE, INK, QUIET, SMALL, Drawing
from sightline.documents.charts.measuring import width_of
from sightline.documents.charts.model import Figures, Number, Series, Show, recorded, written
from sightline.documents.charts.scale import Scale
from sightline.documents.model import BRAND

_TOP, _PLOT, _BELOW = 22, 64, 20


@dataclass(frozen=True)
class Multiple:
    """Values over time from 0 to ``highest``, which all pictures of a group share; ``mean`` is their average month.

    Months beyond chance are marked, and what is not recorded is a gap.
    """

    title: str
    series: Series
    show: Show
    highest: Number
    mean: Number | None = None

    def description(self) -> str:
        points = self.series.points
        known = [point for point in points if point.value is not None]
        if not known:
            return f"{self.series.name}: nothing is recorded."
        marked = sum(point.cause is not None for point in points)
        beyond = f" {marked} beyond chance." if marked else ""
        return (
            f"{self.series.name}, {points[0].label} to {points[-1].label}: latest"
            f" {written(known[-1].value, self.show)} ({known[-1].label}).{beyond}"
        )

    def table(self) -> Figures:
        rows = tuple((point.label, written(point.value, self.show)) for point in self.series.points)
        return ("Period", self.series.name), rows

    def svg(self, key: str, *, width: int = 260, brand: str = BRAND) -> str:
        drawing = Drawing(key, width, self.title, self.description())
        values = [recorded(point.value) for point in self.series.points]
        top = float(self.highest) or 1.0
        words = self.show(self.highest)
        left = width_of(words, SMALL) + 8
        y = Scale(0, top, _TOP + _PLOT, _TOP)
        x = Scale(0, max(1, len(values) - 1), left + 4, width - 8)
        for height, said in ((0.0, self.show(0)), (top, words)):
            drawing.line(left, y(height), width, y(height), QUIET if height == 0 else HAIRLINE)
            drawing.text(left - 6, y(height) + 5, said, anchor="end", size=SMALL, fill=QUIET)
        if self.mean is not None:
            drawing.line(left, y(float(self.mean)), width, y(float(self.mean)), INK, stroke_dasharray="2 3")
        for _, run in groupby(enumerate(values), key=lambda pair: pair[1] is not None):
            places = [(x(index), y(value)) for index, value in run if value is not None]
            if len(places) > 1:
                drawing.path(places, stroke=brand, stroke_width=2, stroke_linejoin="round")
            elif places:
                drawing.shape("disc", *places[0], 2, brand)
        for index, (value, point) in enumerate(zip(values, self.series.points, strict=True)):
            if value is not None and point.cause:
                drawing.cause(point.cause, x(index), y(value), 4)
        if self.series.points:
            ends = self.series.points[0].label, self.series.points[-1].label
            drawing.text(left, _TOP + _PLOT + 17, ends[0], size=SMALL, fill=QUIET)
            drawing.text(width, _TOP + _PLOT + 17, ends[1], anchor="end", size=SMALL, fill=QUIET)
        return drawing.finish(_TOP + _PLOT + _BELOW + 4)
