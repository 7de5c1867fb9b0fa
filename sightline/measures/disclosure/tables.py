"""Counts of children in a table with its margins, or shares of them, before anything is hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from sightline.measures.disclosure.knowledge import Relation, Terms, covers, sums_to

ALL: Final = "*"
"""The row, or the column, of totals."""

Place = tuple[str, str]
"""A row and a column."""


class Cell(NamedTuple):
    """A count, or a share of ``denominator``; None where it is not recorded."""

    numerator: int | None
    denominator: int | None = None


class Name(NamedTuple):
    """One number of a table: the numerator ("n") or the denominator ("d") at a place."""

    part: str
    row: str
    column: str


@dataclass(frozen=True)
class Table:
    """Cells by row and column, with the margins that are shown beside them.

    ``rows_add`` and ``columns_add`` say whether the parts come to the totals: groups that overlap do not add up, nor do
    months in which the same child is counted anew. ``within`` holds rows that are parts of another row. In a
    table of shares the numerator is a part of the denominator, unless ``parts`` is off (children per 10,000).
    Raises ValueError for counts below 0, shares above all, and totals that are not those of their parts.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[Place, Cell]
    rows_add: bool = True
    columns_add: bool = True
    within: Mapping[str, Sequence[str]] = field(default_factory=dict)
    parts: bool = True

    @classmethod
    def of(
        cls,
        counts: Mapping[str, Mapping[str, int | None]],
        denominators: Mapping[str, Mapping[str, int | None]] | None = None,
        *,
        parts: bool = True,
    ) -> Table:
        """The table of counts by row and column, with the sums of all that is recorded as its margins.

        A column that a row leaves out is not recorded. With ``denominators``, of the same form, a table of
        shares; one of which either number is not recorded is no part of a margin.
        """
        rows = tuple(counts)
        columns = tuple(dict.fromkeys(column for row in counts.values() for column in row))
        inner = {
            (row, column): _cell(row, column, counts, denominators) for row in rows for column in columns
        }
        return cls(rows, columns, _with_margins(rows, columns, inner), parts=parts)

    @classmethod
    def of_groups(
        cls,
        counts: Mapping[str, int | None],
        denominators: Mapping[str, int | None] | None = None,
        *,
        column: str = "",
    ) -> Table:
        """The table of one count for each group, with its total; ``column`` says of what period."""
        below = None if denominators is None else {row: {column: each} for row, each in denominators.items()}
        table = cls.of({row: {column: count} for row, count in counts.items()}, below)
        one = {place: cell for place, cell in table.cells.items() if place[1] == column}
        return cls(table.rows, table.columns, one)

    def __post_init__(self) -> None:
        for place, (numerator, denominator) in self.cells.items():
            if any(count is not None and count < 0 for count in (numerator, denominator)):
                raise ValueError(f"The count at {_said(place)} is below 0.")
            if self.parts and None not in (numerator, denominator) and numerator > denominator:  # type: ignore[operator]
                raise ValueError(
                    f"More are counted at {_said(place)} than there are: {numerator} of {denominator}."
                )
        for relation in self.relations():
            reached = sum(times * self.counts[name] for name, times in relation.terms)
            if not relation.low <= reached <= relation.high:
                name = relation.terms[0][0]
                raise ValueError(f"The total at {_said(name[1:])} is not that of its parts.")

    @property
    def counts(self) -> dict[Name, int]:
        """Every number that is recorded, by its name."""
        found: dict[Name, int] = {}
        for (row, column), (numerator, denominator) in self.cells.items():
            if numerator is not None:
                found[Name("n", row, column)] = numerator
            if denominator is not None:
                found[Name("d", row, column)] = denominator
        return found

    def relations(self) -> tuple[Relation, ...]:
        """How the numbers of the table add up."""
        counts = self.counts
        found: list[Relation] = []
        for total, parts, adds in self._sums(counts):
            known = [part for part in parts if part in counts]
            if total in counts and known:
                found.extend([sums_to(total, known)] if adds else covers(total, known))
        return tuple(found)

    def rests(self) -> dict[Terms, int]:
        """What each share leaves out, as a sum of two numbers: those children of whom it does not hold."""
        return {
            ((Name("d", *place), 1), (Name("n", *place), -1)): cell.denominator - cell.numerator
            for place, cell in self.cells.items()
            if self.parts and cell.numerator is not None and cell.denominator is not None
        }

    def _sums(self, counts: Mapping[Name, int]) -> Iterator[tuple[Name, list[Name], bool]]:
        inside = {part for parts in self.within.values() for part in parts}
        top = [row for row in self.rows if row not in inside]
        for part in ("n", "d"):
            for column in (*self.columns, ALL):
                yield Name(part, ALL, column), [Name(part, row, column) for row in top], self.rows_add
                for row, parts in self.within.items():
                    yield Name(part, row, column), [Name(part, each, column) for each in parts], True
            for row in (*self.rows, ALL):
                yield Name(part, row, ALL), [Name(part, row, each) for each in self.columns], self.columns_add


def _cell(
    row: str,
    column: str,
    counts: Mapping[str, Mapping[str, int | None]],
    denominators: Mapping[str, Mapping[str, int | None]] | None,
) -> Cell:
    count = counts[row].get(column)
    if denominators is None:
        return Cell(count)
    denominator = denominators.get(row, {}).get(column)
    return Cell(None) if count is None or denominator is None else Cell(count, denominator)


def _with_margins(
    rows: Sequence[str], columns: Sequence[str], inner: Mapping[Place, Cell]
) -> dict[Place, Cell]:
    cells = dict(inner)
    for column in columns:
        cells[ALL, column] = _sum([inner[row, column] for row in rows])
    for row in rows:
        cells[row, ALL] = _sum([inner[row, column] for column in columns])
    cells[ALL, ALL] = _sum(list(inner.values()))
    return cells


def _sum(cells: Sequence[Cell]) -> Cell:
    numerators = [cell.numerator for cell in cells if cell.numerator is not None]
    denominators = [cell.denominator for cell in cells if cell.denominator is not None]
    return Cell(sum(numerators) if numerators else None, sum(denominators) if denominators else None)


def _said(place: tuple[str, ...]) -> str:
    row, column = ("all" if part == ALL else f"“{part}”" for part in place)
    return f"row {row}, column {column}"
