"""A table of judgements at a glance: each cell a word, its shape and its colour."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.documents.charts.drawing import HAIRLINE, INK, NARROW, QUIET, SMALL, Drawing
from sightline.documents.charts.measuring import wrap
from sightline.documents.charts.model import Figures, Row
from sightline.documents.model import BRAND

_LINE = 19
_LABELS = 0.3


@dataclass(frozen=True)
class Matrix:
    """Rows by columns. Raises ValueError when a row has not one cell for each column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    group: str = "Group"

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"“{row.label}” has {len(row.cells)} cells for {len(self.columns)} columns.")

    def description(self) -> str:
        return " ".join(
            f"{row.label}: "
            + "; ".join(f"{name} {cell.words}" for name, cell in zip(self.columns, row.cells, strict=True))
            + "."
            for row in self.rows
        )

    def table(self) -> Figures:
        head = (self.group, *self.columns)
        return head, tuple((row.label, *(cell.words for cell in row.cells)) for row in self.rows)

    def svg(self, key: str, *, width: int = 640, brand: str = BRAND) -> str:
        drawing = Drawing(key, width, self.title, self.description())
        return drawing.finish(self._stacked(drawing) if width < NARROW else self._grid(drawing, brand))

    def _stacked(self, drawing: Drawing) -> float:
        """One cell under the other, each with the name of its column, where there is no room for a grid."""
        y = 4.0
        for row in self.rows:
            for line in wrap(row.label, drawing.width, SMALL, True):
                y += _LINE
                drawing.text(0, y, line, size=SMALL, bold=True)
            for name, cell in zip(self.columns, row.cells, strict=True):
                drawing.tone(cell.tone, 7, y + _LINE)
                for line in wrap(f"{name}: {cell.words}", drawing.width - 20, SMALL):
                    y += _LINE
                    drawing.text(20, y + 5, line, size=SMALL)
                y += 5
            drawing.line(0, y + 12, drawing.width, y + 12, HAIRLINE)
            y += 16
        return y

    def _grid(self, drawing: Drawing, brand: str) -> float:
        width = drawing.width
        left = width * _LABELS
        each = (width - left) / max(1, len(self.columns))
        y = 4 + self._lines(
            drawing, [wrap(name, each - 12, SMALL, True) for name in self.columns], left, each, 4
        )
        drawing.line(0, y, width, y, brand, stroke_width=2)
        for row in self.rows:
            label = wrap(row.label, left - 12, SMALL)
            for index, line in enumerate(label):
                drawing.text(0, y + 23 + index * _LINE, line, size=SMALL)
            for index, cell in enumerate(row.cells):
                drawing.tone(cell.tone, left + index * each + 7, y + 18)
            cells = [wrap(cell.words, each - 32, SMALL) for cell in row.cells]
            high = self._lines(drawing, cells, left + 20, each, y + 5, bold=False)
            y += max(high, len(label) * _LINE + 14) + 2
            drawing.line(0, y, width, y, HAIRLINE)
        return y + 4

    def _lines(
        self,
        drawing: Drawing,
        columns: list[list[str]],
        left: float,
        each: float,
        top: float,
        bold: bool = True,
    ) -> float:
        """Wrapped words side by side; the height they take."""
        for column, lines in enumerate(columns):
            for index, line in enumerate(lines):
                x, y = left + column * each, top + 18 + index * _LINE
                drawing.text(x, y, line, size=SMALL, bold=bold, fill=QUIET if bold else INK)
        return max((len(lines) for lines in columns), default=0) * _LINE + 14
