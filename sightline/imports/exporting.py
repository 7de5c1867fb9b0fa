"""Tables as files: what a list shows, as a workbook or as csv, of any length in bounded memory.

A cell that a spreadsheet would take for a formula is text in a workbook and begins with an apostrophe in csv,
so that nothing a stranger typed is ever run by whoever opens the file.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Generic, Protocol, TypeVar

import xlsxwriter
from django.db.models import Model, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse

from sightline.govuk.listing import Part, ordering, part
from sightline.govuk.pages import Page, render_page
from sightline.govuk.values import Link

FORMATS = {"xlsx": "Excel", "csv": "CSV"}
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_CELL = 32_767  # characters: Excel's limit
WIDTHS = (12, 60)  # narrowest and widest column, in characters
BATCH = 500  # rows held in memory while a file is written; SQLite looks up no more than 1,000 by name at once
Cell = str | int | Decimal | date | None
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Note:
    """A further sheet of a workbook, which says what the first is: its rows, given how many the first has."""

    title: str
    rows: Callable[[int], Sequence[Sequence[Cell]]]


@dataclass(frozen=True)
class Sheet(Generic[M]):
    """How records become the rows of a file: its columns, and the cells of a record.

    Columns that are ``hidden`` are not shown by a workbook; ``note`` is its second sheet.
    """

    columns: tuple[str, ...]
    cells: Callable[[M], tuple[Cell, ...]]
    hidden: tuple[str, ...] = ()
    note: Note | None = None


class Returns(Protocol[M]):
    """Makes of a sheet one that can be edited elsewhere and brought back."""

    def sheet(self, sheet: Sheet[M]) -> Sheet[M]: ...


def list_or_file(
    request: HttpRequest,
    found: QuerySet[M, M],
    *,
    orders: Mapping[str, Sequence[str]],
    default: str,
    sheet: Sheet[M],
    name: str,
    page: Callable[[Part[M]], Page],
    returns: Returns[M] | None = None,
    pages: Callable[[QuerySet[M, M]], Sequence[M]] | None = None,
) -> HttpResponseBase:
    """What was found, in the order the address asks for: a part of it as a page, or all of it as a file.

    ``orders`` and ``default`` are those of ``listing.ordering``; ``name`` is what the file is called. What
    ``returns`` can be edited elsewhere and imported again. ``pages`` gives what the parts are cut from, where that is
    less work than what was found.
    """
    found = found.order_by(*ordering(request, orders, default=default))
    if format := format_asked(request):
        sheet = returns.sheet(sheet) if returns else sheet
        rows = (sheet.cells(record) for record in found.iterator(BATCH))
        return download(format, name, sheet.columns, rows, hidden=sheet.hidden, note=sheet.note)
    return render_page(request, page(part(request, pages(found) if pages else found)))


def exports() -> tuple[Link, ...]:
    """The links of a list to what it shows, as files."""
    return tuple(Link(text, f"?export={format}") for format, text in FORMATS.items())


def format_asked(request: HttpRequest) -> str:
    """The format that the address asks for; "" when it asks for the page."""
    asked = request.GET.get("export", "")
    return asked if asked in FORMATS else ""


def download(
    format: str,
    name: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    hidden: Collection[str] = (),
    note: Note | None = None,
) -> HttpResponseBase:
    """A table as a file called ``name``; ``format`` is a key of FORMATS. Rows are read as they are written.

    A csv file can neither hide a column nor hold a note.
    """
    file_name = f"{name}.{format}"
    if format == "csv":
        response = StreamingHttpResponse(_csv(columns, rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{file_name}"'
        return response
    book = _workbook(columns, rows, hidden=hidden, note=note)
    return FileResponse(book, as_attachment=True, filename=file_name)


class _Line:
    """What csv.writer writes to: it hands each line back instead of keeping it."""

    @staticmethod
    def write(line: str) -> str:
        return line


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The lines of a csv file that Excel, too, opens as UTF-8."""
    write = csv.writer(_Line()).writerow
    yield "\ufeff" + write([escaped(column) for column in columns])
    for row in rows:
        yield write([escaped(cell) for cell in row])


def escaped(cell: Cell) -> str:
    """A cell of a csv file; a text that would be run gets an apostrophe before it, a number does not."""
    if cell is None:
        return ""
    text = cell.isoformat() if isinstance(cell, date) else str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(RUN_BY_SPREADSHEETS) else text


def _workbook(
    columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, hidden: Collection[str], note: Note | None
) -> Any:
    """A workbook of one sheet, and its note if it has one, in a file that goes away when it is closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the response closes it
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_date_format": "d mmmm yyyy",
    }
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet()
        heading = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            width = min(max(len(column) + 4, WIDTHS[0]), WIDTHS[1])
            sheet.set_column(place, place, width, None, {"hidden": column in hidden})
        sheet.write_row(0, 0, columns, heading)
        number = 0
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                _write(sheet, number, place, cell)
        if note:
            _write_note(book, note, number)
    file.seek(0)
    return file


def _write_note(book: Any, note: Note, count: int) -> None:
    sheet, wrapped = book.add_worksheet(note.title), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 20, wrapped)
    sheet.set_column(1, 1, 80, wrapped)
    for number, row in enumerate(note.rows(count)):
        for place, cell in enumerate(row):
            _write(sheet, number, place, cell)


def _write(sheet: Any, row: int, column: int, cell: Cell) -> None:
    match cell:
        case None | "":
            return
        case bool() | str():
            sheet.write_string(row, column, str(cell)[:LONGEST_CELL])
        case date():
            sheet.write_datetime(row, column, cell)
        case _:
            sheet.write_number(row, column, cell)
