"""Three-way merging of one record: what was exported, what is here now, and what the sheet says.

A cell that the sheet left as it was exported never writes over what is newer here. A cell that was changed in
both places is a conflict, and what is here stays unless somebody chose the sheet's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import Enum
from typing import Any, Final


class Fate(Enum):
    """What a cell comes to."""

    SAME = "same"  # the sheet says what is here
    NEWER = "newer"  # only here was it changed, and it stays
    CHANGED = "changed"  # only the sheet changed it, and it is taken
    CONFLICT = "conflict"  # both did, or nobody can tell


UNKNOWN: Final = object()
"""What was exported, where that cannot be told any more."""


def fate(exported: Any, here: Any, said: Any) -> Fate:
    """What a cell comes to, given what it was, what the record has now and what the sheet says."""
    if said == here:
        return Fate.SAME
    if exported is UNKNOWN:
        return Fate.CONFLICT
    if said == exported:
        return Fate.NEWER
    return Fate.CHANGED if here == exported else Fate.CONFLICT


def fates(
    exported: Mapping[str, Any] | None, here: Mapping[str, Any], said: Mapping[str, Any]
) -> dict[str, Fate]:
    """What each cell of a row comes to; ``exported`` is None where it cannot be told."""
    return {
        name: fate(UNKNOWN if exported is None else exported[name], here[name], value)
        for name, value in said.items()
    }


def taken(fates: Mapping[str, Fate], chosen: Collection[str] = ()) -> set[str]:
    """The cells that are written: those only the sheet changed, and the conflicts in which it was ``chosen``."""
    return {
        name
        for name, each in fates.items()
        if each is Fate.CHANGED or (each is Fate.CONFLICT and name in chosen)
    }
