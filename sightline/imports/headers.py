"""Finding the heading row of a sheet and what each column is, by what headings say, not where they stand.

Where several headings may mean one column, the cells below them decide: those that can be what it holds.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sightline.imports.cells import BadCell, as_text
from sightline.imports.meaning import SYNONYM, WHOLE, fit, may_mean, vocabulary
from sightline.imports.reading import Row, Value, column_letter

__all__ = ["LOOK", "Column", "Heading", "column_letter", "find_heading", "nearest_heading"]

LOOK = 100  # rows in which the first headings of a sheet are looked for
_SAMPLE = 40  # rows below a heading whose cells are asked what it means
_BORNE_OUT = 0.5  # of the cells that say anything
_DOUBTED, _DOUBTED_ALONE = 0.1, 0.55  # what is left of a fit that the cells speak against


def _anything(cell: Value) -> bool | None:
    return None


@dataclass(frozen=True)
class Column:
    """A column that a layout knows. ``synonyms`` are other headings for it; ``needed``: no sheet lacks it.

    Of the columns with the same word in ``either``, no sheet lacks all. What is in ``perhaps`` means it only
    where the cells below bear that out. ``holds`` says whether a cell can be what the column holds: None for
    one that says nothing either way. Of a ``lenient`` column one such cell is enough. ``words``: it holds
    words, so that a heading which speaks of a date is another column's.
    """

    name: str
    title: str
    synonyms: tuple[str, ...] = ()
    needed: bool = False
    either: str = ""
    perhaps: tuple[str, ...] = ()
    holds: Callable[[Value], bool | None] = field(default=_anything, compare=False)
    lenient: bool = False
    words: bool = False

    def borne_out(self, cells: Sequence[Value]) -> float | None:
        """The share of cells that can be what the column holds; None when none says anything."""
        told = [said for cell in cells if (said := self.holds(cell)) is not None]
        return sum(told) / len(told) if told else None


@dataclass(frozen=True)
class Heading:
    """The row of headings: ``mapping`` gives the place of each column found, from 0 for A.

    ``unknown`` are the headings that mean nothing to the layout, ``missing`` the needed columns that
    were not found. ``score`` grows with how well the headings fit.
    """

    row_number: int
    mapping: dict[str, int]
    unknown: tuple[tuple[int, str], ...]
    score: float
    missing: tuple[str, ...] = ()


class _Said(NamedTuple):
    """What the words of a heading say of a column: how surely they mean it, and which of its names they are.
    ``perhaps`` is the place among the names that the cells must bear out; None when they are none of these."""

    column: Column
    place: int
    sure: float
    name: int
    perhaps: int | None


class _Fit(NamedTuple):
    """How surely the heading at a place means a column: by its ``words``, and once the cells below were asked.
    ``name`` is which of the column's names it is."""

    words: float
    name: int
    sure: float

    @property
    def doubted(self) -> bool:
        return self.sure < self.words


def find_heading(
    rows: Iterable[Row], columns: Sequence[Column], *, sheet: Sequence[Row] = ()
) -> Heading | None:
    """The heading row among the first rows of a sheet that has every needed column, or None."""
    heading = nearest_heading(rows, columns, sheet=sheet)
    return heading if heading and not heading.missing else None


def nearest_heading(
    rows: Iterable[Row], columns: Sequence[Column], *, sheet: Sequence[Row] = ()
) -> Heading | None:
    """The row most like headings for ``columns``, though needed ones be ``missing``; None if nothing fits.

    The best has the most needed columns, then the best fit; of equals the first. The cells below it are
    those of ``sheet``.
    """
    first = [row for _, row in zip(range(LOOK), rows, strict=False)]
    said = [(row, _said(row, columns)) for row in first]
    # Most of the first rows are data: the cells below a row are asked only where its words are like headings.
    most = max((len({one.column.name for one in told}) for _, told in said), default=0)
    read = [
        _read(row, told, columns, sheet or first)
        for row, told in said
        if told and 2 * len({one.column.name for one in told}) >= most
    ]
    best = max(read, key=lambda heading: (needed_found(heading, columns), heading.score), default=None)
    return best if best and best.mapping else None


def needed_found(heading: Heading, columns: Sequence[Column]) -> int:
    """How many of the columns that no sheet lacks were found."""
    needed = sum(column.needed for column in columns) + len({c.either for c in columns if c.either})
    return needed - len(heading.missing)


def _said(row: Row, columns: Sequence[Column]) -> list[_Said]:
    """What the words of a row say of each column, were they headings."""
    known = vocabulary(tuple(text for c in columns for text in (c.title, *c.synonyms, *c.perhaps)))
    told = []
    for place, cell in enumerate(row.cells):
        text = _text(cell)
        if not text or not may_mean(text, known):
            continue
        for column in columns:
            sure, name = fit(text, column.title, column.synonyms, words=column.words)
            perhaps: int | None = None
            if sure < WHOLE and column.perhaps:
                surely, at = fit(text, "", column.perhaps, words=column.words)
                perhaps = at if surely >= WHOLE else None
            if sure or perhaps is not None:
                told.append(_Said(column, place, sure, name, perhaps))
    return told


def _read(row: Row, said: Sequence[_Said], columns: Sequence[Column], sheet: Sequence[Row]) -> Heading:
    """What a row would be as headings: each column takes what fits it best, the surest pair first."""
    texts = {place: text for place, cell in enumerate(row.cells) if (text := _text(cell))}
    fits = _fits(said, row, sheet)
    needed = {column.name for column in columns if column.needed}
    choices = {column.name: sum(name == column.name for name, _ in fits) for column in columns}
    mapping: dict[str, int] = {}
    score = 0.0

    def surest(pair: tuple[tuple[str, int], _Fit]) -> tuple[float, bool, int, int, int]:
        # A column with one choice goes before one with several, or it would lose it to a column that has others.
        (name, place), found = pair
        return -found.sure, name not in needed, choices[name], found.name, place

    for (name, place), found in sorted(fits.items(), key=surest):
        if name not in mapping and place not in mapping.values():
            mapping[name] = place
            score += found.words
    _drop_what_another_says(columns, mapping, fits)
    return Heading(
        row_number=row.number,
        mapping=mapping,
        unknown=tuple((place, text) for place, text in texts.items() if place not in mapping.values()),
        score=score,
        missing=_missing(columns, mapping),
    )


def _fits(said: Sequence[_Said], row: Row, sheet: Sequence[Row]) -> dict[tuple[str, int], _Fit]:
    """How surely each heading means each column, by its words and by the cells below it."""
    begin = bisect_right(sheet, row.number, key=lambda other: other.number)
    below = [other.cells for other in sheet[begin : begin + _SAMPLE]]
    found: dict[str, dict[int, _Fit]] = {}
    for one in said:
        cells = [cells[one.place] for cells in below if one.place < len(cells)]
        if weighed := _weighed(one, cells):
            found.setdefault(one.column.name, {})[one.place] = weighed
    fits = {}
    for name, places in found.items():
        # Alone, a doubted heading that says just the right words is surer than another column's like it.
        alone = all(each.doubted for each in places.values())
        for place, each in places.items():
            fits[name, place] = each._replace(sure=each.words * _DOUBTED_ALONE) if alone else each
    return fits


def _weighed(said: _Said, cells: Sequence[Value]) -> _Fit | None:
    """How surely a heading means a column, once the cells below it were asked."""
    column, _, sure, name, perhaps = said
    share = column.borne_out(cells)
    if perhaps is not None and share is not None and share >= _BORNE_OUT:
        return _Fit(SYNONYM, len(column.synonyms) + perhaps, SYNONYM)
    if not sure:
        return None
    if share is None or share >= _BORNE_OUT or (share and column.lenient):
        return _Fit(sure, name, sure)
    # The cells speak against it: a date in a column of words is another column's. But where nothing else will
    # do, the column with the right name is read, and its rows say what is wrong.
    if not column.needed and (column.words or sure < WHOLE):
        return None
    return _Fit(sure, name, sure * _DOUBTED)


def _drop_what_another_says(
    columns: Sequence[Column], mapping: dict[str, int], fits: Mapping[tuple[str, int], _Fit]
) -> None:
    """Take out a column none of whose cells can be read where another of the same kind says the same."""
    for column in columns:
        if column.either and column.name in mapping and fits[column.name, mapping[column.name]].doubted:
            others = [
                other
                for other in columns
                if other.either == column.either
                and other.holds == column.holds
                and other.name in mapping
                and not fits[other.name, mapping[other.name]].doubted
            ]
            if others:
                del mapping[column.name]


def _missing(columns: Sequence[Column], found: Mapping[str, int]) -> tuple[str, ...]:
    """The needed columns that were not found; where one of several would do, the first of them."""
    alone = [column.name for column in columns if column.needed and column.name not in found]
    choices: dict[str, list[str]] = {}
    for column in columns:
        if column.either:
            choices.setdefault(column.either, []).append(column.name)
    return (*alone, *(names[0] for names in choices.values() if found.keys().isdisjoint(names)))


def _text(cell: Value) -> str:
    try:
        return " ".join(as_text(cell).split())
    except BadCell:
        return ""
