"""The months beneath a chart: as many of their names as leave room between them, and ground where nothing is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from sightline.documents.charts.drawing import GROUND, QUIET, SMALL, Drawing
from sightline.documents.charts.measuring import width_of

Place = Callable[[float], float]


def name_times(drawing: Drawing, labels: Sequence[str], x: Place, step: float, bottom: float) -> None:
    """The first label and as many more at equal steps as leave room between them; the last, when it has room."""
    widest = max((width_of(label, SMALL) for label in labels), default=0) + 16
    every = next((n for n in (1, 2, 3, 4, 6, 12, 24, 60, 120) if n * step >= widest), len(labels))
    named = list(range(0, len(labels), max(1, every)))
    if named and (len(labels) - 1 - named[-1]) * step >= widest:
        named.append(len(labels) - 1)
    for index in named:
        drawing.line(x(index), bottom, x(index), bottom + 5, QUIET)
        drawing.text(x(index), bottom + 24, labels[index], anchor="middle", size=SMALL, fill=QUIET)


def draw_gaps(
    drawing: Drawing, known: Sequence[bool], x: Place, ends: tuple[float, float], top: float, high: float
) -> None:
    """A ground, from one side of the plot to the other at most, where nothing was recorded."""
    for is_known, run in groupby(range(len(known)), key=lambda index: known[index]):
        indexes = list(run)
        if not is_known:
            start = max(ends[0], x(indexes[0] - 0.5))
            end = min(ends[1], x(indexes[-1] + 0.5))
            drawing.add("rect", x=start, y=top, width=max(end - start, 4), height=high, fill=GROUND)
