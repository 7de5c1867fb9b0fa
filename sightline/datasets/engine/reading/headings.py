"""Which row holds the headings, and which heading is which field, whoever wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..contracts.model import Field, Table
from ..contracts.spelling import pattern, plain

LOOKED_THROUGH = 60  # rows in which the headings may stand
_LONGEST = 200  # characters; a longer cell is no heading
_SPACE = re.compile(r"[\s_]+")
_CUT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, kw_only=True)
class Headed:
    """A table found in rows: at which row its headings stand, and the position of each field's column."""

    table: Table
    row: int
    headings: tuple[str, ...]
    at: dict[str, int]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headings that are no field, each once."""
        known = set(self.at.values())
        rest = (heading for place, heading in enumerate(self.headings) if place not in known and heading)
        return tuple(dict.fromkeys(rest))

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.table.fields if field.name not in self.at)

    @property
    def fit(self) -> float:
        """How well the headings fit, 0 to 1: the share of the table's fields, those it requires counting twice."""
        weights = {field.name: 2 if field.required else 1 for field in self.table.fields}
        return sum(weights[name] for name in self.at) / sum(weights.values())

    @property
    def required_missing(self) -> tuple[Field, ...]:
        return tuple(field for field in self.table.fields if field.required and field.name not in self.at)


def find(table: Table, rows: Sequence[tuple[int, Sequence[str]]]) -> Headed | None:
    """The headings of a table among the first rows of a sheet; None when no row has two of its fields."""
    best: Headed | None = None
    for number, cells in rows[:LOOKED_THROUGH]:
        headings = tuple(" ".join(cell.split())[:_LONGEST] for cell in cells)
        at = fields_at(table, headings)
        least = min(2, len(table.fields))
        if len(at) >= least and (best is None or len(at) > len(best.at)):
            best = Headed(table=table, row=number, headings=headings, at=at)
    return best


def fields_at(table: Table, headings: Sequence[str]) -> dict[str, int]:
    """The column of each field that has one. The likeliest pairs are made first, so “Date” stays free for who needs it.

    A heading that is the field's name or title goes before its synonyms, these in their order, and patterns come last.
    """
    claims = sorted(
        (rank, place, number)
        for place, heading in enumerate(headings)
        if heading
        for number, field in enumerate(table.fields)
        if (rank := _rank(field, heading)) is not None
    )
    found: dict[str, int] = {}
    taken: set[int] = set()
    for _, place, number in claims:
        name = table.fields[number].name
        if name not in found and place not in taken:
            found[name] = place
            taken.add(place)
    return {field.name: found[field.name] for field in table.fields if field.name in found}


def twice(headings: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The position and text of each heading that stands a second time."""
    seen: set[str] = set()
    for place, heading in enumerate(headings):
        spelled = plain(heading)
        if spelled and spelled in seen:
            yield place, heading
        seen.add(spelled)


def _rank(field: Field, heading: str) -> int | None:
    spelled = plain(heading)
    plains = [
        plain(field.name),
        plain(field.title),
        *("" if pattern(head) else plain(head) for head in field.heads),
    ]
    if spelled in plains:
        return plains.index(spelled)
    apart = _SPACE.sub(" ", _CUT.sub(" ", heading))
    for place, head in enumerate(field.heads):
        expression = pattern(head)
        if expression and (expression.fullmatch(heading) or expression.fullmatch(apart)):
            return 1_000 + place
    return None
