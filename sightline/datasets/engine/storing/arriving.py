"""A folder that is there as a whole or not at all, whatever is killed when.

It is made beside its place under a name that begins with ``arriving-``, made durable and renamed once. The process that
makes it holds a lock on it; a folder that nobody holds is what a kill left behind.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

PREFIX = "arriving-"
WORK = "work"
"""Below an arriving folder: copies and spilled tables, gone before it takes its place."""


class AlreadyThere(Exception):
    """The folder has its place already, and what has its place never changes."""


@contextmanager
def arriving(place: Path) -> Iterator[Path]:
    """A folder to fill that becomes ``place`` at the end, or is removed at an error. Raises AlreadyThere."""
    if place.exists():
        raise AlreadyThere(f"There is a folder {place.name} already.")
    place.parent.mkdir(parents=True, exist_ok=True)
    folder = place.with_name(f"{PREFIX}{place.name}-{uuid4().hex[:8]}")
    with _locked(place.parent, fcntl.LOCK_SH):  # so that no sweep comes between making it and holding it
        folder.mkdir()
        held = os.open(folder, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_EX)
    try:
        (folder / WORK).mkdir()
        yield folder
        shutil.rmtree(folder / WORK)
        _make_durable(folder)
        os.rename(folder, place)
        _sync(place.parent)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        os.close(held)


def sweep(parent: Path) -> int:
    """Remove what kills left in a folder of folders, and nothing that is still being made; how many there were."""
    if not parent.is_dir():
        return 0
    removed = 0
    with _locked(parent, fcntl.LOCK_EX):
        for folder in parent.glob(f"{PREFIX}*"):
            if _is_left(folder):
                shutil.rmtree(folder, ignore_errors=True)
                removed += 1
    return removed


def _is_left(folder: Path) -> bool:
    """Whether nobody holds a folder. One that has just taken its place is not there under this name any more."""
    try:
        with _locked(folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
            return folder.is_dir()
    except OSError:
        return False


@contextmanager
def _locked(folder: Path, how: int) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, how)
        yield
    finally:
        os.close(handle)


def _make_durable(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
