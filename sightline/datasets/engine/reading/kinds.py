"""What sort of file a file is, told by how it begins rather than by what it is called."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from .model import Unreadable


class FileKind(StrEnum):
    TEXT = "text"
    WORKBOOK = "workbook"
    PARQUET = "parquet"
    XML = "xml"


_BEGINNINGS = {
    b"PAR1": FileKind.PARQUET,
    b"PK\x03\x04": FileKind.WORKBOOK,  # xlsx, xlsb and ods are zip packages
    b"\xd0\xcf\x11\xe0": FileKind.WORKBOOK,  # xls is a compound document
}
_OTHERS = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed file: unpack it first",
    b"PK\x05\x06": "an empty package",
    b"Rar!": "a compressed file: unpack it first",
    b"7z\xbc\xaf": "a compressed file: unpack it first",
    b"{\\rtf": "a text document",
    b"SQLite format 3": "a database",
}
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def kind_of(path: Path) -> FileKind:
    """The kind of a file. Raises Unreadable for an empty file and for what is no kind that is delivered."""
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as problem:
        raise Unreadable(f"The file cannot be opened: {problem.strerror}.") from problem
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("The file is empty. Deliver it again once it holds its headings and rows.")
    for beginning, kind in _BEGINNINGS.items():
        if head.startswith(beginning):
            return kind
    for beginning, what in _OTHERS.items():
        if head.startswith(beginning):
            raise Unreadable(f"The file is {what}. Deliver a csv, a workbook or Parquet.")
    return FileKind.XML if _is_markup(head) else FileKind.TEXT


def _is_markup(head: bytes) -> bool:
    for mark in _MARKS:
        head = head.removeprefix(mark)
    begins = head.replace(b"\0", b"").lstrip().lower()
    if begins.startswith((b"<html", b"<!doctype html", b"<table")):
        raise Unreadable(
            "The file is a web page, whatever its name ends in. Save it as a csv or a workbook first."
        )
    return begins.startswith(b"<")
