"""Annex A: the eleven lists of children that an inspection asks for, in a workbook filled in by drop-downs.

A sheet is known by its name or by its headings, best by both. Its cells are choices of a list, with a letter before
them and words behind: “b) 1B: Individual”, “N1 - Abuse or Neglect”. What is left of them is what the contract knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from ...contracts.model import Contract, Field, Kind, Table
from ...contracts.spelling import pattern, plain
from ...contracts.values import meaning
from .. import headings
from ..headings import Headed
from ..model import Deviations, RawTable, Unreadable
from ..sheets import Sheet, literal, quoted
from ..tables import sheets_of

if TYPE_CHECKING:
    from ...contracts.recognising import Likeness

BY_NAME = 0.5
"""What a sheet's name is worth beside how well its headings fit, which is 0 to 1; without it half of them have to."""
_LEAST = 0.2  # how well headings have to fit whatever the sheet is called
_MOST_CHOICES = 500  # different cells of a column that are choices rather than something else
_LETTER = re.compile(r"^\(?[a-z]{1,2}\)\s*", re.IGNORECASE)
_WORDS = re.compile(r"^(\w{1,6})\s*[:–—-]\s*(.+)$")
_SPACES = re.compile(r"[\s_]+")


def read(
    path: Path,
    contract: Contract,
    into: duckdb.DuckDBPyConnection,
    *,
    name: str,
    work: Path,
    quick: bool = False,
) -> list[RawTable]:
    """Make the tables ``raw_<table>`` of the lists that a workbook has, whatever else is in it.

    See ``reading.read``. Lists that are not there, and sheets that are no list, are told as deviations of the first
    list that is. Raises Unreadable when there is none.
    """
    sheets = sheets_of(path, name, work)
    found = placed(contract, sheets)
    if not found:
        raise Unreadable(
            f"There is none of the lists of “{contract.title}” in the file. Each is a sheet of its own, with its"
            " headings in one row."
        )
    deviations = [Deviations() for _ in found]
    there = {headed.table.name for _, headed in found}
    for table in contract.tables:
        if table.name not in there:
            deviations[0].add(0, table.title, "", "is not in the workbook")
    for sheet in sheets:
        if sheet.top and all(sheet is not one for one, _ in found):
            deviations[0].add(0, sheet.name, "", "is a sheet that is none of the lists; it was left out")
    return [_read(into, sheet, headed, its) for (sheet, headed), its in zip(found, deviations, strict=True)]


def placed(contract: Contract, sheets: Sequence[Sheet]) -> list[tuple[Sheet, Headed]]:
    """Which sheet is which list, in the order of the lists: the best fit first, each sheet and each list once."""
    fits = []
    for number, sheet in enumerate(sheets):
        called = [table for table in contract.tables if _is_called(table, sheet.name)]
        heads = [
            headed for table in called if (headed := headings.find(table, sheet.top)) and headed.fit >= _LEAST
        ]
        fits += [(headed.fit + BY_NAME, -number, sheet, headed) for headed in heads]
        if not heads:
            others = (headings.find(table, sheet.top) for table in contract.tables)
            fits += [
                (headed.fit, -number, sheet, headed) for headed in others if headed and headed.fit >= BY_NAME
            ]
    found: list[tuple[Sheet, Headed]] = []
    for _, _, sheet, headed in sorted(fits, key=lambda fit: fit[:2], reverse=True):
        if not any(sheet is other or headed.table is one.table for other, one in found):
            found.append((sheet, headed))
    order = [table.name for table in contract.tables]
    return sorted(found, key=lambda pair: order.index(pair[1].table.name))


def chosen(field: Field, cell: str) -> str:
    """What a cell says once the letter before it and the words behind its code are off: of “q) 6: Police”, 6.

    A cell that says nothing even so stays as it is.
    """
    spelled = _SPACES.sub(" ", cell).strip()
    bare = _LETTER.sub("", spelled)
    parted = _WORDS.match(bare)
    for candidate in (spelled, bare, *(parted.groups() if parted else ())):
        meant = meaning(field, candidate)
        if meant and meant.value is not None:
            return meant.value
    return spelled


def _is_called(table: Table, name: str) -> bool:
    spelled = _SPACES.sub(" ", name).strip()
    return any(
        expression.fullmatch(spelled) if (expression := pattern(place)) else plain(place) == plain(spelled)
        for place in table.places
    )


def _read(into: duckdb.DuckDBPyConnection, sheet: Sheet, headed: Headed, deviations: Deviations) -> RawTable:
    table, relation = headed.table, f"raw_{headed.table.name}"
    for at, heading in headings.twice(headed.headings):
        deviations.add(headed.row, heading, "", f"stands twice; column {at + 1} is not the one that is read")
    sheet.load(
        into,
        f"sheet_{table.name}",
        below=headed.row,
        at=headed.at,
        width=len(headed.headings),
        deviations=deviations,
    )
    cells = ", ".join(f"{_cell(into, table, table.field(name))} AS {quoted(name)}" for name in headed.at)
    into.execute(
        f"CREATE TABLE {quoted(relation)} AS SELECT _row, {cells} FROM {quoted('sheet_' + table.name)}"
    )
    into.execute(f"DROP TABLE {quoted('sheet_' + table.name)}")
    return RawTable(
        name=table.name,
        place=sheet.name,
        columns={name: headed.headings[place] for name, place in headed.at.items()},
        unknown=headed.unknown,
        missing=headed.missing,
        deviations=tuple(deviations.kept),
        deviated=deviations.counted,
    )


def _cell(into: duckdb.DuckDBPyConnection, table: Table, field: Field) -> str:
    """SQL for the cells of a column: without hard spaces, and of choices what was chosen."""
    name = quoted(field.name)
    bare = f"nullif(trim(replace({name}, chr(160), ' ')), '')"
    if field.kind not in (Kind.CODE, Kind.YES_NO):
        return bare
    cells = into.execute(
        f"SELECT DISTINCT {name} FROM {quoted('sheet_' + table.name)} WHERE {bare} IS NOT NULL LIMIT {_MOST_CHOICES}"
    ).fetchall()
    said = "".join(f" WHEN {literal(cell)} THEN {literal(chosen(field, cell))}" for (cell,) in sorted(cells))
    return f"CASE {name}{said} ELSE {bare} END" if said else bare


def likeness(contract: Contract, path: Path, sheets: Sequence[Sheet]) -> Likeness | None:
    """The more lists there are in a workbook, the more it is Annex A. One list alone has to be called one."""
    from ...contracts.recognising import Likeness

    found = placed(contract, sheets)
    if not found or (
        len(found) == 1 and not any(_is_called(headed.table, sheet.name) for sheet, headed in found)
    ):
        return None
    share = sum(headed.fit for _, headed in found) / len(found)
    return Likeness(fit=share, evidence=min(1.0, 0.4 + 0.2 * len(found)))
