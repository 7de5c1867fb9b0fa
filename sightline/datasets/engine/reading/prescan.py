"""One look through a text file before anything is made of it: its encoding, and whether its lines are plain ones."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from .model import Unreadable

_CHUNK = 1 << 21
_BINARY = 0.02  # the share of control characters from which a file is no text


@dataclass(frozen=True, kw_only=True)
class Text:
    """``encoding`` is Python's name. ``plain`` is true when every line break is one of a kind and no line is blank, so
    that DuckDB counts the same rows as people do; ``nul`` when there are NUL characters to leave out."""

    encoding: str
    plain: bool
    nul: bool


def look_through(path: Path) -> Text:
    """Read the whole file once, in little memory. Raises Unreadable when it is not text."""
    with path.open("rb") as file:
        head = file.read(1 << 16)
    encoding = _of_mark(head) or _wide(head)
    if encoding.startswith("utf-16"):
        return Text(encoding=encoding, plain=False, nul=True)
    _is_text(head)
    decoder = codecs.getincrementaldecoder("utf-8")()
    utf8, odd, nul, tail = True, False, False, b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if utf8 and (decoder.getstate()[0] or not chunk.isascii()):
                utf8 = _decodes(decoder, chunk)
            nul = nul or b"\0" in chunk
            odd = odd or _odd(tail + chunk[:4]) or _odd(chunk)
            tail = chunk[-4:]
    utf8 = utf8 and _decodes(decoder, b"", final=True)
    return Text(encoding="utf-8-sig" if utf8 else "cp1252", plain=not odd, nul=nul)


def _odd(chunk: bytes) -> bool:
    """Whether there is a blank line, or a carriage return that ends a line alone."""
    if b"\n\n" in chunk:
        return True
    if b"\r" not in chunk:
        return False
    whole = chunk[:-1] if chunk.endswith(b"\r") else chunk
    return b"\n\r\n" in chunk or whole.count(b"\r") != whole.count(b"\r\n")


def _of_mark(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return ""


def _wide(head: bytes) -> str:
    """UTF-16 without its mark: in Latin text every second byte is then zero."""
    pairs = len(head) // 2
    if pairs >= 2 and head[1::2].count(0) > 0.6 * pairs:
        return "utf-16-le"
    if pairs >= 2 and head[0::2].count(0) > 0.6 * pairs:
        return "utf-16-be"
    return "utf-8"


def _is_text(head: bytes) -> None:
    strange = sum(
        head.count(byte) for byte in range(1, 32) if byte not in b"\t\n\r\x0b\x0c\x1a\x1c\x1d\x1e\x1f"
    )
    if strange > _BINARY * len(head):
        raise Unreadable(
            "The file is not text, whatever its name ends in. Deliver a csv, a workbook or Parquet."
        )


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True
