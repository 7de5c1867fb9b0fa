"""What was refused: the first thousand faults at hand, all of them in a workbook kept with the import."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import xlsxwriter

from sightline.imports.interpreting import Fault

AT_HAND = 1000
EXCEL_ROWS = 1_048_575


class Faults:
    """Collects faults in bounded memory: those past the first thousand wait in a temporary file."""

    def __init__(self) -> None:
        self.first: list[Fault] = []
        self.count = 0
        self.rows = 0
        self._spool: IO[str] | None = None

    def add(self, faults: Iterable[Fault]) -> None:
        """Add the faults of one refused row."""
        self.rows += 1
        for fault in faults:
            self.count += 1
            if len(self.first) < AT_HAND:
                self.first.append(fault)
            else:
                self._write(fault)

    def _write(self, fault: Fault) -> None:
        if self._spool is None:
            self._spool = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed in close()
        self._spool.write(
            json.dumps([fault.sheet, fault.row, fault.column, fault.value, fault.problem]) + "\n"
        )

    def __iter__(self) -> Iterator[Fault]:
        yield from self.first
        if self._spool is not None:
            self._spool.seek(0)
            for line in self._spool:
                yield Fault(*json.loads(line))

    def close(self) -> None:
        if self._spool is not None:
            self._spool.close()

    def to_workbook(self, path: Path) -> None:
        """All faults, one a row, as text: a cell that begins with = stays what it says."""
        workbook = xlsxwriter.Workbook(
            str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        sheet = workbook.add_worksheet("Rows not imported")
        bold = workbook.add_format({"bold": True})
        sheet.set_column(0, 4, 24)
        sheet.freeze_panes(1, 0)
        for place, head in enumerate(("Sheet", "Row", "Column", "What it says", "What is wrong")):
            sheet.write_string(0, place, head, bold)
        for number, fault in enumerate(self, start=1):
            if number > EXCEL_ROWS:
                break
            sheet.write_string(number, 0, fault.sheet)
            sheet.write_number(number, 1, fault.row)
            sheet.write_string(number, 2, fault.column)
            sheet.write_string(number, 3, fault.value)
            sheet.write_string(number, 4, fault.problem)
        workbook.close()
