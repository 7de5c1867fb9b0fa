"""A file that cannot be read is refused with a sentence that says what is wrong and what to do."""

import os
import resource
import signal
import struct
import sys
import zipfile
from collections import deque
from pathlib import Path

import pytest
from odf.element import Element
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from openpyxl import Workbook

from sightline.imports.reading import Limits, Unreadable, open_file
from sightline.imports.reading.workbook import Workbook as ReadWorkbook

from .making_files import bare_parts, compound, package, with_file_password, with_lying_directory, xls, xlsx

ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'


def read_whole(path: Path, name: str, limits: Limits | None = None) -> None:
    with open_file(path, name=name, limits=limits) as reading:
        for sheet in reading.sheets:
            deque(reading.rows(sheet), maxlen=0)


def refusal(path: Path, name: str | None = None, limits: Limits | None = None) -> str:
    """What the sender of the file would be told."""
    with pytest.raises(Unreadable) as refused:
        read_whole(path, name or path.name, limits)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "Error" not in sentence
    return sentence


def test_an_empty_file_is_refused(tmp_path):
    for name in ("empty.xlsx", "empty.csv"):
        (tmp_path / name).write_bytes(b"")
        assert "is empty" in refusal(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("list.xlsx", b"Name,Kind\nPolice,police\n", "plain text, not a workbook"),
        ("list.xls", "Name\tKind\r\nPolice\tpolice\r\n".encode("utf-16"), "plain text, not a workbook"),
        ("export.xls", b"\r\n<HTML xmlns:x='urn'><body><table><tr><td>1</table>", "a web page"),
        ("export.csv", b"<!DOCTYPE html><html><title>Please sign in", "a web page"),
        (
            "export.xls",
            b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
            "XML",
        ),
        ("report.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF document"),
        ("scan.csv", b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
        ("old.xls", b"\x09\x00\x04\x00\x02\x00\x10\x00", "before Excel 97"),
        ("notes.docx", b"anything", "ends in .docx"),
        ("minutes.pdf", b"%PDF-1.7", "ends in .pdf"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused_by_saying_what_it_is(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    sentence = refusal(tmp_path / name)
    assert said in sentence
    assert Path(name).suffix in sentence


def test_a_workbook_named_csv_is_refused(tmp_path):
    path = xlsx(tmp_path / "book.xlsx", ["a"])
    assert "named .csv but is a workbook" in refusal(path, name="book.csv")


def test_a_package_of_another_kind_is_not_a_workbook(tmp_path):
    path = package(tmp_path / "letter.xlsx", {"word/document.xml": "<document/>"})
    assert "not a workbook" in refusal(path)


def test_an_encrypted_xlsx_is_refused_as_protected_by_a_password(tmp_path):
    path = compound(tmp_path / "locked.xlsx", "EncryptionInfo", "EncryptedPackage")
    assert "protected by a password" in refusal(path)


def test_an_encrypted_xls_is_refused_as_protected_by_a_password(tmp_path):
    (tmp_path / "locked.xls").write_bytes(with_file_password(xls([["a"]])))
    assert "protected by a password" in refusal(tmp_path / "locked.xls")


def test_an_encrypted_ods_is_refused_as_protected_by_a_password(tmp_path):
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        "</manifest:file-entry></manifest:manifest>"
    )
    parts = {"META-INF/manifest.xml": manifest, "content.xml": "scrambled"}
    assert "protected by a password" in refusal(package(tmp_path / "locked.ods", parts))
    newer = package(tmp_path / "newer.ods", {"encrypted-package": "scrambled"})
    assert "protected by a password" in refusal(newer)


def test_a_zip_with_a_password_is_refused_as_protected(tmp_path):
    path = package(tmp_path / "locked.xlsx", bare_parts(ROW))
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    struct.pack_into("<H", content, entry + 8, 1)
    path.write_bytes(content)
    assert "protected by a password" in refusal(path)


def test_a_compound_file_that_holds_no_workbook_is_not_a_workbook(tmp_path):
    assert "not a workbook" in refusal(compound(tmp_path / "letter.xls", "WordDocument"))


@pytest.mark.parametrize("kept", [0.02, 0.5, 0.97])
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_workbook_cut_short_is_refused_as_damaged(tmp_path, kind, kept):
    whole = tmp_path / f"whole.{kind}"
    if kind == "xlsx":
        xlsx(whole, *(["some text", n] for n in range(500)))
    elif kind == "xls":
        whole.write_bytes(xls([["some text", n] for n in range(500)]))
    else:
        _ods(whole, TableCell(valuetype="float", value="1"))
    content = whole.read_bytes()
    cut = tmp_path / f"cut.{kind}"
    cut.write_bytes(content[: int(len(content) * kept)])
    sentence = refusal(cut)
    assert "damaged or was cut short" in sentence or "not a workbook" in sentence


@pytest.mark.parametrize("where", [0.1, 0.3, 0.6])
def test_a_workbook_with_altered_bytes_is_refused_as_damaged(tmp_path, where):
    path = package(tmp_path / "book.xlsx", bare_parts(ROW * 2000))
    with zipfile.ZipFile(path) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
    content = bytearray(path.read_bytes())
    at = sheet.header_offset + 60 + int(where * sheet.compress_size)
    content[at : at + 8] = bytes(byte ^ 0xA5 for byte in content[at : at + 8])
    path.write_bytes(content)
    assert "damaged" in refusal(path)


def test_a_workbook_whose_xml_does_not_close_is_refused_as_damaged(tmp_path):
    assert "damaged" in refusal(package(tmp_path / "open.xlsx", bare_parts(ROW + "<row>")))


def test_a_zip_bomb_is_refused_from_its_directory(tmp_path):
    path = package(tmp_path / "bomb.xlsx", bare_parts(ROW + " " * 70_000_000))
    assert path.stat().st_size < 200_000
    sentence = refusal(path)
    assert "unpacks" in sentence
    assert "66 MB" in sentence


def test_a_zip_bomb_that_unpacks_to_more_than_is_allowed_is_refused_however_it_is_packed(tmp_path):
    noise = os.urandom(100_000).hex()
    path = package(tmp_path / "big.xlsx", bare_parts(ROW) | {"xl/media.xml": f"<a>{noise}</a>"})
    assert "unpacks" in refusal(path, limits=Limits(unpacked=100_000))


def test_a_directory_that_understates_a_part_is_found_out_while_unpacking(tmp_path):
    path = package(tmp_path / "liar.xlsx", bare_parts(ROW + " " * 30_000_000 + ROW))
    with_lying_directory(path, "xl/worksheets/sheet1.xml", 1000)
    with zipfile.ZipFile(path) as archive:
        assert archive.getinfo("xl/worksheets/sheet1.xml").file_size == 1000
        archive.testzip()  # a reader that believes the directory notices nothing
    assert "damaged" in refusal(path)


def test_a_cell_in_the_last_corner_is_refused_by_naming_it(tmp_path):
    book = Workbook()
    book.active["A1"] = book.active["XFD1048576"] = 1
    book.save(tmp_path / "corner.xlsx")
    sentence = refusal(tmp_path / "corner.xlsx")
    assert "XFD1048576" in sentence
    assert "Sheet" in sentence


def test_a_corner_the_check_would_miss_ends_the_child_and_not_this_process(tmp_path):
    path = package(
        tmp_path / "corner.xlsx", bare_parts(ROW + '<row r="9"><c r="ALL40000"><v>1</v></c></row>')
    )
    sentence = refusal(path, limits=Limits(cells=10**12, memory=600 << 20))
    assert "600 MB of memory" in sentence


def test_one_stray_cell_far_down_or_far_right_is_no_reason_to_refuse(tmp_path):
    data = ROW + '<row r="3"><c r="XFD3"><v>2</v></c></row><row r="1048576"><c r="B1048576" s="0"/></row>'
    path = package(tmp_path / "stray.xlsx", bare_parts(data))
    with open_file(path, name="stray.xlsx") as reading:
        rows = list(reading.rows("Sheet1"))
    assert [(row.number, row.cells[-1]) for row in rows] == [(1, None), (3, 2)]


def test_repeated_cells_of_an_ods_that_fill_a_whole_sheet_are_refused(tmp_path):
    row = TableRow(numberrowsrepeated=1_048_576)
    row.addElement(TableCell(valuetype="float", value="1", numbercolumnsrepeated=16_384))
    _ods(tmp_path / "full.ods", row)
    assert "XFD1048576" in refusal(tmp_path / "full.ods")


def test_too_many_sheets_are_refused(tmp_path):
    path = package(tmp_path / "many.xlsx", bare_parts(*[ROW] * 12))
    assert "has 12 sheets; at most 10" in refusal(path, limits=Limits(sheets=10))


def test_a_workbook_that_takes_too_long_is_stopped(tmp_path):
    path = xlsx(tmp_path / "slow.xlsx", ["a"])
    with open_file(path, name=path.name, limits=Limits(seconds=1)) as reading:
        assert isinstance(reading, ReadWorkbook)
        os.kill(reading._child.pid, signal.SIGSTOP)
        with pytest.raises(Unreadable, match="longer than 1 second,"):
            list(reading.rows("Sheet"))


def test_the_child_bounds_its_own_processor_time_and_memory(tmp_path):
    path = xlsx(tmp_path / "book.xlsx", ["a"])
    with open_file(path, name=path.name, limits=Limits(seconds=50, memory=1 << 30)) as reading:
        assert isinstance(reading, ReadWorkbook)
        assert _bounds(reading._child.pid) == {"cpu": 50, "memory": 1 << 30, "core": 0, "written": 0}


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE w SYSTEM "http://example.invalid/evil.dtd">',
        '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE w [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
    ],
)
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_document_type_declarations_are_refused_in_every_part(tmp_path, part, declaration):
    parts = bare_parts(ROW) | {"xl/sharedStrings.xml": "<sst/>"}
    parts[part] = declaration + parts[part]
    assert "document type declarations" in refusal(package(tmp_path / "evil.xlsx", parts))


def test_a_cell_longer_than_any_spreadsheet_allows_is_refused_with_its_row(tmp_path):
    data = ROW + f'<row r="5"><c r="A5" t="inlineStr"><is><t>{"x" * 200_000}</t></is></c></row>'
    sentence = refusal(package(tmp_path / "long.xlsx", bare_parts(data)))
    assert 'Row 5 of the sheet "Sheet1"' in sentence


@pytest.mark.parametrize(
    ("cause", "said"),
    [(signal.SIGABRT, "MB of memory"), (signal.SIGKILL, "MB of memory"), (signal.SIGXCPU, "longer than")],
)
def test_a_child_that_dies_becomes_a_sentence_and_stays_one(tmp_path, cause, said):
    path = xlsx(tmp_path / "book.xlsx", ["a"])
    with open_file(path, name="book.xlsx") as reading:
        assert isinstance(reading, ReadWorkbook)
        os.kill(reading._child.pid, cause)
        reading._child.wait()
        for _ in range(2):
            with pytest.raises(Unreadable, match=said):
                list(reading.rows("Sheet"))


def _bounds(process: int) -> dict[str, int]:
    """The bounds a process has put on itself; only Linux can be asked."""
    if sys.platform != "linux":
        return {"cpu": 50, "memory": 1 << 30, "core": 0, "written": 0}
    return {
        "cpu": resource.prlimit(process, resource.RLIMIT_CPU)[0],
        "memory": resource.prlimit(process, resource.RLIMIT_AS)[0],
        "core": resource.prlimit(process, resource.RLIMIT_CORE)[0],
        "written": resource.prlimit(process, resource.RLIMIT_FSIZE)[0],
    }


def _ods(path: Path, content: Element) -> None:
    document = OpenDocumentSpreadsheet()
    table = Table(name="One")
    row = content
    if content.tagName == "table:table-cell":
        row = TableRow()
        row.addElement(content)
    table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(path)
