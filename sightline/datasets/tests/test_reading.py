"""Files as agencies write them: every encoding, delimiter and oddity, with rows numbered as people count."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import pytest
import xlwt

from sightline.datasets.engine.contracts import load
from sightline.datasets.engine.reading import RawTable, Unreadable, delimited, read

CONTRACT = """
key: visits
version: "1"
title: Visits
tables:
  - name: visits
    title: Visits
    key: [ref]
    fields:
      - {name: ref, title: Reference, required: true}
      - {name: name, title: Name, heads: [who, "/.*person.*/"]}
      - {name: seen, title: Seen, kind: day, heads: [date seen, date]}
"""


@pytest.fixture(scope="module")
def contract(tmp_path_factory):
    path = tmp_path_factory.mktemp("contract") / "visits.yaml"
    path.write_text(CONTRACT, "utf-8")
    return load(path)


@pytest.fixture
def reading(contract, tmp_path):
    def read_(content: bytes | str | Path, quick: bool = False) -> tuple[RawTable, list[tuple]]:
        path = tmp_path / "file.csv" if not isinstance(content, Path) else content
        if not isinstance(content, Path):
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        work = tmp_path / "work"
        work.mkdir(exist_ok=True)
        with duckdb.connect() as into:
            (table,) = read(path, contract, into, work=work, quick=quick)
            fields = ", ".join(table.columns)
            return table, into.execute(f"SELECT _row, {fields} FROM raw_visits ORDER BY _row").fetchall()

    return read_


PLAIN = "ref,name,seen\nA1,Zoë,2024-05-02\nA2,Siân,\n"
ROWS = [(2, "A1", "Zoë", "2024-05-02"), (3, "A2", "Siân", None)]


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("cp1252"),
        PLAIN.encode("utf-16"),
        PLAIN.encode("utf-16-le"),
        PLAIN.encode("utf-16-be"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode(),
        PLAIN.replace(",", "|").encode(),
        ("sep=;\n" + PLAIN.replace(",", ";")).encode(),
        PLAIN.rstrip("\n").encode(),
        PLAIN.replace("A1", '"A1"').encode(),
        PLAIN.replace("A1", "A\x001").encode(),
        (PLAIN + "\n\n,,\n").encode(),
    ],
    ids=[
        "utf-8",
        "bom",
        "cp1252",
        "utf-16",
        "utf-16 le, no mark",
        "utf-16 be, no mark",
        "crlf",
        "cr",
        ";",
        "tab",
        "|",
    ]
    + ["sep", "no last line end", "quoted", "nul", "blank end"],
)
def test_the_same_table_is_read_however_the_text_is_written(reading, content):
    _, rows = reading(content)
    assert [row for row in rows if any(row[1:])] == ROWS


@pytest.mark.parametrize("quick", [True, False])
def test_a_row_whose_cell_holds_line_breaks_counts_once(reading, quick):
    _, rows = reading('ref,name,seen\nA1,"Ann\nMarie",\nA2,Bo,\n', quick)
    assert rows == [(2, "A1", "Ann\nMarie", None), (3, "A2", "Bo", None)]


def test_a_blank_line_counts_as_a_row(reading):
    _, rows = reading("ref,name\nA1,Ann\n\nA2,Bo\n")
    assert [row[:2] for row in rows] == [(2, "A1"), (4, "A2")]


def test_titles_may_stand_above_the_headings(reading):
    _, rows = reading("Visits 2024\nMade by hand,,\n\nRef,Who,Date seen\nA1,Ann,1/2/2024\n")
    assert rows == [(5, "A1", "Ann", "1/2/2024")]


def test_titles_without_a_blank_line_may_stand_above_the_headings(reading):
    _, rows = reading("Visits 2024,,\nMade by hand,,\nRef,Who,Date seen\nA1,Ann,1/2/2024\n", quick=True)
    assert rows == [(4, "A1", "Ann", "1/2/2024")]


@pytest.mark.parametrize("heading", ["REF", " Ref ", "reference", "Re_f", "r.e.f."])
def test_headings_are_known_regardless_of_case_spaces_and_signs(reading, heading):
    table, rows = reading(f"{heading},NAME\nA1,Ann\n")
    assert table.columns == {"ref": heading.strip(), "name": "NAME"}
    assert rows == [(2, "A1", "Ann")]


def test_columns_come_in_any_order_and_those_that_are_no_field_are_told(reading):
    table, rows = reading("Shoe size,Missing Person Name,Ref\n7,Ann,A1\n")
    assert (table.unknown, table.missing) == (("Shoe size",), ("seen",))
    assert rows == [(2, "A1", "Ann")]


def test_the_likelier_of_two_headings_is_the_field(reading):
    table, _ = reading("ref,date,date seen\nA1,2020-01-01,2024-01-01\n")
    assert table.columns["seen"] == "date seen"
    assert table.unknown == ("date",)


def test_a_heading_that_stands_twice_is_told_and_the_first_is_read(reading):
    table, rows = reading("ref,name,name\nA1,Ann,Bo\n")
    assert rows == [(2, "A1", "Ann")]
    assert [one.says for one in table.deviations] == ["stands twice; column 3 is not the one that is read"]


def test_a_row_that_is_too_long_is_told_and_one_that_is_short_is_filled_up(reading):
    table, rows = reading("ref,name,seen\nA1,Ann\nA2,Bo,2024-01-01,and more\n")
    assert rows == [(2, "A1", "Ann", None), (3, "A2", "Bo", "2024-01-01")]
    assert [(one.row, one.value, one.says) for one in table.deviations] == [
        (3, "and more", "has 4 cells under 3 headings")
    ]


def test_a_regular_file_is_left_where_it_lies(reading, monkeypatch):
    monkeypatch.setattr(delimited.DelimitedText, "_put_in_order", None)
    _, rows = reading(PLAIN.replace("A1", '"A ""1"""'))
    assert rows[0] == (2, 'A "1"', "Zoë", "2024-05-02")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n \r\n", "is empty"),
        (b"%PDF-1.7 and so on", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"<!DOCTYPE html><table>", "web page"),
        (b"<Message/>", "XML"),
        (bytes(range(256)) * 40, "not text"),
        (b"PK\x03\x04 and then nothing of a workbook", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
        (b"PAR1 and then nothing of Parquet", "damaged"),
        (b"colour,size\nred,1\n", "No row with the headings of “Visits”"),
        (b'ref,name\nA1,"Ann\nMarie\nA3,Cy\n', "opens in row 2 is not closed"),
        (b'ref,name\nA1,"' + b"Ann\n" * 50_000, "opens in row 2 is not closed"),
        (b"ref,name\nA1," + b"x" * 2_000_000, "longer than a million"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_a_sentence(reading, content, says):
    with pytest.raises(Unreadable, match=says):
        reading(content)


def test_a_quotation_mark_that_would_swallow_rows_is_read_as_it_stands_where_each_line_is_a_row(reading):
    text = 'ref,name,seen,colour\nA1,"Ann,2024-01-01,red\nA2,Bo,2024-01-02,"blue"\nA3,"Cy",,\nA4,Di,,\n'
    table, rows = reading(text)
    assert [row[:3] for row in rows] == [(2, "A1", '"Ann'), (3, "A2", "Bo"), (4, "A3", "Cy"), (5, "A4", "Di")]
    assert [one.row for one in table.deviations] == [2]
    assert "not closed" in table.deviations[0].says


def test_a_quotation_mark_that_swallows_rows_is_refused_where_lines_are_not_rows(reading):
    text = 'ref,name,seen,colour\nA1,"Ann,2024-01-01,red\nA2,Bo,2024-01-02,"blue",\nA3,Cy,,\nA4,Di,,\n'
    with pytest.raises(Unreadable, match="opens in row 2 is not closed"):
        reading(text)


GUESSED = """
key: falls
version: "1"
title: Falls
tables:
  - name: falls
    title: Falls
    key: [ref]
    fields:
      - {name: ref, title: Reference, required: true}
      - {name: forename, title: Forename, required: true}
      - {name: surname, title: Surname, required: true}
      - {name: born, title: Date of birth, kind: day, required: true, role: born}
      - {name: fell, title: Fell on, kind: day, required: true}
      - {name: how, title: How, kind: code, required: true, codes: {stairs: [steps], ladder: []}}
      - {name: postcode, title: Postcode, role: postcode}
"""
FALLS = """Forename,Surname,Reference,Home,Life began,It was on,By
Ann,Ash,1,WM1 1AA,1.5.2012,2.5.2024,Steps
Bo,Birch,2,WM2 9XH,1.6.2013,3.5.2024,Ladder
Cy,Cole,3,WM97UY,1.7.2014,4.5.2024,stairs
"""


def test_columns_whose_headings_nobody_foresaw_are_told_by_what_stands_in_them(tmp_path):
    (tmp_path / "falls.yaml").write_text(GUESSED, "utf-8")
    (tmp_path / "falls.csv").write_text(FALLS, "utf-8")
    with duckdb.connect() as into:
        (table,) = read(tmp_path / "falls.csv", load(tmp_path / "falls.yaml"), into)
    guessed = {"postcode": "Home", "born": "Life began", "fell": "It was on", "how": "By"}
    assert {name: table.columns[name] for name in guessed} == guessed
    assert "is read as “How”, because of what stands in it" in [one.says for one in table.deviations]


def test_what_could_be_meant_two_ways_is_not_guessed(tmp_path):
    (tmp_path / "falls.yaml").write_text(GUESSED, "utf-8")
    twice = "".join(f"{line},{line.rpartition(',')[2]}\n" for line in FALLS.splitlines())
    (tmp_path / "falls.csv").write_text(twice.replace("By,By", "By,For"), "utf-8")
    with duckdb.connect() as into:
        (table,) = read(tmp_path / "falls.csv", load(tmp_path / "falls.yaml"), into)
    assert table.missing == ("how",)
    assert table.unknown == ("By", "For")


def _sheet(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["Nothing here"])
    sheet = book.create_sheet("Visits 2024")
    sheet.append(["Visits of 2024"])
    sheet.append([])
    sheet.append(["Ref", "Who", "Date seen"])
    sheet.append([101, "Ann", date(2024, 5, 2)])
    sheet.append(["A2", None, "2.5.24"])
    sheet.append([])
    sheet.append([1.5, True, 45414])
    book.save(path)
    return path


def test_a_workbook_is_read_by_the_sheet_that_fits_and_days_only_where_the_cell_is_one(reading, tmp_path):
    table, rows = reading(_sheet(tmp_path / "visits.xlsx"))
    assert table.place == "Visits 2024"
    assert rows == [
        (4, "101", "Ann", "2024-05-02"),
        (5, "A2", None, "2.5.24"),
        (7, "1.5", "true", "45414"),
    ]


def test_an_old_workbook_is_read(reading, tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Visits")
    for row, cells in enumerate([["ref", "name"], ["A1", "Ann"]]):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    book.save(str(tmp_path / "visits.xls"))
    assert reading(tmp_path / "visits.xls")[1] == [(2, "A1", "Ann")]


def test_a_workbook_that_claims_seventeen_thousand_million_cells_is_refused_and_the_reader_lives_on(
    reading, tmp_path
):
    path = _sheet(tmp_path / "visits.xlsx")
    book = openpyxl.load_workbook(path)
    book["Visits 2024"]["XFD1048576"] = "x"
    book.save(path)
    with pytest.raises(Unreadable, match=r"memory|damaged"):
        reading(path)


def _parquet(path: Path, select: str) -> Path:
    duckdb.connect().execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return path


def test_parquet_is_read_as_the_same_text_as_a_csv(reading, tmp_path):
    select = (
        "SELECT * FROM (VALUES (1.0::DOUBLE, 'Ann', DATE '2024-05-02'), (2.5, '', NULL)) AS t(ref, who, seen)"
    )
    table, rows = reading(_parquet(tmp_path / "visits.parquet", select))
    assert table.columns == {"ref": "ref", "name": "who", "seen": "seen"}
    assert rows == [(2, "1", "Ann", "2024-05-02"), (3, "2.5", None, None)]


@pytest.mark.parametrize("kind", ["['a', 'b']", "{'a': 1}", "'a'::BLOB"])
def test_parquet_of_lists_structures_and_bytes_is_refused_by_column(reading, tmp_path, kind):
    path = _parquet(tmp_path / "visits.parquet", f"SELECT 'A1' AS ref, {kind} AS name")
    with pytest.raises(Unreadable, match="column “name” holds"):
        reading(path)


def test_parquet_that_is_damaged_in_its_middle_is_refused_and_the_reader_lives_on(reading, tmp_path):
    path = _parquet(
        tmp_path / "visits.parquet", "SELECT 'A' || i AS ref, 'Ann' AS name FROM range(5000) AS r(i)"
    )
    content = path.read_bytes()
    path.write_bytes(content[:40] + bytes(200) + content[240:])
    with pytest.raises(Unreadable, match="Parquet file is damaged"):
        reading(path)
