"""Files that are there whole or not at all, whatever stops the machine, and files that are kept under their hash.

What is kept under its hash is kept once, and any change to it shows. A file that is arriving lies beside its place
until it is whole; the apps that keep files say where that is, and what may be kept.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

CHUNK = 1 << 20
ARRIVING = "arriving-"
"""How the name of a file begins that is on its way."""
LONGEST_NAME = 200
AN_HOUR = 3600.0


def written_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is on the disk, whole, when this returns; what fails leaves nothing behind.

    Folders are made where there are none. A file that was there is replaced in one step.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as beside:
        try:
            beside.write(content)
            beside.flush()
            os.fsync(beside.fileno())
            os.replace(beside.name, path)
        except BaseException:
            Path(beside.name).unlink(missing_ok=True)
            raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Have the name of a new file on the disk too, where the system can be asked for it."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@dataclass(frozen=True)
class Arrived:
    """A file that has come whole, beside the place where it will be kept: its hash, its size in bytes."""

    beside: Path
    final: Path
    sha256: str
    size: int

    @property
    def stored_as(self) -> str:
        """Where it is kept, relative to the files folder."""
        return relative(self.final)

    def keep(self) -> None:
        """Put it in its place, whole, so that a kill leaves either all of it or none."""
        os.replace(self.beside, self.final)
        _settle(self.final.parent)


@contextmanager
def arriving(chunks: Iterable[bytes], *, folder: Path, name: str) -> Iterator[Arrived]:
    """Write a file beside its place in ``folder``; it is gone afterwards unless it was kept. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, beside = tempfile.mkstemp(dir=folder, prefix=ARRIVING)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        ending = Path(name).suffix.lower()[:6]
        final = folder / f"{digest.hexdigest()}{ending if ending[1:].isalnum() else ''}"
        yield Arrived(Path(beside), final, digest.hexdigest(), size)
    finally:
        Path(beside).unlink(missing_ok=True)


def plain_name(name: str) -> str:
    """What a file is called, without its folders or anything that a database or a page could trip over."""
    last = name.replace("\\", "/").rpartition("/")[2].encode("utf-8", "replace").decode()
    shown = "".join(letter if letter.isprintable() else " " for letter in last).strip() or "file"
    stem, ending = os.path.splitext(shown)
    return f"{stem[:LONGEST_NAME]}{ending[:10]}"


def chunks_of(path: Path) -> Iterator[bytes]:
    """A file on disk, a piece at a time."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def relative(path: Path) -> str:
    """A place as it is stored: relative to the files folder."""
    return str(path.relative_to(settings.FILES))


def place_of(stored_as: str) -> Path:
    """Where a kept file is."""
    return Path(settings.FILES) / stored_as


def forget(stored_as: str) -> None:
    """Remove a kept file."""
    place_of(stored_as).unlink(missing_ok=True)


def forget_strays(folder: Path, known: Container[str]) -> None:
    """Remove what lies in a folder, is none of the ``known`` files, and has not been touched for an hour."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if relative(path) not in known and time.time() - path.stat().st_mtime > AN_HOUR:
            path.unlink(missing_ok=True)


def unchanged(path: Path, sha256: str) -> BinaryIO | None:
    """A kept file, opened at its beginning; None when it is not there or no longer what was kept."""
    try:
        file = path.open("rb")
    except OSError:
        return None
    if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
        file.close()
        return None
    file.seek(0)
    return file
