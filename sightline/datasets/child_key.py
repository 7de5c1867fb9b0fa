"""The key under which a child is known in figures, and a record in decisions.

It lies in a file of its own, so that nobody who has the database alone, or what was linked alone, can turn a key back
into a child. The database keeps a mark of it, by which one sees that the file is missing or was changed.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from django.conf import settings

NAME = "child-key"
LENGTH = 32


class KeyMissing(Exception):
    """There is no key, or none that could be one; its text is a sentence."""


def place() -> Path:
    """Where the key lies."""
    return Path(settings.HOME) / NAME


def read() -> bytes:
    """The key. Raises KeyMissing."""
    try:
        key = bytes.fromhex(place().read_text("ascii").strip())
    except FileNotFoundError:
        raise KeyMissing(f"There is no file {NAME} in {settings.HOME}.") from None
    except (OSError, ValueError):
        raise KeyMissing(f"The file {NAME} in {settings.HOME} cannot be read as a key.") from None
    if len(key) != LENGTH:
        raise KeyMissing(f"The file {NAME} in {settings.HOME} is not as long as a key is.")
    return key


def make() -> bytes:
    """The key, made if there is none: whole or not at all, whatever else makes one at this moment."""
    kept = place()
    if not kept.exists():
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = kept.with_name(f"{NAME}.{os.getpid()}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(LENGTH))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(new, kept)
        except FileExistsError:
            pass
        finally:
            new.unlink()
    return read()


def mark(key: bytes) -> str:
    """What the database keeps of a key: it tells two keys apart and nothing about either."""
    return hmac.new(key, b"sightline: mark of this key", hashlib.sha256).hexdigest()


def handle(key: bytes, source: str, record_id: str) -> str:
    """What a record is called outside its file: a keyed hash of where it is from and its number there."""
    said = f"sightline: record\0{source}\0{record_id}".encode()
    return hmac.new(key, said, hashlib.sha256).hexdigest()
