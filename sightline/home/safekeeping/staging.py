"""Files and database change places together, or not at all.

A restore gathers everything in a folder of its own, beside what is there. Then the database is replaced in one
transaction, which carries a token in the audit trail; then the files are. Whoever comes after a kill looks for the
token: with it the files are put in their place, without it what was gathered is thrown away.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from sightline.audit.models import Event
from sightline.foundation.commands import tell
from sightline.home.safekeeping import manifest
from sightline.home.safekeeping.refusals import NotPossible

RESTORED = "restored from a backup"


def folder() -> Path:
    return settings.HOME / "restoring"


def files() -> Path:
    return folder() / "files"


def _token() -> Path:
    return folder() / "token"


def key(name: str) -> Path:
    """Where a key of the backup waits, to take the place of that of the home."""
    return folder() / name


def begin(token: str) -> None:
    """Make the folder in which a restore gathers what it brings."""
    folder().mkdir(mode=0o700)
    _token().write_text(token)
    files().mkdir(mode=0o700)


@contextmanager
def alone() -> Iterator[None]:
    """Nobody else restores meanwhile. Raises NotPossible when somebody does."""
    settings.HOME.mkdir(parents=True, exist_ok=True)
    with (settings.HOME / "restoring.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotPossible(
                "A restore into this installation is going on. Wait until it has ended."
            ) from None
        yield


def settle() -> None:
    """Finish, or undo, what a restore that was killed left behind. Raises NotPossible while one is going on."""
    if not folder().exists():
        return
    with alone():
        if not folder().exists():
            return
        if not files().exists():
            shutil.rmtree(folder())
        elif _is_in_the_database():
            put_in_place()
            tell("A restore was interrupted after its records were in: its files are in place now too.")
        else:
            shutil.rmtree(folder())
            tell("A restore was interrupted before it changed anything; what it had gathered was removed.")


def _is_in_the_database() -> bool:
    if not _token().exists():
        return False
    try:
        return Event.objects.filter(verb=RESTORED, detail__contains=_token().read_text()).exists()
    except DatabaseError:
        return False


def put_in_place() -> None:
    """Let the gathered files take the place of those that were there; safe to begin again at any point."""
    kept, before = Path(settings.FILES), folder() / "files-before"
    for name in manifest.KEYS:
        if key(name).exists():
            os.replace(key(name), settings.HOME / name)
    if kept.exists():
        shutil.rmtree(before, ignore_errors=True)
        kept.rename(before)
    files().rename(kept)
    shutil.rmtree(folder())
