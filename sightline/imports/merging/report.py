"""What a merge tells whoever decides about it, cell by cell, and the names of its conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils.timezone import localtime

from sightline.audit.chain import canonical
from sightline.foundation.dates import spell_out

AT_HAND = 1000
TAKE, KEEP = "sheet", "here"


def conflict_id(record: int, name: str, here: Any, said: Any) -> str:
    """What a conflict is known by: a choice made of it is of no other, should either value change again."""
    return sha256(canonical([record, name, here, said]).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Told:
    """One cell: ``here`` is what Sightline has, ``said`` what the sheet says. ``who`` changed it here since, and when.

    ``id`` is that of a conflict, ``choice`` what was chosen of it, ``why`` the reason where it is not taken.
    """

    label: str
    place: str
    title: str
    here: str
    said: str
    id: str = ""
    choice: str = ""
    who: str = ""
    at: str = ""
    why: str = ""


@dataclass
class Report:
    """All cells of a merge, the first thousand of each sort by themselves.

    ``newer`` counts cells that only Sightline changed, which stay; ``unproven`` the rows of which nobody can tell
    what was exported; ``missing`` the exported rows that are not in the file, None where that is not known.
    """

    differences: list[Told] = field(default_factory=list)
    difference_count: int = 0
    conflicts: list[Told] = field(default_factory=list)
    conflict_count: int = 0
    undecided: int = 0
    refused: list[Told] = field(default_factory=list)
    refused_count: int = 0
    newer: int = 0
    unproven: int = 0
    missing: int | None = None
    exported: str = ""
    shows: str = ""

    def differ(self, told: Told) -> None:
        self.difference_count += 1
        if len(self.differences) < AT_HAND:
            self.differences.append(told)

    def clash(self, told: Told) -> None:
        self.conflict_count += 1
        self.undecided += not told.choice
        if len(self.conflicts) < AT_HAND:
            self.conflicts.append(told)

    def refuse(self, told: Told) -> None:
        self.refused_count += 1
        if len(self.refused) < AT_HAND:
            self.refused.append(told)

    def stored(self) -> dict[str, Any]:
        return asdict(self)


def since(cell: Mapping[str, str]) -> str:
    """Who changed a cell here after it was exported, and when; nothing where that is not known."""
    if not cell["who"]:
        return ""
    day = localtime(datetime.fromisoformat(cell["at"])).date()
    return f"{cell['who']} changed it here on {spell_out(day)}."


def without_values(stored: dict[str, Any] | None) -> dict[str, Any] | None:
    """A report as it is kept after the commit: what the values were is for the history, where they are sealed."""
    if stored is None:
        return None
    cells = {
        name: [{**cell, "here": "", "said": "", "who": "", "at": ""} for cell in stored[name]]
        for name in ("conflicts", "refused")
    }
    return {**stored, **cells, "differences": []}
