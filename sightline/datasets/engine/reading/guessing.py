"""Columns whose headings nobody foresaw, told by what stands in them, where nothing else could be meant.

A field is guessed only in a table that is known by its other headings, and what was guessed is told to the sender.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from statistics import median_low

from ..contracts.model import Field, Kind, Role, Table
from ..contracts.spelling import AS_USUAL
from ..contracts.values import day_of, meaning

_LEAST = 3  # cells that say something
_MOST_OF = 0.9
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)
_UPN = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]", re.IGNORECASE)
_NHS = re.compile(r"\d{3}[ -]?\d{3}[ -]?\d{4}")
_NUMBERED = re.compile(r".*\b(id|ref|reference|no|number|num|row|record|key|identifier)\b.*", re.IGNORECASE)
_SHAPES = {Role.POSTCODE: _POSTCODE, Role.UPN: _UPN}


def guess(
    table: Table, headings: Sequence[str], at: dict[str, int], rows: Sequence[Sequence[str]]
) -> dict[str, int]:
    """The columns of fields that have none yet, as far as they can be told from the rows below the headings."""
    free = {
        place: cells
        for place in range(len(headings))
        if place not in at.values() and len(cells := _cells(rows, place)) >= _LEAST
    }
    missing = [field for field in table.fields if field.name not in at]
    found: dict[str, int] = {}
    for field in missing:
        fits = _fits(field, table)
        places = [place for place, cells in free.items() if fits(headings[place], cells)] if fits else []
        if len(places) == 1:
            found[field.name] = places[0]
            del free[places[0]]
    return found | _days([field for field in missing if field.kind is Kind.DAY and field.required], free)


def _cells(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    return [cells[place].strip() for cells in rows if place < len(cells) and cells[place].strip()]


def _fits(field: Field, table: Table) -> Callable[[str, Sequence[str]], bool] | None:
    if field.kind is Kind.CODE:
        return lambda heading, cells: _codes(field, cells)
    if field.role in _SHAPES:
        shape = _SHAPES[field.role]
        return lambda heading, cells: _share(cells, shape) >= _MOST_OF
    if field.role is Role.NHS_NUMBER:
        return lambda heading, cells: _share(cells, _NHS) >= _MOST_OF and "phone" not in heading.casefold()
    if table.key == (field.name,):
        return _tells_apart
    return None


def _codes(field: Field, cells: Sequence[str]) -> bool:
    meant = [one.value if (one := meaning(field, cell)) else None for cell in cells]
    return sum(code is not None for code in meant) >= _MOST_OF * len(cells) and len(set(meant) - {None}) > 1


def _tells_apart(heading: str, cells: Sequence[str]) -> bool:
    apart = re.sub(r"[\W_]+", " ", heading)
    numbered = _NUMBERED.fullmatch(apart) and all(any(map(str.isdigit, cell)) for cell in cells)
    return (
        bool(numbered)
        and len(set(cells)) == len(cells)
        and not _share(cells, _POSTCODE)
        and not _dated(cells)
    )


def _share(cells: Sequence[str], shape: re.Pattern[str]) -> float:
    return sum(bool(shape.fullmatch(cell)) for cell in cells) / len(cells)


def _dated(cells: Sequence[str]) -> list[date]:
    """The days in a column, or none when it is not one of days."""
    days = [day for cell in cells if (day := day_of(cell, AS_USUAL))]
    return days if len(days) >= _MOST_OF * len(cells) else []


def _days(missing: Sequence[Field], free: dict[int, list[str]]) -> dict[str, int]:
    """As many columns of days as required fields lack one: the earlier of two is the date of birth."""
    dated = {place: median_low(days) for place, cells in free.items() if (days := _dated(cells))}
    if not missing or len(dated) != len(missing):
        return {}
    if len(missing) == 1:
        return {missing[0].name: next(iter(dated))}
    born = [field for field in missing if field.role is Role.BORN]
    if len(missing) != 2 or len(born) != 1:
        return {}
    (other,) = (field for field in missing if field.role is not Role.BORN)
    earlier, later = sorted(dated, key=lambda place: dated[place])
    return {born[0].name: earlier, other.name: later}
