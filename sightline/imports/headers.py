"""Finding the heading row of a sheet and what each column is, by what headings say, not where they stand."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from sightline.foundation.text import fold
from sightline.imports.cells import BadCell, as_text
from sightline.imports.reading import Row, Value, column_letter

__all__ = ["Column", "Heading", "best_layout", "best_of", "column_letter", "find_heading", "nearest_heading"]

K = TypeVar("K")

_ROWS_LOOKED_AT = 40
_MOST_WORDS = 12  # a longer cell is prose, not a heading
_EXACT, _EXACT_WITHOUT_ASIDE = 3.0, 2.5
_LEAST_SHARE = 0.4  # of a heading's words that a synonym inside it must make up

_ASIDE = re.compile(
    r"[(\[{][^)\]}]*[)\]}]?|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b20\d\d(?:[-/–]\d{2,4})?\b"  # brackets, dates, years
)
_NOT_A_WORD = re.compile(r"[^\w]+")
_SAME_WORD = {
    "no": "number",
    "nr": "number",
    "num": "number",
    "ref": "reference",
    "org": "organisation",
    "organization": "organisation",
    "dept": "department",
}
_PADDING = frozenset({"the", "a", "an", "of", "is", "was", "please", "e.g", "eg", "if", "any", "known"})
_TOO_GENERAL = frozenset({"date", "name", "number", "id", "type", "to", "from", "by", "on"})
"""Words that inside another heading say nothing: "Date closed" is not the date a challenge was raised."""


@dataclass(frozen=True)
class Column:
    """A column that a layout knows. ``synonyms`` are other headings for it; ``needed``: no sheet lacks it.

    Of the columns with the same word in ``either``, no sheet lacks all.
    """

    name: str
    title: str
    synonyms: tuple[str, ...] = ()
    needed: bool = False
    either: str = ""


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


def find_heading(rows: Iterable[Row], columns: Sequence[Column]) -> Heading | None:
    """The heading row among the first rows of a sheet that has every needed column, or None."""
    heading = nearest_heading(rows, columns)
    return heading if heading and not heading.missing else None


def nearest_heading(rows: Iterable[Row], columns: Sequence[Column]) -> Heading | None:
    """The row most like headings for ``columns``, though needed ones be ``missing``; None if nothing fits.

    The best has the most needed columns, then the best fit; of equals the first.
    """
    read = [_read(row, columns) for _, row in zip(range(_ROWS_LOOKED_AT), rows, strict=False)]
    best = max(read, key=lambda heading: (_needed(heading, columns), heading.score), default=None)
    return best if best and best.mapping else None


def best_layout(rows: Iterable[Row], candidates: Mapping[K, Sequence[Column]]) -> tuple[K, Heading] | None:
    """The candidate whose columns a sheet's headings fit best, and its heading; None when none fits."""
    first = [row for _, row in zip(range(_ROWS_LOOKED_AT), rows, strict=False)]
    found = {key: nearest_heading(first, columns) for key, columns in candidates.items()}
    return best_of({key: heading for key, heading in found.items() if heading}, candidates)


def best_of(
    headings: Mapping[K, Heading], candidates: Mapping[K, Sequence[Column]]
) -> tuple[K, Heading] | None:
    """The candidate that its heading fits best; None when none fits.

    Only a candidate all of whose needed columns are there fits. The best has the most needed columns,
    then the most columns, then the fewest unknown headings, then the best fit, and of equals stands first.
    """

    def rank(fit: tuple[K, Heading]) -> tuple[int, int, int, float]:
        key, heading = fit
        needed = _needed(heading, candidates[key])
        return needed, len(heading.mapping), -len(heading.unknown), heading.score

    return max(((key, one) for key, one in headings.items() if not one.missing), key=rank, default=None)


def _needed(heading: Heading, columns: Sequence[Column]) -> int:
    """How many of the columns that no sheet lacks were found."""
    needed = sum(column.needed for column in columns) + len({c.either for c in columns if c.either})
    return needed - len(heading.missing)


def _read(row: Row, columns: Sequence[Column]) -> Heading:
    """What a row would be as headings: each column takes what fits it best, the surest pair first."""
    texts = {place: text for place, cell in enumerate(row.cells) if (text := _text(cell))}
    words, spelled = _vocabulary(tuple(columns))
    # Most of the first rows are data: what shares no word with any heading is not compared with each.
    likely = {
        place: text
        for place, text in texts.items()
        if not words.isdisjoint(_words(text))
        or "".join(_words(text)) in spelled
        or "".join(_words(_ASIDE.sub(" ", text))) in spelled
    }
    fits = {
        (column.name, place): fit
        for column in columns
        for place, text in likely.items()
        if (fit := _fit(text, (column.title, *column.synonyms)))
    }
    choices = {column.name: sum(name == column.name for name, _ in fits) for column in columns}
    mapping: dict[str, int] = {}
    score = 0.0
    # A column with one choice goes before one with several, or it would lose it to a column that has others.
    for (name, place), fit in sorted(
        fits.items(), key=lambda item: (-item[1], choices[item[0][0]], item[0][1])
    ):
        if name not in mapping and place not in mapping.values():
            mapping[name] = place
            score += fit
    return Heading(
        row_number=row.number,
        mapping=mapping,
        unknown=tuple((place, text) for place, text in texts.items() if place not in mapping.values()),
        score=score,
        missing=_missing(columns, mapping),
    )


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


@lru_cache(maxsize=256)
def _vocabulary(columns: tuple[Column, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Every word of every heading that some columns go by, and every such heading run together."""
    headings = [_words(text) for column in columns for text in (column.title, *column.synonyms)]
    return frozenset(word for words in headings for word in words), frozenset(map("".join, headings))


@lru_cache(maxsize=16_384)
def _fit(heading: str, synonyms: tuple[str, ...]) -> float:
    """How surely a heading means a column: 3 when it says just that, less with words around it, 0 if not."""
    whole, outside = _words(heading), _words(_ASIDE.sub(" ", heading))
    return max(_fit_one(whole, outside, _words(synonym)) for synonym in synonyms)


def _fit_one(whole: tuple[str, ...], outside: tuple[str, ...], synonym: tuple[str, ...]) -> float:
    if not synonym or not whole:
        return 0
    if "".join(whole) == "".join(synonym):
        return _EXACT
    if "".join(outside) == "".join(synonym):
        return _EXACT_WITHOUT_ASIDE
    if len(whole) > _MOST_WORDS:
        return 0
    if len(synonym) == 1 and synonym[0] in _TOO_GENERAL:
        return 0
    heading = outside or whole
    share = len(synonym) / len(heading)
    contained = any(heading[at : at + len(synonym)] == synonym for at in range(len(heading)))
    if contained and share >= _LEAST_SHARE:
        return 1 + share
    if len(synonym) > 1 and share >= _LEAST_SHARE and set(synonym) <= set(heading):
        return share
    return 0


@lru_cache(maxsize=16_384)
def _words(text: str) -> tuple[str, ...]:
    plain = (
        fold(text)
        .replace("e-mail", "email")
        .replace("#", " number ")
        .replace("&", " and ")
        .replace("'s ", " ")
    )
    words = [_SAME_WORD.get(word, word) for word in _NOT_A_WORD.split(plain) if word]
    kept = [word for word in words if word not in _PADDING] or words
    return tuple(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
        for word in kept
    )
