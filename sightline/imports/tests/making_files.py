"""Files of every kind, good and hostile, made on the spot for the tests of reading."""

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

from openpyxl import Workbook

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{}</sheetData></worksheet>"
)
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
ROOT_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="xl/workbook.xml"/></Relationships>'
)


def xlsx(path: Path, *rows: list[Any], title: str = "Sheet") -> Path:
    """A workbook of one sheet, written by openpyxl."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def bare_parts(*sheet_data: str) -> dict[str, str]:
    """The parts of the smallest workbook, one sheet for each piece of ``sheetData``."""
    numbers = range(1, len(sheet_data) + 1)
    sheets = "".join(f'<sheet name="Sheet{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    relations = "".join(
        f'<Relationship Id="r{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
        f' Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": ROOT_RELATIONS,
        "xl/workbook.xml": (
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            f"<sheets>{sheets}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{relations}</Relationships>"
        ),
        **{
            f"xl/worksheets/sheet{n}.xml": SHEET.format(data)
            for n, data in zip(numbers, sheet_data, strict=True)
        },
    }


def package(path: Path, parts: dict[str, str] | dict[str, bytes]) -> Path:
    """A zip archive of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def with_lying_directory(path: Path, part: str, declared: int) -> Path:
    """Make a zip's directory claim that ``part`` has ``declared`` bytes, and a checksum that fits them."""
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(part)
        checksum = zlib.crc32(archive.read(part)[:declared])
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    while content[entry + 46 : entry + 46 + len(part)] != part.encode():
        entry = content.index(b"PK\x01\x02", entry + 4)
    for header, at in ((entry, 16), (info.header_offset, 14)):
        struct.pack_into("<I", content, header + at, checksum)
        struct.pack_into("<I", content, header + at + 8, declared)
    path.write_bytes(content)
    return path


def compound(path: Path, *streams: str) -> Path:
    """An OLE compound file with nothing in it but a directory of these streams."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    directory = b""
    for name in ("Root Entry", *streams):
        encoded = (name + "\0").encode("utf-16-le")
        directory += encoded.ljust(64, b"\0") + struct.pack("<H", len(encoded)) + bytes(62)
    path.write_bytes(header + directory.ljust(1024, b"\0"))
    return path


def xls(rows: list[list[Any]], sheet: str = "Sheet") -> bytes:
    """An Excel 97 workbook, written by xlwt."""
    import xlwt

    book = xlwt.Workbook()
    page = book.add_sheet(sheet)
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            if value is not None:
                style = (
                    xlwt.easyxf(num_format_str="dd/mm/yyyy")
                    if hasattr(value, "year")
                    else xlwt.Style.default_style
                )
                page.write(down, across, value, style)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_file_password(content: bytes) -> bytes:
    """An xls whose first record after the beginning says that what follows is encrypted."""
    at = content.index(b"\x09\x08\x10\x00") + 20
    return content[:at] + struct.pack("<H", 0x2F) + content[at + 2 :]
