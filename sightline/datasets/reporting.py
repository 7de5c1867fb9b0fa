"""The report for a sender as a workbook: what was found, rule by rule and row by row, in bounded memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from sightline.datasets import findings, places
from sightline.datasets.catalogue import title_of
from sightline.datasets.models import Delivery
from sightline.datasets.presenters.verdicts import column_title, rules_found, verdict

MOST_ROWS = 1_048_000  # what a sheet can hold, with room for its heading
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,  # a cell that a stranger wrote is never run by whoever opens the report
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": "d mmmm yyyy",
}


def workbook(delivery: Delivery) -> Any:
    """The report in a file that goes away when it is closed, at its beginning."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the response closes it
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        _sheet(
            book,
            bold,
            "Report",
            ((22, wrapped), (90, wrapped)),
            ("Report on your delivery", ""),
            _facts(delivery),
        )
        _sheet(
            book,
            bold,
            "What was found",
            ((70, wrapped), (30, None), (12, None), (12, None)),
            ("What is wrong", "Column", "Severity", "Found"),
            (
                (
                    one["says"],
                    column_title(delivery, one["table"], one["column"]),
                    one["severity"],
                    one["found"],
                )
                for one in rules_found(delivery)
            ),
        )
        _sheet(
            book,
            bold,
            "Row by row",
            ((20, None), (10, None), (30, None), (30, None), (70, None), (12, None)),
            ("Sheet", "Row", "Column", "What it says", "What is wrong", "Severity"),
            _by_row(delivery),
        )
    file.seek(0)
    return file


def _facts(delivery: Delivery) -> Iterable[tuple[Any, ...]]:
    agency = delivery.agreement.agency
    return (
        ("Verdict", verdict(delivery)),
        ("Data set", title_of(delivery.contract)),
        ("Sender", agency.name if agency else ""),
        ("File", delivery.name),
        ("Came", delivery.delivered_at.date()),
        ("Rows", delivery.rows),
        ("Rows with an error", delivery.report.get("rows_with_errors", 0)),
        ("Errors", delivery.error_count),
        ("Warnings", delivery.warning_count),
        ("What to do", "Correct the rows in the last sheet at their source and send the whole file again."),
    )


def _by_row(delivery: Delivery) -> Iterable[tuple[Any, ...]]:
    for one in findings.every(places.delivery_folder(delivery)):
        yield (
            one["place"],
            one["row"],
            one["column"] or column_title(delivery, one["table"], one["field"]),
            one["value"],
            one["says"],
            one["severity"],
        )


def _sheet(
    book: Any,
    bold: Any,
    title: str,
    widths: Sequence[tuple[int, Any]],
    heads: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> None:
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    for place, (width, form) in enumerate(widths):
        sheet.set_column(place, place, width, form)
    sheet.write_row(0, 0, heads, bold)
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            break
        for place, cell in enumerate(row):
            if cell is not None:
                sheet.write(number, place, cell)
