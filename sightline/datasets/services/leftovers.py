"""What a process that was killed leaves behind of deliveries, and when it is removed.

The rule: a folder that is arriving belongs to whoever holds its lock, and to nobody once that process has ended. A
folder in its place that no delivery owns, and a file that no delivery waits for, belong to nobody an hour after they
were last written to. The next delivery of the partnership removes them; ``sightline doctor`` tells of them.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from sightline.datasets import places, queries
from sightline.datasets.engine.storing import sweep
from sightline.foundation.files import AN_HOUR, ARRIVING, relative
from sightline.partnership.models import Partnership
from sightline.partnership.services.turns import wait_for_turn


def clear(partnership: Partnership) -> int:
    """Remove what belongs to nobody; how many files and folders."""
    swept = sweep(places.deliveries(partnership))
    with transaction.atomic():
        wait_for_turn(partnership)
        strays = list(strays_of(partnership))
        for path in strays:
            remove(path)
    return swept + len(strays)


def strays_of(partnership: Partnership) -> Iterator[Path]:
    """The folders and files of a partnership's deliveries that belong to nobody and rest for an hour."""
    owned = queries.folders(partnership)
    for path in _in(places.deliveries(partnership)):
        if not path.name.startswith(ARRIVING) and path.name not in owned and _rests(path):
            yield path
    waiting = list(queries.being_checked(partnership))
    arrived = {one.arrived_as for one in waiting}
    told = {places.progress_of(one).name for one in waiting}
    for path in _in(places.incoming(partnership)):
        if relative(path) not in arrived and path.name not in told and _rests(path):
            yield path


def remove(path: Path) -> None:
    """Remove a file or a folder with all that is in it, if it is there."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _rests(path: Path) -> bool:
    """Whether nothing of it was written within the last hour."""
    try:
        written = max(one.stat().st_mtime for one in (path, *path.rglob("*")))
    except FileNotFoundError:  # somebody is at it
        return False
    return time.time() - written > AN_HOUR
