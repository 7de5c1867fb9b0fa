"""A line of points over time, with the limits of chance and the points that lie beyond chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from sightline.documents.charts.drawing import GROUND, HAIRLINE, INK, NARROW, QUIET, SMALL, Drawing
from sightline.documents.charts.measuring import spread, width_of, wrap
from sightline.documents.charts.model import (
    NOT_RECORDED,
    Cause,
    Figures,
    Limits,
    Number,
    Series,
    Show,
    recorded,
    written,
)
from sightline.documents.charts.scale import Scale, labelled, ticks
from sightline.documents.charts.times import draw_gaps, name_times
from sightline.documents.model import BRAND

_PLOT = 240
_MANY = 60


@dataclass(frozen=True)
class Line:
    """Values of months. Where nothing was recorded the line has a gap; it never falls to zero there.

    ``from_zero=False`` lets the axis begin near the lowest value, for rates that move little. ``full`` is the most
    that a value can be, such as 1 for a part of a whole: a limit beyond it is not drawn.
    """

    title: str
    series: Series
    show: Show
    limits: tuple[Limits, ...] = ()
    from_zero: bool = True
    full: Number | None = None

    def description(self) -> str:
        points = self.series.points
        known = [(point.value, point.label) for point in points if point.value is not None]
        if not known:
            return f"{self.series.name}: {NOT_RECORDED} at any of {len(points)} points."
        (low, at_low), (high, at_high) = min(known, key=itemgetter(0)), max(known, key=itemgetter(0))
        latest, at_latest = known[-1]
        said = [
            f"{self.series.name}, {len(points)} points from {points[0].label} to {points[-1].label}.",
            f"Lowest {self.show(low)} ({at_low}), highest {self.show(high)} ({at_high}),"
            f" latest {self.show(latest)} ({at_latest}).",
        ]
        if self.limits:
            said.append(f"Average month {self.show(self.limits[-1].mean)}.")
        for cause, why, labels in self.reasons():
            said.append(f"{cause.value.capitalize()}{', ' if why else ''}{why}: {labels}.")
        if len(known) < len(points):
            said.append(f"{NOT_RECORDED.capitalize()}: {len(points) - len(known)} of {len(points)} points.")
        return " ".join(said)

    def table(self) -> Figures:
        causes = any(point.cause for point in self.series.points)
        head = ("Period", self.series.name) + (("More than chance",) if causes else ())
        rows = tuple(
            (point.label, written(point.value, self.show))
            + (
                (": ".join(filter(None, (point.cause.value, point.why))) if point.cause else "",)
                if causes
                else ()
            )
            for point in self.series.points
        )
        return head, rows

    def reasons(self) -> Iterator[tuple[Cause, str, str]]:
        """Why points stand out, each kind and reason once, with the points it is of: three in a row as a span."""
        of: dict[tuple[Cause, str], list[int]] = {}
        for index, point in enumerate(self.series.points):
            if point.cause:
                of.setdefault((point.cause, point.why), []).append(index)
        for (cause, why), indexes in sorted(of.items(), key=lambda found: list(Cause).index(found[0][0])):
            yield cause, why, ", ".join(self._spans(indexes))

    def _spans(self, indexes: list[int]) -> Iterator[str]:
        for _, run in groupby(enumerate(indexes), key=lambda pair: pair[1] - pair[0]):
            labels = [self.series.points[index].label for _, index in run]
            yield from [f"{labels[0]} to {labels[-1]}"] if len(labels) > 2 else labels

    def svg(self, key: str, *, width: int = 640, brand: str = BRAND) -> str:
        return _Picture(self, key, width, brand).drawn()


class _Picture:
    """The line as it is drawn: places are worked out once, then each part is laid over the one before."""

    def __init__(self, chart: Line, key: str, width: int, brand: str) -> None:
        self.chart, self.brand = chart, brand
        self.narrow = width < NARROW
        self.drawing = Drawing(key, width, chart.title, chart.description())
        self.values = [recorded(point.value) for point in chart.series.points]
        known = [value for value in self.values if value is not None]
        self.limits = list(_bounded(chart, known, len(self.values)))
        ends = [
            end for limit in self.limits for end in (limit.lower, limit.mean, limit.upper) if end is not None
        ]
        steps = ticks([*known, *ends], from_zero=chart.from_zero)
        self.axis = labelled(steps, chart.show)
        self.labels = list(self._direct_labels())
        self.left = max((width_of(words, SMALL) for _, words in self.axis), default=0) + 10
        room = max((width_of(words, SMALL, bold) for _, words, bold in self.labels), default=0)
        self.right = width - (room + 12 if room else 10)
        self.top = 40
        self.bottom = self.top + _PLOT
        self.y = Scale(steps[0], steps[-1], self.bottom, self.top)
        self.step = (self.right - self.left - 24) / max(1, len(self.values) - 1)

    def x(self, index: float) -> float:
        if len(self.values) == 1:
            return (self.left + self.right) / 2
        return self.left + 12 + index * self.step

    def drawn(self) -> str:
        self._frame()
        self._gaps()
        for limit in self.limits:
            self._limit(limit)
        self._line()
        self._name_lines()
        labels = [point.label for point in self.chart.series.points]
        name_times(self.drawing, labels, self.x, self.step, self.bottom)
        return self.drawing.finish(self._key())

    def _frame(self) -> None:
        self.drawing.text(0, 18, self.chart.series.name, size=SMALL, fill=QUIET)
        for value, words in self.axis:
            y = self.y(value)
            self.drawing.line(self.left, y, self.right, y, QUIET if value == 0 else HAIRLINE)
            self.drawing.text(self.left - 8, y + 5, words, anchor="end", size=SMALL, fill=QUIET)

    def _gaps(self) -> None:
        known = [value is not None for value in self.values]
        draw_gaps(self.drawing, known, self.x, (self.left, self.right), self.top, _PLOT)

    def _limit(self, limit: _Bounds) -> None:
        start, end = self.x(max(limit.start - 0.4, -0.4)), self.x(limit.end + 0.4)
        self.drawing.line(start, self.y(limit.mean), end, self.y(limit.mean), INK)
        for edge in (limit.lower, limit.upper):
            if edge is not None:
                self.drawing.line(start, self.y(edge), end, self.y(edge), QUIET, stroke_dasharray="5 4")

    def _line(self) -> None:
        for _, run in groupby(enumerate(self.values), key=lambda pair: pair[1] is not None):
            places = [(self.x(index), self.y(value)) for index, value in run if value is not None]
            if len(places) > 1:
                self.drawing.path(places, stroke=self.brand, stroke_width=2.5, stroke_linejoin="round")
        alone = {index for index in range(len(self.values)) if self._alone(index)}
        for index, (value, point) in enumerate(zip(self.values, self.chart.series.points, strict=True)):
            if value is None:
                continue
            if point.cause:
                self.drawing.cause(point.cause, self.x(index), self.y(value))
            elif len(self.values) <= _MANY or index in alone:
                self.drawing.shape("disc", self.x(index), self.y(value), 3.5, self.brand)

    def _alone(self, index: int) -> bool:
        beside = self.values[max(0, index - 1) : index] + self.values[index + 1 : index + 2]
        return all(value is None for value in beside)

    def _direct_labels(self) -> Iterator[tuple[float, str, bool]]:
        """What stands at the right end: the latest value and the limits, each with its height."""
        for point in self.chart.series.points[-1:]:
            if point.value is not None:
                yield float(point.value), self.chart.show(point.value), True
        for place, given in zip(self.limits[-1:], self.chart.limits[-1:], strict=True):
            for name, height, value in (
                ("average month", place.mean, given.mean),
                ("upper limit", place.upper, given.upper),
                ("lower limit", place.lower, given.lower),
            ):
                if height is not None and value is not None:
                    yield (
                        height,
                        self.chart.show(value) if self.narrow else f"{name} {self.chart.show(value)}",
                        False,
                    )

    def _name_lines(self) -> None:
        heights = spread([self.y(value) for value, _, _ in self.labels], 20, self.top, self.bottom)
        for height, (_, words, bold) in zip(heights, self.labels, strict=True):
            self.drawing.text(
                self.right + 8, height + 5, words, size=SMALL, bold=bold, fill=self.brand if bold else QUIET
            )

    def _key(self) -> float:
        """What the marks mean, for those that occur; the height at which the picture ends."""
        x, y = self.left, self.bottom + 54.0
        found = [cause for cause in Cause if any(point.cause is cause for point in self.chart.series.points)]
        entries: list[tuple[Cause | str, str]] = [(cause, cause.value) for cause in found]
        if None in self.values:
            entries.append(("gap", NOT_RECORDED))
        if self.narrow and self.limits:
            entries += [("mean", "average month"), ("limit", "limits of chance")]
        for mark, words in entries:
            wide = 22 + width_of(words, SMALL)
            if x > self.left and x + wide > self.drawing.width:
                x, y = self.left, y + 24
            self._swatch(mark, x, y - 5)
            self.drawing.text(x + 20, y, words, size=SMALL)
            x += wide + 22
        return self._reasons(y) + 10 if entries else self.bottom + 34

    def _reasons(self, y: float) -> float:
        """Beneath the key, why each of the marked points is marked; the height of the last line."""
        for cause, why, labels in self.chart.reasons():
            room = self.drawing.width - self.left - 20
            for number, words in enumerate(wrap(f"{why}: {labels}", room, SMALL) if why else ()):
                y += 24 if number == 0 else 19
                if number == 0:
                    self._swatch(cause, self.left, y - 5)
                self.drawing.text(self.left + 20, y, words, size=SMALL, fill=QUIET)
        return y

    def _swatch(self, mark: Cause | str, x: float, y: float) -> None:
        if isinstance(mark, Cause):
            self.drawing.cause(mark, x + 6, y)
        elif mark == "gap":
            self.drawing.add("rect", x=x, y=y - 7, width=13, height=13, fill=GROUND, stroke=HAIRLINE)
        elif mark == "mean":
            self.drawing.line(x, y, x + 14, y, INK)
        else:
            self.drawing.line(x, y, x + 14, y, QUIET, stroke_dasharray="5 4")


@dataclass(frozen=True)
class _Bounds:
    mean: float
    lower: float | None
    upper: float | None
    start: int
    end: int


def _bounded(chart: Line, known: list[float], count: int) -> Iterator[_Bounds]:
    """The limits with the point each ends at; a lower limit below zero is no limit for what cannot be
    negative, nor an upper one beyond the most that it can be."""
    ends = [*(limit.start for limit in chart.limits[1:]), count]
    for limit, after in zip(chart.limits, ends, strict=False):
        lower = recorded(limit.lower)
        if lower is not None and lower <= 0 and min(known, default=0) >= 0:
            lower = None
        upper = recorded(limit.upper)
        if upper is not None and chart.full is not None and upper >= chart.full:
            upper = None
        mean = recorded(limit.mean)
        if mean is not None:
            yield _Bounds(mean, lower, upper, limit.start, after - 1)
