"""Rates of large and small groups side by side, with the spread that chance alone would give to groups of
each size.

Limits after Spiegelhalter, "Funnel plots for comparing institutional performance" (2005): those that are given, such as
exact ones, or else the overall rate ± 1.96 and ± 3.09 standard errors of a proportion.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from sightline.documents.charts.drawing import COLOURS, HAIRLINE, INK, QUIET, SMALL, Drawing
from sightline.documents.charts.measuring import width_of
from sightline.documents.charts.model import NOT_RECORDED, Cause, Figures, Share, Show
from sightline.documents.charts.scale import Scale, labelled, ticks
from sightline.documents.model import BRAND

_PLOT, _CURVE = 280, 60
_USUAL, _RARE = 1.96, 3.09
_DASHES = ("6 4", "2 4", "2 4", "6 4")

Limits = tuple[float, float, float, float]
"""Of a size: the outer limit below, the inner ones, and the outer limit above."""


@dataclass(frozen=True)
class Funnel:
    """One point for each share, by its size; ``limits`` gives those of an overall rate and a size.

    Raises ValueError where more than all are counted.
    """

    title: str
    measure: str
    size: str
    shares: tuple[Share, ...]
    show: Show
    limits: Callable[[float, int], Limits] | None = None

    def __post_init__(self) -> None:
        for share in self.shares:
            if not 0 <= share.numerator <= share.denominator:
                raise ValueError(f"“{share.label}” counts {share.numerator} of {share.denominator}.")

    def overall(self) -> float:
        return sum(share.numerator for share in self.shares) / max(
            1, sum(share.denominator for share in self.shares)
        )

    def beyond_chance(self, share: Share) -> bool:
        """Whether the share lies outside the outer limits for its size."""
        if share.denominator == 0:
            return False
        lowest, _, _, highest = self._bounds(share.denominator)
        return not lowest <= share.numerator / share.denominator <= highest

    def _bounds(self, size: int) -> Limits:
        overall = self.overall()
        if self.limits:
            return self.limits(overall, size)
        error = math.sqrt(overall * (1 - overall) / size)
        return (
            overall - _RARE * error,
            overall - _USUAL * error,
            overall + _USUAL * error,
            overall + _RARE * error,
        )

    def _written(self, share: Share) -> str:
        return self.show(share.numerator / share.denominator) if share.denominator else NOT_RECORDED

    def description(self) -> str:
        outside = [
            f"{share.label} {self._written(share)}" for share in self.shares if self.beyond_chance(share)
        ]
        return (
            f"{self.measure} of {len(self.shares)} groups by {self.size};"
            f" overall {self.show(self.overall())}. Beyond chance: {', '.join(outside) or 'none'}."
        )

    def table(self) -> Figures:
        rows = tuple(
            (
                share.label,
                f"{share.numerator:,}",
                f"{share.denominator:,}",
                self._written(share),
                self._expected(share),
            )
            for share in self.shares
        )
        return ("Group", "Number", self.size, self.measure, "Chance would give"), rows

    def _expected(self, share: Share) -> str:
        """Between what a group of this size lies by chance, nearly always."""
        if not share.denominator:
            return NOT_RECORDED
        lowest, _, _, highest = self._bounds(share.denominator)
        return f"{self.show(max(lowest, 0))} to {self.show(min(highest, 1))}"

    def svg(self, key: str, *, width: int = 640, brand: str = BRAND) -> str:
        drawing = Drawing(key, width, self.title, self.description())
        drawing.text(0, 18, self.measure, size=SMALL, fill=QUIET)
        shown = [share for share in self.shares if share.denominator]
        largest = max((share.denominator for share in shown), default=1)
        rates = [share.numerator / share.denominator for share in shown]
        heights = labelled(ticks([*rates, self.overall()]), self.show)
        left = max(width_of(words, SMALL) for _, words in heights) + 10
        top, bottom = 40.0, 40.0 + _PLOT
        sizes = ticks([float(largest)])
        x = Scale(0, sizes[-1], left, width - 10)
        y = Scale(heights[0][0], heights[-1][0] or 1, bottom, top)
        for value, words in heights:
            drawing.line(left, y(value), width - 10, y(value), QUIET if value == 0 else HAIRLINE)
            drawing.text(left - 8, y(value) + 5, words, anchor="end", size=SMALL, fill=QUIET)
        free = 0.0
        for value in sizes:
            words = f"{value:,.0f}"
            if x(value) - width_of(words, SMALL) / 2 >= free:
                drawing.text(x(value), bottom + 22, words, anchor="middle", size=SMALL, fill=QUIET)
                free = x(value) + width_of(words, SMALL) / 2 + 12
        drawing.text(width, bottom + 44, self.size, anchor="end", size=SMALL, fill=QUIET)
        self._limits(drawing, x, y)
        for share, rate in zip(shown, rates, strict=True):
            place = x(share.denominator), y(rate)
            if self.beyond_chance(share):
                drawing.shape("triangle", *place, 6, COLOURS[Cause.CHANGE])
                drawing.text(place[0], place[1] - 10, share.label, anchor="middle", size=SMALL, halo=True)
            else:
                drawing.shape("disc", *place, 4, brand)
        drawing.shape("triangle", left + 6, bottom + 66, 6, COLOURS[Cause.CHANGE])
        drawing.text(left + 20, bottom + 71, "more than chance would give", size=SMALL)
        return drawing.finish(bottom + 82)

    def _limits(self, drawing: Drawing, x: Scale, y: Scale) -> None:
        overall = self.overall()
        drawing.line(x.start, y(overall), x.stop, y(overall), INK)
        sizes = [max(1, round(x.high * step / _CURVE)) for step in range(1, _CURVE + 1)]
        for which, dashes in enumerate(_DASHES):
            places = [
                (x(size), y(rate))
                for size in dict.fromkeys(sizes)
                if y.low <= (rate := self._bounds(size)[which]) <= y.high
            ]
            if places:
                drawing.path(places, stroke=QUIET, stroke_dasharray=dashes)
