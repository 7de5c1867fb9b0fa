"""Deciding what a file is from what it holds, because the ending of a name is only a claim."""

from enum import Enum
from pathlib import Path, PurePosixPath

from .unreadable import EMPTY, EXCEL_TO_XLSX, Unreadable, disguised, wrong_ending


class Kind(Enum):
    """The three ways a file is taken apart."""

    TEXT = "text"
    PACKAGE = "package"  # xlsx, xlsm, ods: a zip archive of XML
    COMPOUND = "compound"  # xls, and encrypted xlsx: an OLE compound file


TEXT_ENDINGS = frozenset({".csv", ".tsv", ".txt", ".tab"})
WORKBOOK_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

_ASK_FOR_THE_SHEET = "import the spreadsheet that it was made from, as .xlsx, .xls, .ods or .csv"
_FOREIGN = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
)
_OLD_EXCEL = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
_WEB_PAGE = ("<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<style", "<div")


def identify(path: Path, name: str) -> Kind:
    """What the file at ``path`` holds; ``name`` is what its sender called it.

    Raises Unreadable when it is empty, of a kind that is not a spreadsheet, or so at odds with its
    name that the sender should know.
    """
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if ending and ending not in TEXT_ENDINGS | WORKBOOK_ENDINGS:
        raise wrong_ending(ending)
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise Unreadable(EMPTY)
    kind = _kind(head, ending)
    if kind is Kind.TEXT and ending in WORKBOOK_ENDINGS:
        raise disguised(ending, "plain text, not a workbook", f"rename it to end in .csv, or {EXCEL_TO_XLSX}")
    if kind is not Kind.TEXT and ending in TEXT_ENDINGS:
        raise disguised(
            ending,
            "a workbook or an archive, not text",
            "if it is a workbook, name it .xlsx or .xls",
        )
    return kind


def _kind(head: bytes, ending: str) -> Kind:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.PACKAGE
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.COMPOUND
    for magic, what in _FOREIGN:
        if head.startswith(magic):
            raise disguised(ending, what, _ASK_FOR_THE_SHEET)
    if head.startswith(_OLD_EXCEL):
        raise disguised(ending, "a workbook from before Excel 97", EXCEL_TO_XLSX)
    start = _as_text(head).lstrip("\ufeff \t\r\n").lower()
    if start.startswith(_WEB_PAGE) or (start.startswith("<?xml") and "<html" in start):
        raise disguised(ending, "a web page, not a workbook", EXCEL_TO_XLSX)
    if start.startswith("mime-version:"):
        raise disguised(ending, "a saved web page, not a workbook", EXCEL_TO_XLSX)
    if start.startswith("<?xml"):
        raise disguised(ending, "an XML file, not a workbook", EXCEL_TO_XLSX)
    return Kind.TEXT


def _as_text(head: bytes) -> str:
    encoding = "utf-16" if head.startswith(BYTE_ORDER_MARKS[1:]) else "utf-8"
    return head.decode(encoding, errors="replace")
