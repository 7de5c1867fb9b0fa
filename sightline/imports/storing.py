"""Keeping original files: under their hash, so that one file is kept once and any change to it shows."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from sightline.imports.faults import Faults

CHUNK = 1 << 20
ARRIVING = "arriving-"
PROGRESS, REFUSED = "progress.json", "rows-not-imported.xlsx"


LONGEST_NAME = 200


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


@contextmanager
def arriving(chunks: Iterable[bytes], *, partnership_id: int, name: str) -> Iterator[Arrived]:
    """Write a file beside its place; it is gone afterwards unless it was kept. Raises OSError."""
    folder = folder_of(partnership_id)
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


def relative(path: Path) -> str:
    """A place as it is stored: relative to the files folder."""
    return str(path.relative_to(settings.FILES))


def folder_of(partnership_id: int) -> Path:
    """Where the originals of a partnership are kept."""
    return Path(settings.FILES) / "imports" / str(partnership_id)


def plain_name(name: str) -> str:
    """What a file is called, without its folders or anything that a database or a page could trip over."""
    last = name.replace("\\", "/").rpartition("/")[2].encode("utf-8", "replace").decode()
    shown = "".join(letter if letter.isprintable() else " " for letter in last).strip() or "file"
    stem, ending = os.path.splitext(shown)
    return f"{stem[:LONGEST_NAME]}{ending[:10]}"


def chunks_of(path: Path) -> Iterable[bytes]:
    """A file on disk, a piece at a time."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def place_of(stored_as: str) -> Path:
    """Where a kept file is."""
    return Path(settings.FILES) / stored_as


def forget(stored_as: str) -> None:
    """Remove a kept file."""
    place_of(stored_as).unlink(missing_ok=True)


def folder_for(import_id: int) -> Path:
    """Where what belongs to one import is kept, once there is any: its refused rows and its progress."""
    return Path(settings.FILES) / "imports" / "outcomes" / str(import_id)


def keep_refused(import_id: int, faults: Faults) -> None:
    """Keep the rows that the last run refused, in a workbook; none where it refused none."""
    folder = folder_for(import_id)
    if faults.count:
        folder.mkdir(parents=True, exist_ok=True)
        faults.to_workbook(folder / REFUSED)
    else:
        (folder / REFUSED).unlink(missing_ok=True)


def forget_folder(import_id: int) -> None:
    shutil.rmtree(folder_for(import_id), ignore_errors=True)
