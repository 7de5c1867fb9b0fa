"""The form “table”: a contract's tables as sheets of a csv, a workbook or a Parquet file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from ..contracts.model import Contract
from . import headings, workbook
from .delimited import DelimitedText
from .headings import Headed
from .kinds import FileKind, kind_of
from .model import Deviations, RawTable, Unreadable
from .parquet import ParquetFile
from .sheets import Sheet


def sheets_of(path: Path, name: str, work: Path) -> Sequence[Sheet]:
    """The sheets of a file, whatever its kind. Raises Unreadable."""
    match kind_of(path):
        case FileKind.PARQUET:
            return [ParquetFile(path, name, work)]
        case FileKind.WORKBOOK:
            return workbook.sheets(path, work)
        case FileKind.XML:
            raise Unreadable("The file is XML. This data set is delivered as a csv, a workbook or Parquet.")
        case FileKind.TEXT:
            return [DelimitedText(path, name, work)]


def read(
    path: Path, contract: Contract, into: duckdb.DuckDBPyConnection, *, name: str, work: Path, quick: bool
) -> list[RawTable]:
    """See ``reading.read``."""
    sheets = sheets_of(path, name, work)
    tables = []
    for sheet, headed in placed(contract, sheets):
        deviations = Deviations()
        relation = f"raw_{headed.table.name}"
        for at, heading in headings.twice(headed.headings):
            deviations.add(
                headed.row, heading, "", f"stands twice; column {at + 1} is not the one that is read"
            )
        for field in headed.guessed:
            heading, title = headed.headings[headed.at[field]], headed.table.field(field).title
            deviations.add(headed.row, heading, "", f"is read as “{title}”, because of what stands in it")
        sheet.load(
            into,
            relation,
            below=headed.row,
            at=headed.at,
            width=len(headed.headings),
            deviations=deviations,
            quick=quick,
        )
        tables.append(
            RawTable(
                name=headed.table.name,
                place=sheet.name,
                columns={field: headed.headings[place] for field, place in headed.at.items()},
                unknown=headed.unknown,
                missing=headed.missing,
                deviations=tuple(deviations.kept),
                deviated=deviations.counted,
            )
        )
    if not tables:
        raise Unreadable(_no_headings(contract))
    return tables


def placed(contract: Contract, sheets: Sequence[Sheet]) -> list[tuple[Sheet, Headed]]:
    """Which sheet is which table: the best fit first, each sheet and each table once."""
    fits = [
        (headed.fit, -number, sheet, headed)
        for number, sheet in enumerate(sheets)
        for table in contract.tables
        if (headed := headings.find(table, sheet.top))
    ]
    found: list[tuple[Sheet, Headed]] = []
    for _, _, sheet, headed in sorted(fits, key=lambda fit: fit[:2], reverse=True):
        if not any(sheet is other or headed.table is one.table for other, one in found):
            found.append((sheet, headed))
    order = [table.name for table in contract.tables]
    return sorted(found, key=lambda pair: order.index(pair[1].table.name))


def _no_headings(contract: Contract) -> str:
    wanted = ", ".join(field.title for table in contract.tables for field in table.fields if field.required)
    return (
        f"No row with the headings of “{contract.title}” was found. Among others it has to have {wanted}."
        " Put the headings in one row above the records."
    )
