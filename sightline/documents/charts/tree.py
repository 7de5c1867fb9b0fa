"""Who stands under whom: each in a box under the one above, joined to it by a line."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.documents.charts.drawing import GROUND, QUIET, SMALL, Drawing
from sightline.documents.charts.measuring import wrap
from sightline.documents.charts.model import Figures
from sightline.documents.model import BRAND

_LINE = 19
_PAD = 8
_GAP = 10
_STEP = 32
_DEEPEST = 0.5
"""The part of the width that steps to the right may take, however deep the tree is."""


@dataclass(frozen=True)
class Branch:
    """One box; ``depth`` counts from 0 at the top. It stands under the nearest before it that is less deep."""

    label: str
    depth: int = 0


@dataclass(frozen=True)
class Tree:
    """Boxes from the top down. Raises ValueError where one is more than a step deeper than that before it."""

    title: str
    branches: tuple[Branch, ...]
    group: str = "Body"
    above: str = "Reports to"
    nobody: str = "none"

    def __post_init__(self) -> None:
        before = -1
        for branch in self.branches:
            if not 0 <= branch.depth <= before + 1:
                raise ValueError(f"“{branch.label}” stands under nothing at depth {branch.depth}.")
            before = branch.depth

    def parents(self) -> list[int | None]:
        """For each box the place of the one that it stands under."""
        line: list[int] = []
        found: list[int | None] = []
        for place, branch in enumerate(self.branches):
            line = line[: branch.depth]
            found.append(line[-1] if line else None)
            line.append(place)
        return found

    def description(self) -> str:
        if not self.branches:
            return "There is nothing to draw."
        return " ".join(
            f"{label} reports to {above}." if above else f"{label} reports to no other."
            for label, above in self._pairs()
        )

    def table(self) -> Figures:
        return (self.group, self.above), tuple(
            (label, above or self.nobody) for label, above in self._pairs()
        )

    def _pairs(self) -> list[tuple[str, str]]:
        labels = [branch.label for branch in self.branches]
        return [
            (label, "" if above is None else labels[above])
            for label, above in zip(labels, self.parents(), strict=True)
        ]

    def svg(self, key: str, *, width: int = 640, brand: str = BRAND) -> str:
        drawing = Drawing(key, width, self.title, self.description())
        deepest = max((branch.depth for branch in self.branches), default=0)
        step = min(_STEP, width * _DEEPEST / max(1, deepest))
        y = 2.0
        feet: list[tuple[float, float]] = []
        for branch, above in zip(self.branches, self.parents(), strict=True):
            left = 1 + branch.depth * step
            room = width - left - 1
            lines = wrap(branch.label, room - 2 * _PAD - 6, SMALL)
            height = len(lines) * _LINE + 2 * _PAD
            if above is not None:
                x, top = feet[above]
                middle = y + height / 2
                drawing.path([(x, top), (x, middle), (left, middle)], stroke=QUIET, stroke_width=1.5)
            drawing.add("rect", x=left, y=y, width=room, height=height, fill=GROUND)
            drawing.add("rect", x=left, y=y, width=4, height=height, fill=brand)
            for index, line in enumerate(lines):
                drawing.text(left + _PAD + 6, y + _PAD + 14 + index * _LINE, line, size=SMALL)
            feet.append((left + step / 2, y + height))
            y += height + _GAP
        return drawing.finish(max(y, 4))
