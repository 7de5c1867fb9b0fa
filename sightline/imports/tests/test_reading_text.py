"""Text of every dialect is read row by row, numbered by line, without holding the file in memory."""

import tracemalloc
from pathlib import Path

import pytest

from sightline.imports.reading import Limits, Row, Unreadable, open_file

SAMPLES = Path(__file__).parents[3] / "tests" / "samples"


def read(path: Path, content: bytes | str | None = None, limits: Limits | None = None) -> list[Row]:
    if content is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    with open_file(path, name=path.name, limits=limits) as reading:
        return list(reading.rows(reading.sheets[0]))


def test_the_one_sheet_is_named_after_the_file(tmp_path):
    (tmp_path / "stored").write_text("a,b\n")
    with open_file(tmp_path / "stored", name="C:\\Users\\sam\\bookings 2024.csv") as reading:
        assert reading.sheets == ("bookings 2024",)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_below_title_rows_and_inside_quotes(tmp_path, delimiter):
    lines = [
        "Westmoor training, bookings; exported | today",
        "",
        delimiter.join(["Name", "Where", "Cost"]),
        delimiter.join(['"Smith, Jo; Miss | Dr"', "County Hall", '"35,00"']),
        delimiter.join(["Jones", '"A\tB, C; D | E"', '"1,50"']),
    ]
    rows = read(tmp_path / "file.csv", "\n".join(lines))
    assert rows[1] == Row(3, ("Name", "Where", "Cost"))
    assert rows[2] == Row(4, ("Smith, Jo; Miss | Dr", "County Hall", "35,00"))
    assert rows[3] == Row(5, ("Jones", "A\tB, C; D | E", "1,50"))


@pytest.mark.parametrize("name", ["file.csv", "file.tsv", "file.txt"])
def test_the_delimiter_is_told_by_content_and_not_by_the_name(tmp_path, name):
    assert read(tmp_path / name, "a;b\n1;2\n") == [Row(1, ("a", "b")), Row(2, ("1", "2"))]


def test_an_excel_separator_line_is_obeyed_and_not_read(tmp_path):
    rows = read(tmp_path / "sep.csv", "sep=|\r\na|b,c,d\r\n1|2,3,4\r\n")
    assert rows == [Row(2, ("a", "b,c,d")), Row(3, ("1", "2,3,4"))]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Name,Seen\nSiân,✓\n"),
        ("utf-8-sig", "Name,Seen\nSiân,✓\n"),
        ("utf-16", "Name,Seen\nSiân,✓\n"),
        ("cp1252", "Name,Seen\nSiân,£\n"),
    ],
)
def test_every_encoding_in_use_is_recognised(tmp_path, encoding, text):
    rows = read(tmp_path / "names.csv", text.encode(encoding))
    assert rows[0].cells == ("Name", "Seen")
    assert rows[1].cells == tuple(text.split()[1].split(","))


def test_utf_8_is_only_believed_when_the_whole_file_is_utf_8(tmp_path):
    rows = read(tmp_path / "late.csv", b"a,b\n" + b"1,2\n" * 50_000 + b"\xa335,\x81\n")
    assert rows[-1].cells == ("£35", "\ufffd")


def test_a_letter_cut_by_a_chunk_of_reading_is_whole(tmp_path):
    rows = read(tmp_path / "cut.csv", "x" * 65_535 + "é,b\n")
    assert str(rows[0].cells[0]).endswith("xé")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_a_line_end(tmp_path, end):
    assert read(tmp_path / "ends.csv", end.join(["a,b", "1,2", ""])) == [
        Row(1, ("a", "b")),
        Row(2, ("1", "2")),
    ]


def test_a_row_is_numbered_by_the_line_it_begins_on(tmp_path):
    rows = read(tmp_path / "lines.csv", 'a,b\n"one\ntwo\nthree",x\n\n , \ny,z\n')
    assert [(row.number, row.cells) for row in rows] == [
        (1, ("a", "b")),
        (2, ("one\ntwo\nthree", "x")),
        (7, ("y", "z")),
    ]


def test_blank_cells_of_text_are_empty_strings_and_rows_may_be_ragged(tmp_path):
    assert read(tmp_path / "ragged.csv", "a,b,c\n1,,\n2\n") == [
        Row(1, ("a", "b", "c")),
        Row(2, ("1", "", "")),
        Row(3, ("2",)),
    ]


def test_a_quoted_cell_after_a_space_is_still_quoted(tmp_path):
    assert read(tmp_path / "spaced.csv", 'a, b\n"x", "y, z"\n')[1].cells == ("x", "y, z")


def test_nul_bytes_are_refused(tmp_path):
    for content in (b"a,b\n1,\0\n", "a,b\n".encode("utf-16-le"), "a\0,b\n".encode("utf-16")):
        with pytest.raises(Unreadable, match="bytes that are not text"):
            read(tmp_path / "nul.csv", content)


def test_a_file_of_blank_lines_is_empty(tmp_path):
    with pytest.raises(Unreadable, match="is empty"):
        read(tmp_path / "blank.csv", "\ufeff\n  \r\n")


def test_a_quotation_mark_that_never_closes_is_refused_with_its_line(tmp_path):
    with pytest.raises(Unreadable, match=r"Line 3 holds a cell of more than 131,072 characters"):
        read(tmp_path / "quote.csv", 'a,b\n1,2\n3,"4\n' + "5,6\n" * 50_000)


def test_a_row_that_never_ends_is_refused_before_it_fills_the_memory(tmp_path):
    with pytest.raises(Unreadable, match="begins on line 2 runs on"):
        read(tmp_path / "endless.csv", "a,b\n" + '"\n",' * 2_000_000)
    with pytest.raises(Unreadable, match="runs on"):
        read(tmp_path / "oneline.csv", "a,b," * 2_000_000)


def test_a_row_wider_than_any_sheet_is_refused_with_its_line(tmp_path):
    whole = ",".join("a" * 16_384)
    assert len(read(tmp_path / "widest.csv", f"x,y\n{whole}\n")[1].cells) == 16_384
    with pytest.raises(Unreadable, match="row on line 2 has more than 16,384 cells"):
        read(tmp_path / "wider.csv", f"x,y\n{whole},b\n")


def test_reading_may_be_begun_again(tmp_path):
    (tmp_path / "twice.csv").write_text("a,b\n1,2\n")
    with open_file(tmp_path / "twice.csv", name="twice.csv") as reading:
        next(reading.rows("twice"))
        assert len(list(reading.rows("twice"))) == 2


def test_memory_does_not_grow_with_the_length_of_the_file(tmp_path):
    def peak(lines: int) -> int:
        path = tmp_path / f"{lines}.csv"
        path.write_bytes(b"a,b,c\n" + b"some text,in a row,of cells\n" * lines)
        tracemalloc.start()
        with open_file(path, name=path.name) as reading:
            assert sum(1 for _ in reading.rows(reading.sheets[0])) == lines + 1
        high = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return high

    assert peak(100_000) < peak(10_000) * 1.5 < 5_000_000


@pytest.mark.parametrize(("year", "rows"), [("2023-24", 8748), ("2024-25", 10907)])
def test_the_sample_booking_exports_are_read_whole(year, rows):
    path = SAMPLES / f"training-bookings-{year}.csv"
    first, *bookings = read(path)
    assert first.cells[:3] == ("Booking ID", "Event ID", "Course title")
    assert len(bookings) == rows
    assert {len(booking.cells) for booking in bookings} == {16}
    assert any(booking.cells[15] == "£35.00" for booking in bookings)


HEADINGS = "Ref,Action,Agency,Agreed,Due,Status,Notes\n"
ROWS = [f"A{n},x{n},CSC,05/04/2024,,Open,ok\n" for n in range(2, 5)]


@pytest.mark.parametrize(
    "opened", ['A1,x,CSC,05/04/2024,,Open,"see minutes\n', 'A1,"unbalanced,CSC,05/04/2024,,Open,\n']
)
def test_a_file_that_ends_inside_quotes_is_refused_with_the_line_where_they_open(tmp_path, opened):
    with pytest.raises(Unreadable, match="begins on line 3 a quotation mark is opened and never closed"):
        read(tmp_path / "open.csv", HEADINGS + ROWS[0] + opened + "".join(ROWS[1:]))


def test_a_cell_that_swallows_whole_rows_is_refused_with_both_its_lines(tmp_path):
    content = (
        HEADINGS + 'A1,x,CSC,05/04/2024,,Open,"see minutes\n' + ROWS[0] + 'A3,x,CSC,05/04/2024,,Open,"ok\n'
    )
    with pytest.raises(Unreadable, match=r"begins on line 2 .* is closed on line 4 only"):
        read(tmp_path / "late.csv", content + ROWS[2])


def test_prose_of_several_lines_with_many_commas_is_one_cell(tmp_path):
    prose = "Came:\npolice, health, education, probation, housing, schools, courts\nand others"
    last = read(tmp_path / "prose.csv", f'{HEADINGS}A1,"{prose}",CSC,05/04/2024,,Open,\n')[-1]
    assert last.cells[1] == prose


def test_a_last_row_without_a_line_end_is_read(tmp_path):
    assert read(tmp_path / "last.csv", 'a,b\n1,"2"')[-1].cells == ("1", "2")
