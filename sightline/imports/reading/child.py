"""The process in which workbooks are parsed, because a crafted sheet can make the parser abort.

It limits itself before it opens anything, answers on standard output, and is told on standard input
what to send next, so it never runs ahead of its reader. An answer is four bytes of length and JSON:
``{"sheets": [[name, hidden]], "from_1904": bool}`` once, then for each request
``{"rows": [[number, cells, special, above]], "last": bool}``, or ``{"refused": sentence}``. A request is
``sheet INDEX`` or ``more``. ``special`` lists the cells JSON has no form for: ``[index, kind, text]``; ``above``
likewise those merged with a cell above them.
"""

import json
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from . import compound, ooxml, opendocument
from .kinds import Kind
from .ooxml import Overlay
from .package import Package
from .unreadable import DAMAGED, PROTECTED, Unreadable, cell_too_long, too_big_for_memory
from .values import UNCOMPUTED, Limits

_BATCH_CELLS = 20_000
_EXACT = 2**53  # integers above this are not what the file said


def main() -> None:
    """Serve one file: argv is its path, its Kind and the Limits as JSON."""
    path, kind, asked = Path(sys.argv[1]), Kind(sys.argv[2]), json.loads(sys.argv[3])
    limits = Limits(**asked)
    _confine(limits)
    with suppress(BrokenPipeError):
        try:
            _serve(path, kind, limits)
        except Unreadable as refusal:
            _answer({"refused": str(refusal)})
        except MemoryError:
            _answer({"refused": str(too_big_for_memory(limits.memory))})
    os._exit(0)  # tearing the parser's memory down would only cost time


def _confine(limits: Limits) -> None:
    bounds = {
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for what, most in bounds.items():
        with suppress(ValueError, OSError):  # macOS refuses a bound on address space
            resource.setrlimit(what, (most, most))


def _serve(path: Path, kind: Kind, limits: Limits) -> None:
    overlays, from_1904 = _examine(path, kind, limits)
    try:
        workbook = CalamineWorkbook.from_filelike(path.open("rb"))
        sheets = [
            (index, sheet.name, sheet.visible is not SheetVisibleEnum.Visible)
            for index, sheet in enumerate(workbook.sheets_metadata)
            if sheet.typ is SheetTypeEnum.WorkSheet
        ]
        _answer({"sheets": [[name, hidden] for _, name, hidden in sheets], "from_1904": from_1904})
        batches: Iterator[list[Any]] = iter(())
        for request in sys.stdin:
            order, _, argument = request.partition(" ")
            if order == "sheet":
                index, name, _ = sheets[int(argument)]
                sheet = workbook.get_sheet_by_index(index)
                batches = _batches(name, sheet, overlays.get(name, {}), limits)
            rows = next(batches, None)
            _answer({"rows": rows or [], "last": rows is None})
    except (Unreadable, MemoryError, BrokenPipeError):
        raise
    except PasswordError as problem:
        raise Unreadable(PROTECTED) from problem
    except BaseException as problem:  # the parser panics with an exception that is not an Exception
        raise Unreadable(DAMAGED) from problem


def _examine(path: Path, kind: Kind, limits: Limits) -> tuple[dict[str, Overlay], bool]:
    """What to lay over each sheet, and whether days are counted from 1904, which the parser does not tell."""
    if kind is Kind.COMPOUND:
        compound.examine(path)
        return {}, False
    with Package(path, limits) as package:
        if ooxml.WORKBOOK in package:
            return ooxml.examine(package, limits), ooxml.counts_from_1904(package)
        return opendocument.examine(package, limits), False


def _batches(name: str, sheet: CalamineSheet, overlay: Overlay, limits: Limits) -> Iterator[list[Any]]:
    width = (sheet.end or (0, 0))[1] + 1
    rows = _rows(name, sheet, overlay, limits)
    while batch := list(islice(rows, max(1, _BATCH_CELLS // width))):
        yield batch


def _rows(name: str, sheet: CalamineSheet, overlay: Overlay, limits: Limits) -> Iterator[list[Any]]:
    # The parser begins at row 1, but at the first column that holds anything.
    margin = [""] * (sheet.start or (0, 0))[1]
    number = 0
    merged, overlay = _Merged(sheet), dict(overlay)  # the sheet may be asked for again
    for number, cells in enumerate(sheet.iter_rows(), 1):
        laid_over = overlay.pop(number - 1, None)
        row = _plain(name, number, [*margin, *cells], laid_over, limits)
        above = merged.at(number - 1, row) if merged.ranges else []
        if row:
            yield [*row, above]
    for beyond in sorted(overlay):
        if row := _plain(name, beyond + 1, [], overlay[beyond], limits):
            yield [*row, []]


class _Merged:
    """The cells that are merged downwards: only the first holds what all of them show."""

    def __init__(self, sheet: CalamineSheet) -> None:
        self.ranges: dict[int, list[tuple[int, int]]] = {}  # first row -> (column, last row)
        for (first, column), (last, _) in sheet.merged_cell_ranges or []:
            if last > first:
                self.ranges.setdefault(first, []).append((column, last))
        self._open: dict[int, tuple[int, str, Any]] = {}  # column -> last row, kind, what stands there

    def at(self, row: int, said: list[Any] | None) -> list[tuple[int, str, Any]]:
        """What the cells of a row show that are merged with one above; called for each row in turn."""
        showing = [(column, kind, shown) for column, (last, kind, shown) in self._open.items() if row <= last]
        for column, last in self.ranges.get(row, ()):
            _, cells, special = said or [row, [], []]
            told = next(((kind, text) for at, kind, text in special if at == column), None)
            kind, shown = told or ("", cells[column] if column < len(cells) else None)
            if shown is not None:
                self._open[column] = (last, kind, shown)
        return showing


def _plain(
    name: str, number: int, cells: list[Any], laid_over: dict[int, Any] | None, limits: Limits
) -> list[Any] | None:
    """A row in the few types JSON knows, with the others beside it; None when nothing is in it."""
    special: list[tuple[int, str, str]] = []
    for index, value in enumerate(cells):
        kind = type(value)
        if kind is str:
            if "\0" in value:  # no database keeps it, and nobody sees it
                value = cells[index] = value.replace("\0", "")
            if not value or value.isspace():
                cells[index] = None
            elif len(value) > limits.characters:
                raise cell_too_long(f'Row {number:,} of the sheet "{name}"', limits.characters)
        elif kind is float:
            if value.is_integer() and -_EXACT < value < _EXACT:
                cells[index] = int(value)
        elif kind is not int and kind is not bool:
            cells[index] = None
            special.append((index, *_spelled(value)))
    for index, value in (laid_over or {}).items():
        cells.extend([None] * (index + 1 - len(cells)))
        if value is UNCOMPUTED:
            special.append((index, "uncomputed", ""))
        else:
            cells[index] = value
    if not special and cells.count(None) == len(cells):
        return None
    return [number, cells, special]


def _spelled(value: date | time | timedelta) -> tuple[str, str]:
    if isinstance(value, datetime):
        if value.time() == time.min:
            return "date", value.date().isoformat()
        return "datetime", value.isoformat()
    if isinstance(value, date):
        return "date", value.isoformat()
    if isinstance(value, time):
        return "time", value.isoformat()
    return "timedelta", str(value.total_seconds())


def _answer(message: dict[str, Any]) -> None:
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    sys.stdout.buffer.write(len(body).to_bytes(4, "big") + body)
    sys.stdout.buffer.flush()
