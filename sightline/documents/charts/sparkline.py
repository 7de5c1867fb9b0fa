"""A line so small that it stands beside a sentence: where a figure has been, not how much it was."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from sightline.documents.charts.drawing import Drawing
from sightline.documents.charts.model import NOT_RECORDED, Figures, Series, Show, recorded, written
from sightline.documents.charts.scale import Scale
from sightline.documents.model import BRAND

_HEIGHT, _EDGE = 32, 6


@dataclass(frozen=True)
class Sparkline:
    """Values over time from zero upwards, the latest marked, gaps where nothing was recorded."""

    title: str
    series: Series
    show: Show

    def description(self) -> str:
        known = [point for point in self.series.points if point.value is not None]
        if not known:
            return f"{self.series.name}: {NOT_RECORDED}."
        first, last = known[0], known[-1]
        return (
            f"{self.series.name}: {written(first.value, self.show)} ({first.label}) to"
            f" {written(last.value, self.show)} ({last.label})."
        )

    def table(self) -> Figures:
        rows = tuple((point.label, written(point.value, self.show)) for point in self.series.points)
        return ("Period", self.series.name), rows

    def svg(self, key: str, *, width: int = 120, brand: str = BRAND) -> str:
        drawing = Drawing(key, width, self.title, self.description())
        values = [recorded(point.value) for point in self.series.points]
        known = [value for value in values if value is not None]
        low, high = min([0.0, *known]), max([0.0, *known])
        y = Scale(low, high if high > low else low + 1, _HEIGHT - _EDGE, _EDGE)
        x = Scale(0, max(1, len(values) - 1), _EDGE, width - _EDGE)
        for _, run in groupby(enumerate(values), key=lambda pair: pair[1] is not None):
            places = [(x(index), y(value)) for index, value in run if value is not None]
            if len(places) == 1:
                drawing.shape("disc", *places[0], 1.5, brand)
            elif places:
                drawing.path(places, stroke=brand, stroke_width=2, stroke_linejoin="round")
        if values and values[-1] is not None:
            point = self.series.points[-1]
            place = x(len(values) - 1), y(values[-1])
            if point.cause:
                drawing.cause(point.cause, *place, 4)
            else:
                drawing.shape("disc", *place, 3.5, brand)
        return drawing.finish(_HEIGHT)
