"""Whether two rows say the same: of a record, of what must be agreed about it, or but for their spelling."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from sightline.imports.layouts import Table

NOTHING_SAID = b""

Problem = tuple[str, str, str]
"""The name of a field, what it says, and what is wrong with it."""


def exactly(table: Table, values: tuple[Any, ...]) -> bytes:
    """What a draft says, in sixteen bytes; of some tables only what is decisive."""
    if table.decisive:
        values = tuple(values[place] for place in table.decisive_places)
    return hashlib.blake2b(repr(values).encode(), digest_size=16).digest()


def loosely(values: tuple[Any, ...]) -> bytes:
    """As ``exactly``, for telling a row pasted twice: capitals and spacing are no difference."""
    return hashlib.blake2b(" ".join(repr(values).casefold().split()).encode(), digest_size=16).digest()


def agreed(table: Table, values: tuple[Any, ...]) -> bytes:
    """What rows of one file may not say differently of one record."""
    return repr([values[place] for place in table.agreed_places]).encode() if table.agreed else NOTHING_SAID


def clash(table: Table, values: tuple[Any, ...], earlier: str, *, alone: bool) -> Problem:
    where = ", row ".join(earlier.rsplit("!", 1))
    if alone:
        return "", "", f"speaks of the same record as {where}, but says something else of it"
    field, value = table.agreed[0], values[table.agreed_places[0]]
    told = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
    return field, told, f"is not what {where} says of the same {table.model._meta.verbose_name}"
