"""The process in which a workbook is parsed, because a crafted one can make the parser abort or eat all memory.

It limits itself before it opens anything, writes each sheet as a csv beside ``sheets.json`` and says there what it
wrote. It is started with the path of the workbook, the folder to write into, and its limits as JSON.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import sys
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

PROTECTED = "The workbook is protected by a password. Save it without one and deliver it again."
DAMAGED = "The workbook is damaged or is not a workbook. Open it, save it again and deliver that."
TOO_BIG = "The workbook needs more memory than is given to one. Save it as a csv, which may be of any size."
_EXACT = 2**53  # a whole number above this is not what the file said


def main() -> None:
    """Write the sheets of one workbook, or say in ``sheets.json`` why not."""
    path, folder, limits = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
    _confine(limits)
    try:
        answer: dict[str, Any] = {"sheets": _sheets(path, folder)}
    except MemoryError:
        answer = {"refused": TOO_BIG}
    except PasswordError:
        answer = {"refused": PROTECTED}
    except BaseException:
        answer = {"refused": DAMAGED}
    (folder / "sheets.json").write_text(json.dumps(answer), "utf-8")
    os._exit(0)  # tearing the parser's memory down would only cost time


def _confine(limits: dict[str, int]) -> None:
    bounds = {
        resource.RLIMIT_AS: limits["memory"],
        resource.RLIMIT_CPU: limits["seconds"],
        resource.RLIMIT_FSIZE: limits["written"],
        resource.RLIMIT_CORE: 0,
    }
    for what, most in bounds.items():
        with suppress(ValueError, OSError):  # macOS refuses a bound on address space
            resource.setrlimit(what, (most, most))


def _sheets(path: Path, folder: Path) -> list[dict[str, Any]]:
    workbook = CalamineWorkbook.from_filelike(path.open("rb"))
    written = []
    for number, about in enumerate(workbook.sheets_metadata):
        if about.typ is SheetTypeEnum.WorkSheet:
            hidden = about.visible is not SheetVisibleEnum.Visible
            into = folder / f"sheet-{number}.csv"
            rows, width = _write(workbook.get_sheet_by_index(number), into)
            written.append(
                {"name": about.name, "hidden": hidden, "file": into.name, "rows": rows, "width": width}
            )
    return written


def _write(sheet: CalamineSheet, into: Path) -> tuple[int, int]:
    """Write the rows that hold anything, each after its number in the sheet; how many, and the widest."""
    # The parser begins at row 1, but at the first column that holds anything.
    margin = [""] * (sheet.start or (0, 0))[1]
    width = (sheet.end or (0, -1))[1] + 1
    count = 0
    with into.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file)
        for number, cells in enumerate(sheet.iter_rows(), 1):
            row = [*margin, *map(_spelled, cells)]
            if any(row):
                writer.writerow([number, *row, *[""] * (width - len(row))])
                count += 1
    return count, width


def _spelled(value: object) -> str:
    """A cell as text: a day as 2024-05-02, a whole number without its point, true and false."""
    if isinstance(value, str):
        said = value.replace("\0", "")
        return "" if said.isspace() else said
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, int | timedelta) else ""


if __name__ == "__main__":
    main()
