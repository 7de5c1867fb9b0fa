"""Which files may be kept: the kinds people hand in as evidence and as papers, told by their ending and their first
bytes alike.

A file of another kind could run when somebody opens it, or be read by nobody in ten years. Nothing here unpacks or
interprets a file: it looks for the marks that every file of a kind carries.
"""

from __future__ import annotations

import mmap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sightline.foundation.numbers import half_up, thousands

KILO, MEGA = 1000, 1000_000
HEAD = 8192  # bytes that are looked at for the marks of most kinds
ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TWO_BYTES = (b"\xff\xfe", b"\xfe\xff")  # how text in two bytes a letter begins, as Excel saves "Unicode text"
IN_NO_TEXT = frozenset(range(32)) - frozenset(b"\t\n\f\r\x1b")
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
SAVE_AS = {
    "doc": "docx",
    "docm": "docx",
    "dot": "docx",
    "rtf": "docx",
    "xls": "xlsx",
    "xlsm": "xlsx",
    "xlsb": "xlsx",
    "ppt": "pptx",
    "pptm": "pptx",
    "pps": "pptx",
    "msg": "pdf",
    "eml": "pdf",
    "html": "pdf",
    "htm": "pdf",
    "tif": "png",
    "tiff": "png",
    "bmp": "png",
    "gif": "png",
    "heic": "jpg",
    "webp": "jpg",
}
"""Endings that people try, and what such a file can be saved as."""


@dataclass(frozen=True)
class Kind:
    """A kind of file: how people call it, how a browser does, and whether content carries its marks."""

    called: str
    content_type: str
    carries: Callable[[Any], bool]


def _begins(mark: bytes) -> Callable[[Any], bool]:
    return lambda content: content[: len(mark)] == mark


def _office(part: bytes) -> Callable[[Any], bool]:
    """A package of Office: its directory names the part that makes it a document, a workbook or slides."""
    return lambda content: (
        content[:4] == ZIP and content.find(b"[Content_Types].xml") > 0 and content.find(part) > 0
    )


def _open_document(what: bytes) -> Callable[[Any], bool]:
    """A package of OpenDocument, which says at its beginning what it is."""
    return lambda content: content[:4] == ZIP and OPEN_DOCUMENT + what in content[:256]


def _is_text(content: Any) -> bool:
    head = content[:HEAD]
    return head[:2] in TWO_BYTES or IN_NO_TEXT.isdisjoint(head)


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_JPEG = Kind("a JPEG picture", "image/jpeg", _begins(b"\xff\xd8\xff"))
KINDS = {
    "pdf": Kind("a PDF", "application/pdf", lambda content: b"%PDF-" in content[:1024]),
    "docx": Kind("a Word document", f"{_OFFICE}wordprocessingml.document", _office(b"word/document")),
    "xlsx": Kind("an Excel workbook", f"{_OFFICE}spreadsheetml.sheet", _office(b"xl/workbook")),
    "pptx": Kind(
        "a PowerPoint presentation", f"{_OFFICE}presentationml.presentation", _office(b"ppt/presentation")
    ),
    "odt": Kind("an OpenDocument text", f"{_OPEN}text", _open_document(b"text")),
    "ods": Kind("an OpenDocument spreadsheet", f"{_OPEN}spreadsheet", _open_document(b"spreadsheet")),
    "csv": Kind("a csv file", "text/csv", _is_text),
    "txt": Kind("a text file", "text/plain", _is_text),
    "png": Kind("a PNG picture", "image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    "jpg": _JPEG,
    "jpeg": _JPEG,
}
ALLOWED = "PDF, docx, xlsx, pptx, odt, ods, csv, txt, png or jpg"


def ending_of(name: str) -> str:
    """The ending of a name in small letters, without its dot; "" without one."""
    return Path(name).suffix[1:].lower()


def content_type_of(name: str) -> str:
    """What a browser is told that a kept file is."""
    kind = KINDS.get(ending_of(name))
    return kind.content_type if kind else "application/octet-stream"


def refused_by_name(name: str) -> str:
    """Why no file of this name is kept; "" when its kind is one that is."""
    ending = ending_of(name)
    if ending in KINDS:
        return ""
    if ending in SAVE_AS:
        return f"Files that end in .{ending} cannot be kept here. Save it as {SAVE_AS[ending]} and choose that file."
    which = f"end in .{ending}" if ending else "have no ending in their name"
    return f"Files that {which} cannot be kept here. Choose one of these kinds: {ALLOWED}."


def refused_by_content(name: str, path: Path) -> str:
    """Why the file at ``path``, which is not empty, is not what its name says; "" when it carries the marks of it."""
    ending = ending_of(name)
    kind = KINDS[ending]
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if kind.carries(content):
            return ""
        protected = content[: len(COMPOUND)] == COMPOUND
    if protected and ending in ("docx", "xlsx", "pptx"):
        return "The file is protected by a password, or of an old kind. Save it without a password and choose it again."
    return (
        f"The name of the file ends in .{ending}, but it is not {kind.called} inside. Open it in the program it "
        "comes from, save it again and choose that file."
    )


def in_words(size: int) -> str:
    """How large a file is: 812 bytes, 34 kB, 2.1 MB."""
    if size < KILO:
        return f"{size} bytes"
    if size < MEGA:
        return f"{half_up(size / KILO)} kB"
    return f"{thousands(half_up(size / MEGA, 1), 1)} MB"
