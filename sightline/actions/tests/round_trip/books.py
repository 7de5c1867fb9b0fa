"""An exported workbook, edited as people do."""

from __future__ import annotations

import io
from typing import Any

import openpyxl

from sightline.imports.running import Outcome

LIST = "/westmoor/actions/"


class Book:
    """A workbook by its references and headings; ``Date_agreed=...`` is the column “Date agreed”."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))
        self.sheet = self.book.worksheets[0]
        self.columns = {cell.value: cell.column for cell in self.sheet[1]}

    def row(self, reference: str) -> int:
        return next(
            row for row in range(2, self.sheet.max_row + 1) if self.sheet.cell(row, 1).value == reference
        )

    def put(self, reference: str, **values: Any) -> Book:
        row = self.row(reference)
        for name, value in values.items():
            self.sheet.cell(row, self.columns[name.replace("_", " ")]).value = value
        return self

    def get(self, reference: str, column: str) -> Any:
        return self.sheet.cell(self.row(reference), self.columns[column]).value

    def add(self, **values: Any) -> Book:
        row = self.sheet.max_row + 1
        for name, value in values.items():
            self.sheet.cell(row, self.columns[name.replace("_", " ")]).value = value
        return self

    @property
    def content(self) -> bytes:
        saved = io.BytesIO()
        self.book.save(saved)
        return saved.getvalue()


def told(outcome: Outcome, what: str) -> list[tuple[str, str, str, str]]:
    """(action, column, what is here, what the sheet says) of the cells of one sort."""
    assert outcome.merged is not None
    return [(one["label"], one["title"], one["here"], one["said"]) for one in outcome.merged[what]]
