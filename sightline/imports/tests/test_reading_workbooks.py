"""Workbooks of every kind come out as the rows and values a person sees in them."""

import os
import subprocess
import sys
import time as clock
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from sightline.imports.reading import UNCOMPUTED, Row, open_file
from sightline.imports.reading.workbook import Workbook as ReadWorkbook

from .making_files import bare_parts, package, xls, xlsx

HALF_PAST_NINE = datetime.combine(date(2024, 5, 1), time(9, 30))
SAMPLES = Path(__file__).parents[3] / "tests" / "samples"


def read(path: Path, sheet: str | None = None) -> list[Row]:
    with open_file(path, name=path.name) as reading:
        return list(reading.rows(sheet or reading.sheets[0]))


def test_values_come_out_as_what_they_are(tmp_path):
    path = xlsx(
        tmp_path / "values.xlsx",
        [
            "text",
            7,
            2.5,
            True,
            date(2024, 5, 1),
            HALF_PAST_NINE,
            time(9, 30),
            timedelta(hours=30),
        ],
    )
    (row,) = read(path)
    assert row.cells == (
        *("text", 7, 2.5, True, date(2024, 5, 1), HALF_PAST_NINE, time(9, 30)),
        timedelta(hours=30),
    )
    assert [type(cell) for cell in row.cells[1:6]] == [int, float, bool, date, datetime]


def test_rows_and_columns_keep_their_places_when_the_table_does_not_begin_at_a1(tmp_path):
    book = Workbook()
    book.active["C4"], book.active["D9"] = "head", "below"
    book.save(tmp_path / "offset.xlsx")
    assert read(tmp_path / "offset.xlsx") == [
        Row(4, (None, None, "head", None)),
        Row(9, (None, None, None, "below")),
    ]


def test_cells_of_white_space_are_blank_and_rows_of_them_are_left_out(tmp_path):
    path = xlsx(tmp_path / "blank.xlsx", ["a", ""], ["  ", None], [None, "\u00a0"], ["b", " "])
    assert read(path) == [Row(1, ("a", None)), Row(4, ("b", None))]


def test_hidden_sheets_are_read_and_charts_are_not_sheets(tmp_path):
    book = Workbook()
    book.active.title = "Shown"
    book.create_chartsheet("Chart")
    hidden = book.create_sheet("Hidden")
    hidden.sheet_state = "hidden"
    hidden["B2"] = "found"
    book.save(tmp_path / "book.xlsx")
    with open_file(tmp_path / "book.xlsx", name="book.xlsx") as reading:
        assert reading.sheets == ("Shown", "Hidden")
        assert list(reading.rows("Hidden")) == [Row(2, (None, "found"))]
        assert list(reading.rows("Shown")) == []


def test_a_merged_cell_has_its_value_once(tmp_path):
    book = Workbook()
    book.active["A1"], book.active["A2"] = "Title", "below"
    book.active.merge_cells("A1:C1")
    book.save(tmp_path / "merged.xlsx")
    assert [row.cells[0] for row in read(tmp_path / "merged.xlsx")] == ["Title", "below"]
    assert set(read(tmp_path / "merged.xlsx")[0].cells[1:]) <= {None}


def test_dates_count_from_1904_in_a_workbook_that_says_so(tmp_path):
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = datetime.combine(date(2024, 5, 1), time.min)
    book.save(tmp_path / "mac.xlsx")
    assert read(tmp_path / "mac.xlsx") == [Row(1, (date(2024, 5, 1),))]


def test_a_formula_without_a_stored_result_is_told_from_a_blank(tmp_path):
    path = xlsx(tmp_path / "formulas.xlsx", ["sum", "=1+1"], ["note", None])
    assert read(path) == [Row(1, ("sum", UNCOMPUTED)), Row(2, ("note",))]


def test_a_formula_is_read_by_its_stored_result_even_when_that_is_empty_text(tmp_path):
    path = package(
        tmp_path / "cached.xlsx",
        bare_parts(
            '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c>'
            '<c r="C1" t="str"><f>"x"</f><v>x</v></c><c r="D1"><f t="shared" si="0"/></c></row>'
            '<row r="3"><c r="C3"><f>1</f></c></row>'
        ),
    )
    first, beyond = read(path)
    assert first == Row(1, (2, None, "x", UNCOMPUTED))
    assert beyond.number == 3
    assert beyond.cells[2] is UNCOMPUTED


def test_cells_without_references_are_placed_by_counting(tmp_path):
    path = package(
        tmp_path / "counted.xlsx",
        bare_parts("<row><c><v>1</v></c><c><f>2</f></c></row><row><c><v>3</v></c></row>"),
    )
    assert read(path) == [Row(1, (1, UNCOMPUTED)), Row(2, (3,))]


def test_an_error_in_a_cell_is_kept_as_its_text(tmp_path):
    path = package(
        tmp_path / "error.xlsx",
        bare_parts(
            '<row r="1"><c r="A1" t="e"><f>A9/0</f><v>#DIV/0!</v></c><c r="B1" t="e"><v>#N/A</v></c></row>'
        ),
    )
    assert read(path) == [Row(1, ("#DIV/0!", "#N/A"))]


def test_an_xls_is_read(tmp_path):
    (tmp_path / "old.xls").write_bytes(
        xls([[], [None, "text", 7, 2.5], [None, date(2024, 5, 1), None, True]])
    )
    assert read(tmp_path / "old.xls") == [
        Row(2, (None, "text", 7, 2.5)),
        Row(3, (None, date(2024, 5, 1), None, True)),
    ]


def test_an_ods_is_read(tmp_path):
    document = OpenDocumentSpreadsheet()
    table = Table(name="Actions")
    padding = TableRow(numberrowsrepeated=2)
    padding.addElement(TableCell())
    row = TableRow()
    row.addElement(TableCell(numbercolumnsrepeated=2))
    text = TableCell(valuetype="string")
    text.addElement(P(text="text"))
    for cell in (
        text,
        TableCell(valuetype="date", datevalue="2024-05-01"),
        TableCell(valuetype="float", value="4", formula="of:=2+2"),
        TableCell(formula="of:=2+2"),
        TableCell(valuetype="currency", value="35.5"),
        TableCell(numbercolumnsrepeated=16_000),
    ):
        row.addElement(cell)
    filler = TableRow(numberrowsrepeated=1_048_000)
    filler.addElement(TableCell(numbercolumnsrepeated=16_384))
    for part in (padding, row, filler):
        table.addElement(part)
    document.spreadsheet.addElement(table)
    document.save(tmp_path / "sheet.ods")
    assert read(tmp_path / "sheet.ods") == [
        Row(3, (None, None, "text", date(2024, 5, 1), 4, UNCOMPUTED, 35.5))
    ]


def test_the_format_is_told_by_content_when_one_kind_of_workbook_is_named_as_another(tmp_path):
    path = xlsx(tmp_path / "really-xlsx.xls", ["a"])
    assert read(path) == [Row(1, ("a",))]
    (tmp_path / "really-xls.xlsx").write_bytes(xls([["b"]]))
    assert read(tmp_path / "really-xls.xlsx") == [Row(1, ("b",))]


def test_a_sheet_may_be_left_half_read_and_read_again(tmp_path):
    path = xlsx(tmp_path / "long.xlsx", *([n, "x"] for n in range(1, 30_001)))
    with open_file(path, name=path.name) as reading:
        begun = reading.rows("Sheet")
        assert next(begun) == Row(1, (1, "x"))
        again = list(reading.rows("Sheet"))
    assert len(again) == 30_000
    assert again[-1] == Row(30_000, (30_000, "x"))


def test_the_sample_action_tracker_has_its_sheets_and_rows():
    path = SAMPLES / "action-tracker.xlsx"
    with open_file(path, name=path.name) as reading:
        assert reading.sheets == ("Read me", "CSPR actions", "Rapid Review actions")
        rows = list(reading.rows("CSPR actions"))
    assert rows[2].number == 5
    assert rows[2].cells[:3] == ("Ref", "Review", "Recommendation")
    assert rows[4].cells[6:8] == ("21/10/22", date(2022, 12, 20))


def test_the_child_ends_when_the_reading_is_closed_part_way(tmp_path):
    path = xlsx(tmp_path / "long.xlsx", *([n] for n in range(50_000)))
    with open_file(path, name=path.name) as reading:
        assert isinstance(reading, ReadWorkbook)
        next(reading.rows("Sheet"))
        process = reading._child.pid
        os.kill(process, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_the_child_ends_when_its_parent_is_killed(tmp_path):
    path = xlsx(tmp_path / "book.xlsx", ["a"])
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time; from pathlib import Path; from sightline.imports.reading import open_file\n"
            f"with open_file(Path({str(path)!r}), name='book.xlsx') as reading:\n"
            "    print(reading._child.pid, flush=True); time.sleep(60)",
        ],
        stdout=subprocess.PIPE,
        cwd=SAMPLES.parents[1],
    )
    assert parent.stdout
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = clock.monotonic() + 20
    while clock.monotonic() < deadline and _runs(child):
        clock.sleep(0.02)
    assert not _runs(child)


def test_the_child_inherits_neither_the_environment_nor_open_files(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    path = xlsx(tmp_path / "book.xlsx", ["a"])
    secret = os.open(tmp_path / "secret", os.O_CREAT | os.O_RDWR)
    os.set_inheritable(secret, True)
    try:
        with open_file(path, name=path.name) as reading:
            assert isinstance(reading, ReadWorkbook)
            seen = _environment(reading._child.pid)
            files = _open_files(reading._child.pid)
    finally:
        os.close(secret)
    assert "postgres" not in seen
    assert not any("secret" in name for name in files)


def _runs(process: int) -> bool:
    """Whether it is alive; one that has ended and waits to be collected is not."""
    if Path("/proc/self").exists():
        stat = Path(f"/proc/{process}/stat")
        return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True)
    return bool(shown.stdout.strip()) and not shown.stdout.startswith("Z")


def _environment(process: int) -> str:
    if Path("/proc/self").exists():
        return Path(f"/proc/{process}/environ").read_text()
    return subprocess.run(["ps", "eww", "-p", str(process)], capture_output=True, text=True).stdout


def _open_files(process: int) -> list[str]:
    folder = Path(f"/proc/{process}/fd")
    return [str(link.readlink()) for link in folder.iterdir()] if folder.exists() else []
