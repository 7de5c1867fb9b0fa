"""What adds up to a sum, one step after another: how much each part speaks for it, and how much against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sightline.documents.charts.drawing import COLOURS, HAIRLINE, INK, NARROW, QUIET, SIZE, SMALL, Drawing
from sightline.documents.charts.measuring import width_of, wrap
from sightline.documents.charts.model import Bar, Cause, Figures, Show, recorded, written
from sightline.documents.charts.scale import Scale
from sightline.documents.model import BRAND

_THICK, _GAP, _LINE = 22, 12, 20
_LABELS_AT_MOST = 0.42


@dataclass(frozen=True)
class Waterfall:
    """Each step begins where the one before ended; the last bar is the sum, from zero.

    ``show`` writes a value with its sign. A step of None was not recorded: it moves nothing, and says so. ``total``
    names the sum; ``mark``, a value and its words, draws a line across, such as what a sum has to reach.
    """

    title: str
    steps: tuple[Bar, ...]
    show: Show
    total: str = "Together"
    step: str = "Step"
    measure: str = "Value"
    mark: tuple[float, str] | None = None

    @property
    def sum(self) -> float:
        return sum(recorded(step.value) or 0.0 for step in self.steps)

    def description(self) -> str:
        steps = "; ".join(f"{step.label}: {self._words(step)}" for step in (*self.steps, self._last))
        mark = f" The line stands at {self.show(self.mark[0])}: {self.mark[1]}." if self.mark else ""
        return f"{self.measure}. {steps}.{mark}"

    def table(self) -> Figures:
        notes = any(step.note for step in self.steps)
        head = (self.step, self.measure) + (("Note",) if notes else ())
        return head, tuple(
            (step.label, written(step.value, self.show)) + ((step.note,) if notes else ())
            for step in (*self.steps, self._last)
        )

    @property
    def _last(self) -> Bar:
        return Bar(self.total, self.sum)

    def _words(self, step: Bar) -> str:
        value = written(step.value, self.show)
        return f"{value} ({step.note})" if step.note else value

    def _spans(self) -> Iterator[tuple[Bar, float, float]]:
        """Each bar with where it begins and where it ends."""
        at = 0.0
        for step in self.steps:
            value = recorded(step.value) or 0.0
            yield step, at, at + value
            at += value
        yield self._last, 0.0, at

    def svg(self, key: str, *, width: int = 640, brand: str = BRAND) -> str:
        drawing = Drawing(key, width, self.title, self.description())
        above = width < NARROW  # names stand over their bars, so that both have room
        spans = list(self._spans())
        labels = [wrap(step.label, width if above else width * _LABELS_AT_MOST, SIZE) for step, _, _ in spans]
        left = 1 if above else max(width_of(line, SIZE) for lines in labels for line in lines) + 14
        right = width - max(width_of(self._said(step), SIZE, True) for step, _, _ in spans) - 14
        ends = [0.0, *(end for _, _, end in spans), *([self.mark[0]] if self.mark else [])]
        low, high = min(ends), max(ends)
        x = Scale(low, high if high > low else low + 1, left, max(right, left + 40))
        top = y = 30.0 if self.mark else 6.0
        middles, named = [], []
        for lines in labels:
            tall = len(lines) * _LINE
            middles.append(y + tall + 4 + _THICK / 2 if above else y + max(_THICK, tall) / 2)
            named.append(y + 14 if above else middles[-1] + 6 - (tall - _LINE) / 2)
            y += (tall + 4 + _THICK if above else max(_THICK, tall)) + _GAP
        bottom = y - _GAP + 4
        drawing.line(x(0), top - 4, x(0), bottom, QUIET)
        if self.mark:
            drawing.line(x(self.mark[0]), top - 6, x(self.mark[0]), bottom, INK, stroke_dasharray="4 4")
            drawing.text(x(self.mark[0]), 16, self.mark[1], anchor="middle", size=SMALL, fill=QUIET)
        for place, (step, start, end) in enumerate(spans):
            middle = middles[place]
            if place + 1 < len(self.steps):
                drawing.line(x(end), middle, x(end), middles[place + 1], HAIRLINE)
            if step.value is not None:
                self._bar(drawing, x, (start, end), middle, self._fill(place, end - start, brand))
            known = step.value is not None
            beside, words = x(max(start, end)) + 8, self._said(step)
            drawing.text(beside, middle + 6, words, bold=known, fill=INK if known else QUIET, halo=True)
            for index, line in enumerate(labels[place]):
                at, anchor = (0.0, "start") if above else (left - 12, "end")
                drawing.text(at, named[place] + index * _LINE, line, anchor=anchor, halo=above)
        return drawing.finish(bottom + 4)

    def _said(self, step: Bar) -> str:
        return step.note or written(None, self.show) if step.value is None else self.show(step.value)

    def _fill(self, place: int, value: float, brand: str) -> str:
        if place == len(self.steps):
            return INK
        return brand if value >= 0 else COLOURS[Cause.CONCERN]

    def _bar(self, drawing: Drawing, x: Scale, span: tuple[float, float], middle: float, fill: str) -> None:
        start, end = sorted(x(value) for value in span)
        drawing.add(
            "rect", x=start, y=middle - _THICK / 2, width=max(end - start, 1.5), height=_THICK, fill=fill
        )
