"""The columns of a layout as headings are read, each with what its cells may say for or against it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from sightline.foundation.text import fold
from sightline.imports.cells import BadCell, as_date, as_reference, says_nothing
from sightline.imports.headers import Column
from sightline.imports.interpreting.plans import Beside, is_blank, words_of
from sightline.imports.layouts import PERSON_AND_AGENCY, Field, Layout, Parse
from sightline.imports.reading import Value

Holds = Callable[[Value], bool | None]
_LONGEST_DAY = 60
"""Letters; “Wednesday the 24th of September 2025, 10:00 to 12:00” and a little more."""


def columns_of(
    layout: Layout, beside: Beside, sheet: str = "", *, open_only: bool = False
) -> tuple[Column, ...]:
    """The fields of a layout as columns.

    A sheet that is called after an agency needs no column for it; one that lists ``open_only`` needs none
    for what is closed.
    """
    named = beside.knows is not None and beside.knows(sheet)
    agencies = _names_agency(beside.knows) if beside.knows else None
    return tuple(
        Column(
            f.name,
            f.title,
            f.synonyms,
            needed=f.needed and not (named and f.or_sheet) and not (open_only and f.closing),
            either="" if open_only and f.closing else f.either,
            perhaps=f.perhaps,
            holds=_holds(f, agencies),
            lenient=f.agency,
            words=f.words,
        )
        for f in layout.fields
    )


def _holds(field: Field, agencies: Holds | None) -> Holds:
    if field.agency:
        return agencies or _nobody_knows
    if field.like:
        return _alike(field.like)
    return _words(field.parse) if field.words else _parsed(field.parse)


def _nobody_knows(cell: Value) -> bool | None:
    return None


def _names_agency(knows: Callable[[str], bool]) -> Holds:
    def holds(cell: Value) -> bool | None:
        said = words_of(cell)
        if says_nothing(fold(said)):
            return None
        found = PERSON_AND_AGENCY.fullmatch(said)
        return knows(said) or (found is not None and knows(found["agency"]))

    return holds


@lru_cache(maxsize=256)
def _alike(like: Callable[[Value], bool]) -> Holds:
    return lambda cell: None if is_blank(cell) else like(cell)


@lru_cache(maxsize=256)
def _words(parse: Parse) -> Holds:
    def holds(cell: Value) -> bool | None:
        if is_blank(cell):
            return None
        if parse is as_reference:  # 1.2.24 is an action of a recommendation
            return not isinstance(cell, date)
        return not is_day(cell)

    return holds


@lru_cache(maxsize=256)
def _parsed(parse: Parse) -> Holds:
    def holds(cell: Value) -> bool | None:
        if is_blank(cell):
            return None
        try:
            value = parse(cell)
        except BadCell:
            return False
        return None if value is None or value == "" else True

    return holds


def is_day(cell: Value) -> bool:
    """Whether a cell says a whole day; a bare number does not, though Excel may mean one."""
    if isinstance(cell, str):
        if len(cell) > _LONGEST_DAY or not any(map(str.isdigit, cell)) or cell.strip().isdigit():
            return False
    elif not isinstance(cell, date):
        return False
    return _says_day(cell)


@lru_cache(maxsize=4096)
def _says_day(cell: str | date) -> bool:
    """Kept, because every layout that a file might be asks it of the same rows."""
    try:
        return as_date(cell) is not None
    except BadCell:
        return False
