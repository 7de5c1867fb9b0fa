"""What has come to how much in all, one layer over another: how many were agreed, done, and seen to have worked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sightline.documents.charts.drawing import GROUND, HAIRLINE, NARROW, QUIET, SMALL, WHITE, Drawing
from sightline.documents.charts.measuring import spread, width_of
from sightline.documents.charts.model import NOT_RECORDED, Figures, Series, Show, recorded, written
from sightline.documents.charts.scale import Scale, labelled, ticks
from sightline.documents.charts.times import draw_gaps, name_times
from sightline.documents.model import BRAND

_PLOT = 260
_SHADES = (0.2, 0.45, 1.0)  # of the brand's colour, the widest layer first


@dataclass(frozen=True)
class Layers:
    """At most three series of totals at the same points of time, each a part of the one before.

    Each layer reaches from zero to its own total, so what one sees of it is what the next does not hold. Where
    a total was not recorded its layer has a gap. Raises ValueError for series of unlike length.
    """

    title: str
    series: tuple[Series, ...]
    show: Show
    measure: str = ""

    def __post_init__(self) -> None:
        if len(self.series) > len(_SHADES) or len({len(one.points) for one in self.series}) != 1:
            raise ValueError(f"Layers are one to {len(_SHADES)} series of one length.")

    @property
    def labels(self) -> list[str]:
        return [point.label for point in self.series[0].points]

    def description(self) -> str:
        return " ".join(f"{one.name}: {self._told(one)}." for one in self.series)

    def _told(self, one: Series) -> str:
        known = [point for point in one.points if point.value is not None]
        if not known:
            return NOT_RECORDED
        first, last = known[0], known[-1]
        missing = len(one.points) - len(known)
        gaps = f"; {NOT_RECORDED} at {missing} of {len(one.points)} points" if missing else ""
        return (
            f"{written(first.value, self.show)} ({first.label}) to"
            f" {written(last.value, self.show)} ({last.label}){gaps}"
        )

    def table(self) -> Figures:
        rows = tuple(
            (label, *(written(one.points[place].value, self.show) for one in self.series))
            for place, label in enumerate(self.labels)
        )
        return ("Period", *(one.name for one in self.series)), rows

    def svg(self, key: str, *, width: int = 640, brand: str = BRAND) -> str:
        drawing = Drawing(key, width, self.title, self.description())
        narrow, count = width < NARROW, len(self.labels)
        values = [[recorded(point.value) for point in one.points] for one in self.series]
        steps = ticks([value for of in values for value in of if value is not None])
        axis = labelled(steps, self.show)
        left = max((width_of(words, SMALL) for _, words in axis), default=0) + 10
        ends = self._ends(values, narrow)
        right = width - max((width_of(words, SMALL, True) + 14 for _, words in ends), default=10)
        top, bottom = 40.0, 40.0 + _PLOT
        y = Scale(steps[0], steps[-1], bottom, top)
        step = (right - left - 24) / max(1, count - 1)

        def x(index: float) -> float:
            return (left + right) / 2 if count == 1 else left + 12 + index * step

        drawing.text(0, 18, self.measure, size=SMALL, fill=QUIET)
        known = [any(of[place] is not None for of in values) for place in range(count)]
        draw_gaps(drawing, known, x, (left, right), top, _PLOT)
        for value, words in axis:
            drawing.line(left, y(value), right, y(value), QUIET if value == 0 else HAIRLINE)
            drawing.text(left - 8, y(value) + 5, words, anchor="end", size=SMALL, fill=QUIET)
        for of, shade in zip(values, _shades(len(values)), strict=True):
            _layer(drawing, [(x(place), value) for place, value in enumerate(of)], y, brand, shade)
        heights = spread([y(value) for value, _ in ends], 20, top, bottom)
        for height, (_, words) in zip(heights, ends, strict=True):
            drawing.text(right + 10, height + 5, words, size=SMALL, bold=True)
        name_times(drawing, self.labels, x, step, bottom)
        return drawing.finish(self._key(drawing, left, bottom + 54, brand) if narrow else bottom + 34)

    def _ends(self, values: Sequence[Sequence[float | None]], narrow: bool) -> list[tuple[float, str]]:
        """What stands at the right end: the latest of each total, with its name where there is room."""
        ends = []
        for one, of in zip(self.series, values, strict=True):
            if of and of[-1] is not None:
                said = written(one.points[-1].value, self.show)
                ends.append((of[-1], said if narrow else f"{said} {one.name.lower()}"))
        return ends

    def _key(self, drawing: Drawing, left: float, y: float, brand: str) -> float:
        """The name of each layer beneath a narrow chart; the height at which the picture ends."""
        for one, shade in zip(self.series, _shades(len(self.series)), strict=True):
            drawing.add("rect", x=left, y=y - 13, width=14, height=14, fill=GROUND)
            drawing.add("rect", x=left, y=y - 13, width=14, height=14, fill=brand, fill_opacity=f"{shade}")
            drawing.text(left + 22, y, one.name, size=SMALL)
            y += 24
        return y - 8


def _shades(count: int) -> tuple[float, ...]:
    return _SHADES[len(_SHADES) - count :]


def _layer(
    drawing: Drawing, totals: Sequence[tuple[float, float | None]], y: Scale, brand: str, shade: float
) -> None:
    """One layer: white beneath it, so that shades do not add up, and a white edge towards the one behind."""
    for _, run in groupby(totals, key=lambda total: total[1] is not None):
        places = [(x, y(value)) for x, value in run if value is not None]
        if len(places) == 1:
            x, height = places[0]
            places = [(x - 4, height), (x + 4, height)]
        if places:
            area = [(places[0][0], y.start), *places, (places[-1][0], y.start)]
            drawing.path(area, fill=WHITE)
            drawing.path(area, fill=brand, fill_opacity=f"{shade}")
            drawing.path(places, stroke=WHITE, stroke_width=2, stroke_linejoin="round")
