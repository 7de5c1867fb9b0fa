"""Looking into an OLE compound file, which may be an old workbook, an encrypted one, or something else."""

import struct
from pathlib import Path

from .unreadable import NOT_A_WORKBOOK, PROTECTED, Unreadable

_BEGINNING = b"\x09\x08"  # BIFF record BOF; its second field is 5 for the workbook's globals
_FILE_PASSWORD = 0x2F
_SECTOR = 64


def examine(path: Path) -> None:
    """Refuse what is not an xls that can be read. Raises Unreadable."""
    content = path.read_bytes()
    if not any(_has_stream(content, name) for name in ("Workbook", "Book")):
        encrypted = _has_stream(content, "EncryptedPackage") or _has_stream(content, "EncryptionInfo")
        raise Unreadable(PROTECTED if encrypted else NOT_A_WORKBOOK)
    if _has_password(content):
        raise Unreadable(PROTECTED)


def _has_stream(content: bytes, name: str) -> bool:
    # A directory entry keeps its name, in UTF-16 with a closing zero, at the start of 128 bytes.
    encoded = (name + "\0").encode("utf-16-le")
    at = content.find(encoded)
    while at >= 0 and at % 128:
        at = content.find(encoded, at + 1)
    return at >= 0


def _has_password(content: bytes) -> bool:
    at = content.find(_BEGINNING)
    while at >= 0:
        if at % _SECTOR == 0 and content[at + 6 : at + 8] == b"\x05\x00":
            # Only a write protection record may stand between the beginning and the password record.
            following = at
            for _ in range(3):
                kind, length = struct.unpack_from("<HH", content.ljust(following + 4, b"\0"), following)
                if kind == _FILE_PASSWORD:
                    return True
                following += 4 + length
        at = content.find(_BEGINNING, at + 1)
    return False
