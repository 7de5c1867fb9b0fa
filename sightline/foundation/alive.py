"""Telling work that is being done from work whose process was killed.

Whoever works holds a lock on a file of their name for as long as they live; the system lets go of it however
the process ends.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def alive(name: str) -> Iterator[None]:
    """Be known to work under this name until the end of the block, or of the process."""
    lock = _lock_of(name)
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)


def is_alive(name: str) -> bool:
    """Whether whoever works under this name still does."""
    try:
        with _lock_of(name).open() as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    _lock_of(name).unlink(missing_ok=True)
    return False


def _lock_of(name: str) -> Path:
    return settings.HOME / "workers" / f"{name}.lock"
