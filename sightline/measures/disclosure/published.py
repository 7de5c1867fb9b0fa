"""A table as it is shown: each figure, or the symbol in its place and what that means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from sightline.foundation.numbers import half_up, thousands
from sightline.measures.disclosure.knowledge import NO_END, Key, Knowledge, Relation, Terms
from sightline.measures.disclosure.rules import Rules, Status, Symbol
from sightline.measures.disclosure.tables import ALL, Cell, Name, Place, Table


@dataclass(frozen=True)
class Figure:
    """One cell as it is shown. ``value`` is a count, or a fraction from 0 to 1; None where a symbol stands.

    ``numerator`` and ``denominator`` are those that may be shown; either may be, without the other.
    """

    value: int | Fraction | None
    numerator: int | None
    denominator: int | None
    text: str
    symbol: Symbol | None
    why: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Controlled:
    """A table after disclosure control. ``statuses`` says of every recorded number whether it is shown.

    ``rests_said`` is whether a reader is taken to know which of those whom shares leave out are few.
    """

    table: Table
    rules: Rules
    statuses: Mapping[Name, Status]
    rests_said: bool = True

    def figure(self, row: str, column: str = "") -> Figure:
        """The cell at a place. Raises KeyError for a place that the table has not."""
        cell = self.table.cells[row, column]
        if cell.numerator is None or (cell.denominator is None and self.is_of_shares):
            return self._symbol(Symbol.UNAVAILABLE, cell, row, column)
        numerator, denominator = self._open("n", row, column), self._open("d", row, column)
        if not self.is_of_shares:
            if numerator is None:
                return self._symbol(Symbol.CONFIDENTIAL, cell, row, column)
            if numerator == 0 and cell.numerator:
                return self._symbol(Symbol.ROUNDS_TO_ZERO, cell, row, column)
            return Figure(numerator, numerator, None, thousands(numerator), None, "")
        if denominator == 0:
            return self._symbol(Symbol.NOT_APPLICABLE, cell, row, column)
        if numerator is None or denominator is None:
            return self._symbol(Symbol.CONFIDENTIAL, cell, row, column)
        share = Fraction(numerator, denominator)
        shown = half_up(share * 100, 1)
        if shown == 0 and cell.numerator:
            return self._symbol(Symbol.ROUNDS_TO_ZERO, cell, row, column)
        return Figure(share, numerator, denominator, f"{shown}%", None, "")

    def shown(self, row: str, column: str = "") -> str:
        """What stands in the cell: 1,204 or 83.3% or c."""
        return self.figure(row, column).text

    def value(self, row: str, column: str = "") -> int | Fraction | None:
        """The count or the fraction that may be shown; None where a symbol stands."""
        return self.figure(row, column).value

    def why(self, row: str, column: str = "") -> str:
        """What the symbol in the cell means; "" where a figure stands."""
        return self.figure(row, column).why

    def hidden(self, row: str, column: str = "") -> bool:
        """Whether the cell is hidden to protect children."""
        return self.figure(row, column).symbol is Symbol.CONFIDENTIAL

    @property
    def symbols(self) -> tuple[tuple[Symbol, str], ...]:
        """The symbols that stand in the table, each with its meaning, for the note below it."""
        used = {self.figure(*place).symbol for place in self.table.cells}
        return tuple((symbol, self.rules.means(symbol)) for symbol in Symbol if symbol in used)

    @cached_property
    def is_of_shares(self) -> bool:
        return any(cell.denominator is not None for cell in self.table.cells.values())

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of the table row by row, the totals last."""
        rows, columns = (*self.table.rows, ALL), (*self.table.columns, ALL)
        return tuple((row, column) for row in rows for column in columns if (row, column) in self.table.cells)

    def knowledge(self) -> Knowledge:
        """What somebody knows who reads the table and knows how it was made."""
        counts = self.table.counts
        ranges = {name: self.rules.told(status, counts[name]) for name, status in self.statuses.items()}
        return Knowledge(
            ranges, (*self.table.relations(), *known_rests(self.table, self.rules, said=self.rests_said))
        )

    @property
    def secrets(self) -> dict[Key, Terms]:
        """The sums that must not be made out, by name: what is hidden, and what small number a share leaves out."""
        secret = (
            Status.SMALL,
            Status.SECOND,
            Status.UNSAID,
        )  # whether a 0 is one need not be kept from anybody
        hidden: dict[Key, Terms] = {
            name: ((name, 1),) for name, status in self.statuses.items() if status in secret
        }
        return {**hidden, **small_rests(self.table, self.rules)}

    def _open(self, part: str, row: str, column: str) -> int | None:
        """A number as it may be shown, rounded where the rules round; None where it is hidden or not recorded."""
        name = Name(part, row, column)
        if self.statuses.get(name) is not Status.SHOWN:
            return None
        return self.rules.rounded(self.table.counts[name])

    def _symbol(self, symbol: Symbol, cell: Cell, row: str, column: str) -> Figure:
        return Figure(
            None,
            self._open("n", row, column),
            self._open("d", row, column),
            symbol.value,
            symbol,
            self.rules.means(symbol),
        )


def known_rests(table: Table, rules: Rules, *, said: bool = True) -> list[Relation]:
    """What is known of those whom shares leave out: of a small number of them, where ``said``, that it is one."""
    return [
        Relation(
            terms, *(rules.told(Status.SMALL, rest) if said and rest and rules.small(rest) else (0, NO_END))
        )
        for terms, rest in table.rests().items()
    ]


def small_rests(table: Table, rules: Rules) -> dict[Key, Terms]:
    """The small numbers of those whom shares leave out, each under a name of its own."""
    return {
        ("rest", *terms[0][0][1:]): terms
        for terms, rest in table.rests().items()
        if rest and rules.small(rest)
    }
