"""Bars from zero, each with its value beside it: the plainest way to compare sizes."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.documents.charts.drawing import INK, NARROW, QUIET, SIZE, SMALL, Drawing
from sightline.documents.charts.measuring import shortened, width_of, wrap
from sightline.documents.charts.model import Bar, Figures, Number, Show, recorded, written
from sightline.documents.charts.scale import Scale
from sightline.documents.model import BRAND

_THICK, _GAP, _LINE = 24, 14, 20
_LABELS_AT_MOST = 0.42
_BARS_AT_LEAST = 0.25


@dataclass(frozen=True)
class Bars:
    """Horizontal bars in the order given. ``measure`` names the values in the table; ``full`` fixes the
    longest bar (1 for a rate); ``target`` draws a line. Raises ValueError for a value below zero.
    """

    title: str
    bars: tuple[Bar, ...]
    show: Show
    measure: str = "Value"
    group: str = "Group"
    full: Number | None = None
    target: Number | None = None

    def __post_init__(self) -> None:
        for bar in self.bars:
            if (recorded(bar.value) or 0) < 0:
                raise ValueError(f"Bars are drawn from zero and cannot show {bar.value} ({bar.label}).")

    def description(self) -> str:
        bars = "; ".join(f"{bar.label}: {self._words(bar)}" for bar in self.bars)
        target = "" if self.target is None else f" The line stands at {self.show(self.target)}."
        return f"{self.measure}. {bars}.{target}"

    def table(self) -> Figures:
        notes = any(bar.note for bar in self.bars)
        head = (self.group, self.measure) + (("Note",) if notes else ())
        return head, tuple(
            (bar.label, written(bar.value, self.show)) + ((bar.note,) if notes else ()) for bar in self.bars
        )

    def _words(self, bar: Bar) -> str:
        value = written(bar.value, self.show)
        return f"{value} ({bar.note})" if bar.note else value

    def svg(self, key: str, *, width: int = 640, brand: str = BRAND) -> str:
        drawing = Drawing(key, width, self.title, self.description())
        above = width < NARROW  # names stand over their bars, so that both have room
        labels = [wrap(bar.label, width if above else width * _LABELS_AT_MOST, SIZE) for bar in self.bars]
        widest = max((width_of(line, SIZE) for lines in labels for line in lines), default=0)
        left = 1 if above else widest + 14
        known = [value for bar in self.bars if (value := recorded(bar.value)) is not None]
        room = max((self._room(bar) for bar in self.bars), default=0)
        right = max(width - room - 12, left + width * _BARS_AT_LEAST)
        longest = max([*known, recorded(self.full) or 0, recorded(self.target) or 0])
        x = Scale(0, longest or 1, left, right)
        top = y = 6.0 if self.target is None else 32.0
        middles = []
        for lines in labels:
            high = len(lines) * _LINE
            middles.append(y + high + 6 + _THICK / 2 if above else y + max(_THICK, high) / 2)
            first = y + 14 if above else middles[-1] + 6 - (high - _LINE) / 2
            for index, line in enumerate(lines):
                place = (0, "start") if above else (left - 12, "end")
                drawing.text(place[0], first + index * _LINE, line, anchor=place[1])
            y += (high + 6 + _THICK if above else max(_THICK, high)) + _GAP
        bottom = y - _GAP + 4
        drawing.line(left, top - 4, left, bottom, QUIET)
        for bar, middle in zip(self.bars, middles, strict=True):
            self._bar(drawing, bar, x, middle, brand)
        if self.target is not None:
            at = x(recorded(self.target) or 0)
            for middle in middles:
                drawing.line(at, middle - _THICK / 2 - 4, at, middle + _THICK / 2 + 4, INK, stroke_width=2)
            drawing.text(at, 16, self.show(self.target), anchor="middle", size=SMALL)
        for bar, middle in zip(self.bars, middles, strict=True):
            self._value(drawing, bar, x, middle)
        return drawing.finish(bottom + 4)

    def _room(self, bar: Bar) -> float:
        value = width_of(written(bar.value, self.show), SIZE, True) if bar.value is not None else 0
        return value + (width_of(bar.note, SIZE) + 16 if bar.note and bar.value is not None else 0)

    def _bar(self, drawing: Drawing, bar: Bar, x: Scale, middle: float, brand: str) -> None:
        value = recorded(bar.value)
        if value is not None:
            drawing.add(
                "rect", x=x(0), y=middle - _THICK / 2, width=x(value) - x(0), height=_THICK, fill=brand
            )

    def _value(self, drawing: Drawing, bar: Bar, x: Scale, middle: float) -> None:
        """The value at the end of its bar, its note after it; both clear of the line of the target."""
        value = recorded(bar.value)
        words = written(bar.value, self.show)
        if value is None:
            words = f"{words}, {bar.note}" if bar.note else words
            drawing.text(x(0) + 10, middle + 6, words, fill=QUIET, halo=True)
            return
        start = x(value) + 8
        drawing.text(start, middle + 6, words, bold=True, halo=True)
        start += width_of(words, SIZE, True) + 8
        if bar.note:
            note = shortened(bar.note, drawing.width - start - 2, SIZE)
            drawing.text(start, middle + 6, note, fill=QUIET, halo=True)
