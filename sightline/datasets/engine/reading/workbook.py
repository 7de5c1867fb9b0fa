"""Workbooks (xlsx, xls, ods): parsed in a process of its own with limits, then read as the csv that it leaves."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import duckdb

from . import confined
from .confined import DAMAGED, TOO_BIG
from .delimited import MOST_COLUMNS, read_csv
from .headings import LOOKED_THROUGH
from .limits import run_confined
from .model import Deviations, Unreadable
from .sheets import quoted

LIMITS = {"memory": 1_000_000_000, "seconds": 300, "written": 8_000_000_000}
"""What the parser may use: bytes of address space, seconds of processor, bytes of one file."""


@dataclass(frozen=True, kw_only=True)
class WrittenSheet:
    """A sheet as the csv that the parser made of it: first the row's number in the sheet, then its cells."""

    name: str
    hidden: bool
    path: Path
    rows: int
    width: int
    top: Sequence[tuple[int, Sequence[str]]]

    def load(
        self,
        into: duckdb.DuckDBPyConnection,
        relation: str,
        *,
        below: int,
        at: Mapping[str, int],
        width: int,
        deviations: Deviations,
        quick: bool = False,
    ) -> None:
        """See ``Sheet``."""
        columns = {"_row": "BIGINT", **{f"c{place}": "VARCHAR" for place in range(self.width)}}
        chosen = ", ".join(f"c{place} AS {quoted(field)}" for field, place in at.items())
        into.execute(
            f"CREATE {'VIEW' if quick else 'TABLE'} {quoted(relation)} AS"
            f" SELECT _row, {chosen} FROM {read_csv(self.path, columns)} WHERE _row > {below}"
        )


def sheets(path: Path, work: Path, limits: Mapping[str, int] = LIMITS) -> list[WrittenSheet]:
    """The sheets of a workbook, in their order, those that are hidden last. Raises Unreadable."""
    folder = work / "sheets"
    folder.mkdir()
    run_confined(confined.__file__, path, folder, limits)
    try:
        answer = json.loads((folder / "sheets.json").read_text("utf-8"))
    except FileNotFoundError:  # it was ended by a limit, or aborted
        raise Unreadable(TOO_BIG if path.stat().st_size > 5_000_000 else DAMAGED) from None
    if "refused" in answer:
        raise Unreadable(answer["refused"])
    found = []
    for sheet in sorted(answer["sheets"], key=lambda one: bool(one["hidden"])):
        if sheet["width"] > MOST_COLUMNS:
            raise Unreadable(f"The sheet “{sheet['name']}” has more than {MOST_COLUMNS:,} columns.")
        place = folder / sheet.pop("file")
        with place.open(encoding="utf-8", newline="") as file:
            top = [(int(row[0]), row[1:]) for row in islice(csv.reader(file), LOOKED_THROUGH)]
        found.append(WrittenSheet(path=place, top=top, **sheet))
    if not any(sheet.rows for sheet in found):
        raise Unreadable(
            "There is nothing in the workbook's sheets. Deliver it again once it holds its rows."
        )
    return found
