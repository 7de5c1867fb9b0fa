"""How far a run of linkage is, in a small file beside its place, where whoever waits for it can see it."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass

from sightline.datasets import places
from sightline.datasets.models import Linkage

SECONDS = 0.5


@dataclass(frozen=True)
class Told:
    """What is being done, and which part of it all is done, 0 to 1."""

    what: str
    part: float


class Progress:
    """The progress of one run; nothing of it is kept once the run has ended."""

    def __init__(self, run: Linkage) -> None:
        self._path = places.linkage_folder(run).with_name(f"progress.{run.folder}")
        self._told = 0.0

    @property
    def begun(self) -> bool:
        return self._path.exists()

    def begin(self) -> None:
        self._write(Told("Reading the deliveries", 0.0))

    def tell(self, what: str, part: float) -> None:
        """Say how far it is, at most twice a second."""
        if time.monotonic() - self._told > SECONDS:
            self._write(Told(what, part))

    def end(self) -> None:
        self._path.unlink(missing_ok=True)

    def read(self) -> Told | None:
        """What was told last; None before anybody begins and after the end."""
        try:
            return Told(**json.loads(self._path.read_text()))
        except (OSError, ValueError, TypeError):
            return None

    def _write(self, told: Told) -> None:
        self._told = time.monotonic()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_name(f"{self._path.name}.new")
        beside.write_text(json.dumps({"what": told.what, "part": told.part}))
        os.replace(beside, self._path)
