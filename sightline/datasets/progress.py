"""How far the checks of a delivery are, in a small file: what a transaction writes cannot be seen from outside it."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

STALE = 60.0
"""Seconds without a word, after which the work is taken to have stopped."""
OFTEN = 0.3
"""Seconds between two words that are written down."""


@dataclass(frozen=True)
class Told:
    """``what`` is being done, ``share`` of it from 0 to 1, ``at`` what time (seconds since 1970)."""

    what: str
    share: float
    at: float

    @property
    def stopped(self) -> bool:
        """Whether nothing was heard for so long that somebody should start again."""
        return time.time() - self.at > STALE


class Progress:
    """Says how far the work is."""

    def __init__(self, path: Path) -> None:
        self._path, self._told = path, 0.0

    def begin(self) -> None:
        """Say that work begins now, so that nobody takes the end of earlier work for a stop."""
        self._write("Reading the file", 0.0)

    def tell(self, what: str, share: float) -> None:
        """Say what is being done and how much of all is done, at most a few times a second."""
        if time.monotonic() - self._told > OFTEN:
            self._write(what, share)

    def _write(self, what: str, share: float) -> None:
        self._told = time.monotonic()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_name(f"{self._path.name}.new")
        beside.write_text(json.dumps({"what": what, "share": share, "at": time.time()}))
        os.replace(beside, self._path)


def told(path: Path, since: float) -> Told:
    """How far the work is; where nothing was said yet, that it waits ``since`` a time in seconds."""
    try:
        said = json.loads(path.read_text())
        return Told(str(said["what"]), min(max(float(said["share"]), 0.0), 1.0), float(said["at"]))
    except (OSError, ValueError, KeyError):
        return Told("Waiting for its turn", 0.0, since)
