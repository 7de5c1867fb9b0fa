"""Files that are taken away: nothing in them is run, and their length costs no memory."""

from __future__ import annotations

import csv
import io
import tracemalloc
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.imports.exporting import download, escaped


def chunks(response) -> Iterator[bytes]:
    """What a response sends; its file is closed by hand, because there was no request to end."""
    yield from response
    if getattr(response, "file_to_stream", None):
        response.file_to_stream.close()


def content(response) -> bytes:
    return b"".join(chunks(response))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_text_that_a_spreadsheet_would_run_is_marked_as_text(start):
    assert escaped(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


def test_numbers_and_dates_are_left_as_they_are():
    assert [escaped(cell) for cell in (-5, Decimal("-35.00"), date(2025, 3, 31), None, "Ann")] == [
        "-5", "-35.00", "2025-03-31", "", "Ann",
    ]  # fmt: skip


@given(
    st.lists(
        st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20),
        min_size=1,
        max_size=5,
    )
)
def test_what_was_written_is_read_back_but_for_the_apostrophe(cells):
    response = download("csv", "x", ["a"] * len(cells), [cells])
    text = content(response).decode("utf-8-sig")
    [_, row] = list(csv.reader(io.StringIO(text, newline="")))
    assert row == [escaped(cell) for cell in cells]


def test_a_workbook_keeps_text_numbers_and_dates_apart():
    rows = [("=1+1", 7, Decimal("35.50"), date(2025, 3, 31), None, "https://example.org", "007")]
    response = download("xlsx", "things", ["t", "n", "d", "day", "nothing", "url", "code"], rows)
    assert response["Content-Disposition"] == 'attachment; filename="things.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(content(response))).active
    cells = sheet[2]
    assert [cell.value for cell in cells] == [
        "=1+1", 7, 35.5, datetime(2025, 3, 31), None, "https://example.org", "007",  # noqa: DTZ001
    ]  # fmt: skip
    assert cells[0].data_type == "s"
    assert cells[5].hyperlink is None


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_long_list_is_written_in_bounded_memory(format):
    def peak(length: int) -> int:
        tracemalloc.start()
        response = download(format, "x", ["a", "b"], ((f"row {n} " + "x" * 100, n) for n in range(length)))
        size = sum(len(chunk) for chunk in chunks(response))
        reached = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert size > length
        return reached

    assert peak(20_000) < peak(200) + 2_000_000
