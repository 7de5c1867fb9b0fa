"""Whether two rows say the same: of a record, of what must be agreed about it, or but for their spelling."""

from __future__ import annotations

import hashlib
import struct
from datetime import date
from typing import Any

from sightline.govuk.values import sentence_list
from sightline.imports.layouts import Table

NOTHING_SAID = b""
_WIDTH = 8

Problem = tuple[str, str, str]
"""The name of a field, what it says, and what is wrong with it."""


def exactly(table: Table, values: tuple[Any, ...]) -> bytes:
    """What a draft says, in sixteen bytes; of some tables only what is decisive."""
    if table.decisive:
        values = tuple(values[place] for place in table.decisive_places)
    return hashlib.blake2b(repr(values).encode(), digest_size=16).digest()


def loosely(values: tuple[Any, ...]) -> bytes:
    """As ``exactly``, for telling a row pasted twice: capitals and spacing are no difference.

    Eight bytes a field, so that it can be said which of them differ. Only this process can compare them.
    """
    return struct.pack(f"{len(values)}q", *map(_loose, values))


def _loose(value: Any) -> int:
    return hash(" ".join(repr(value).casefold().split()))


_NOTHING = struct.pack("q", _loose(None))


def agreed(table: Table, values: tuple[Any, ...]) -> bytes:
    """What rows of one file may not say differently of one record."""
    return loosely(tuple(values[place] for place in table.agreed_places))


def is_open(table: Table, loose: bytes) -> bool:
    """Whether a row of a record that ends on a day says that it has not."""
    return _of(loose, table.fields.index(table.ends)) == _NOTHING


def are_of_the_same(table: Table, one: bytes, other: bytes) -> bool:
    """Whether two rows agree in what makes a record the one it is."""
    return all(_of(one, place) == _of(other, place) for place in table.same_places)


def clash(
    table: Table, values: tuple[Any, ...], told: bytes, before: bytes, earlier: str, *, alone: bool
) -> Problem:
    """The problem of a row that says something else of a record than an ``earlier`` one, and in what.

    ``alone``: the record is all that the row speaks of.
    """
    names = table.fields if alone else table.agreed
    differing = [name for place, name in enumerate(names) if _of(told, place) != _of(before, place)]
    fields = [table.model._meta.get_field(name) for name in differing]
    shown = "" if fields[0].is_relation else _shown(values[table.fields.index(differing[0])])
    where = ", row ".join(earlier.rsplit("!", 1))
    if alone:
        told_apart = sentence_list(str(field.verbose_name) for field in fields)  # type: ignore[union-attr]
        return differing[0], shown, f"speaks of the same record as {where}, but differs in {told_apart}"
    return differing[0], shown, f"is not what {where} says of the same {table.model._meta.verbose_name}"


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def _of(loose: bytes, place: int) -> bytes:
    return loose[place * _WIDTH : (place + 1) * _WIDTH]


def another(table: Table, values: tuple[Any, ...], held: tuple[Any, ...]) -> bool:
    """Whether a row differs from the record of its key in everything that makes it the one it is."""
    return bool(table.same) and all(
        _loose(values[place]) != _loose(kept) for place, kept in zip(table.same_places, held, strict=True)
    )


def taken(table: Table, values: tuple[Any, ...], held: tuple[Any, ...]) -> Problem:
    """The problem of a row whose key is another record's: the first field is what it goes by."""
    said = sentence_list(f"“{_shown(value)[:60]}”" for value in held)
    noun = table.model._meta.verbose_name
    problem = f"is that of another {noun} already, of which {said} is said; give this one a number of its own"
    return table.fields[0], _shown(values[0]), problem
