"""Which row holds the headings, and which heading is which field, whoever wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..contracts.model import Field, Table
from ..contracts.spelling import pattern, plain
from .guessing import guess

LOOKED_THROUGH = 60  # rows in which the headings may stand
_LONGEST = 200  # characters; a longer cell is no heading
_KNOWN = 0.45
"""How well headings have to fit before what stands below them is looked at for the fields that are missing."""
_SIGNS = re.compile(r"[\W_]+")
_CUT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, kw_only=True)
class Headed:
    """A table found in rows: at which row its headings stand, and the position of each field's column.

    ``guessed`` are fields whose columns were told by what stands in them rather than by their headings.
    """

    table: Table
    row: int
    headings: tuple[str, ...]
    at: dict[str, int]
    guessed: tuple[str, ...] = ()

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
    heads = _Heads(table)
    for number, cells in rows[:LOOKED_THROUGH]:
        headings = tuple(" ".join(cell.split())[:_LONGEST] for cell in cells)
        at = heads.fields_at(headings)
        if len(at) >= min(2, len(table.fields)) and (best is None or len(at) > len(best.at)):
            best = Headed(table=table, row=number, headings=headings, at=at)
    if best and best.missing and best.fit >= _KNOWN:
        below = [cells for number, cells in rows if number > best.row]
        guessed = guess(table, best.headings, best.at, below)
        best = replace(best, at=best.at | guessed, guessed=tuple(guessed))
    return best


def fields_at(table: Table, headings: Sequence[str]) -> dict[str, int]:
    """The column of each field that has one. The likeliest pairs are made first, so “Date” stays free for who needs it.

    A heading that is the field's name or title goes before its synonyms, these in their order, and patterns come last.
    """
    return _Heads(table).fields_at(headings)


class _Heads:
    """What the headings of a table's fields may be, made ready to be asked of many rows."""

    def __init__(self, table: Table) -> None:
        self._names = [field.name for field in table.fields]
        self._plain: dict[str, list[tuple[int, int]]] = {}  # spelling -> (rank, field)
        self._patterns: list[tuple[int, int, re.Pattern[str]]] = []
        for number, field in enumerate(table.fields):
            for rank, head in enumerate((field.name, field.title, *field.heads)):
                if expression := pattern(head):
                    self._patterns.append((1_000 + rank, number, expression))
                else:
                    self._plain.setdefault(plain(head), []).append((rank, number))

    def fields_at(self, headings: Sequence[str]) -> dict[str, int]:
        claims = sorted(
            (rank, place, number)
            for place, heading in enumerate(headings)
            if heading
            for rank, number in self._claims(heading)
        )
        found: dict[int, int] = {}
        taken: set[int] = set()
        for _, place, number in claims:
            if number not in found and place not in taken:
                found[number] = place
                taken.add(place)
        return {name: found[number] for number, name in enumerate(self._names) if number in found}

    def _claims(self, heading: str) -> Iterator[tuple[int, int]]:
        yield from self._plain.get(plain(heading), ())
        apart = _CUT.sub(" ", heading).replace("_", " ")
        bare = " ".join(_SIGNS.sub(" ", apart).split())
        for rank, number, expression in self._patterns:
            if any(map(expression.fullmatch, (heading, apart, bare))):
                yield rank, number


def twice(headings: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The position and text of each heading that stands a second time."""
    seen: set[str] = set()
    for place, heading in enumerate(headings):
        spelled = plain(heading)
        if spelled and spelled in seen:
            yield place, heading
        seen.add(spelled)
