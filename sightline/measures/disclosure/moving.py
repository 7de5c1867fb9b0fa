"""Pairs of tables that a reader could not tell from the true one, and that lie apart in one of its numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sightline.measures.disclosure.knowledge import NO_END, Key, Knowledge, Relation, Terms
from sightline.measures.disclosure.pool import Moves
from sightline.measures.disclosure.programme import Programme, Row
from sightline.measures.disclosure.published import known_rests
from sightline.measures.disclosure.rules import Rules, Status
from sightline.measures.disclosure.tables import Name, Table

HIDDEN = 1e-3
"""What it costs to move what is hidden already: little, so that no more moves than need be."""


class Moving:
    """The true table twice in one programme, with what each of its numbers may be moved by, and at what cost.

    A number has columns in both tables for how much more it is and how much less, and where it is shown rounded, for
    what it may be without a reader seeing. A 0 that is shown never moves and has none. What else is
    known, ``besides``, has one column for each number, of which nobody here knows the true one. What is shown
    moves as it would if it had the status ``second``, unless it is ``fixed``. With ``zeros``, a 0 moves too. Every
    number must be settled first.
    """

    def __init__(
        self,
        table: Table,
        rules: Rules,
        prices: Mapping[Name, float],
        besides: Knowledge | None = None,
        fixed: Collection[Name] = (),
        zeros: bool = False,
    ) -> None:
        self._rules, self._counts, self._prices = rules, table.counts, prices
        self.second = Status.SECOND
        self._fixed = frozenset(fixed)
        besides = besides or Knowledge({})
        self._at: dict[Key, tuple[tuple[int, int], ...]] = {}
        bounds: list[tuple[float, float]] = []
        for name, count in self._counts.items():
            signs = (1, -1, 1) if rules.rounding else (1, -1)
            self._at[name] = (
                tuple((len(bounds) + place, sign) for place, sign in enumerate(signs))
                if count or zeros or not rules.show_zero
                else ()
            )
            bounds.extend([(0, 0)] * len(self._at[name]))
        for other, known in besides.ranges.items():
            self._at[other] = ((len(bounds), 1),)
            bounds.append(known)
        self._half = len(bounds)
        self._of = {column: (name, sign) for name in self._counts for column, sign in self._at[name]}
        # The rests come first, so that they are found again by their place.
        rows = self._rows((*known_rests(table, rules), *table.relations(), *besides.relations))
        self._unsaid = self._rows(known_rests(table, rules, said=False))
        self._apart = len(rows)
        rows.append((rules.protection + 1, NO_END, {}))
        self._programme = Programme([0.0] * (2 * self._half), [*bounds, *bounds], rows)

    def settle(self, name: Name, status: Status) -> None:
        """Take a number to stand in the table with a status."""
        if not self._at[name]:
            return
        count = self._counts[name]
        shown = self._rules.told(Status.SHOWN, count) if status is Status.SHOWN else (count, count)
        if status is not Status.SHOWN:
            low, high = self._rules.told(status, count)
        elif name in self._fixed:
            low, high = shown
        else:
            low, high = self._rules.told(self.second if count else Status.WITHHELD, count)
        price = self._prices[name] if status is Status.SHOWN else HIDDEN
        (more, _), (less, _), *freely = self._at[name]
        for half in (0, self._half):
            self._programme.bound(more + half, 0, max(0, high - shown[1]))
            self._programme.bound(less + half, 0, max(0, shown[0] - low))
            for column, _ in freely:
                self._programme.bound(column + half, shown[0] - count, shown[1] - count)
            for column in (more, less):
                self._programme.cost(column + half, price)

    def unsay_rests(self) -> None:
        """Take a reader not to know which of those whom shares leave out are few."""
        for row, (low, high, _) in enumerate(self._unsaid):
            self._programme.row(row, low, high)

    def apart(self, terms: Terms) -> list[Moves]:
        """The cheapest moves to two tables in which a sum differs by more than the protection level.

        Raises DoesNotFit where there are none.
        """
        columns = self._columns(terms)
        for column, times in columns.items():
            self._programme.coefficient(self._apart, column, times)
            self._programme.coefficient(self._apart, column + self._half, -times)
        try:
            found = self._programme.solve()
        finally:
            for column in columns:
                self._programme.coefficient(self._apart, column, 0)
                self._programme.coefficient(self._apart, column + self._half, 0)
        moves: list[Moves] = [{}, {}]
        for column, value in found.items():
            half, place = divmod(column, self._half)
            if place in self._of:
                name, sign = self._of[place]
                moves[half][name] = moves[half].get(name, 0) + sign * value
        return [{name: move for name, move in half.items() if move} for half in moves]

    def _rows(self, relations: Iterable[Relation]) -> list[Row]:
        """Relations in both tables, as relations of moves; those are left out in which nothing can move."""
        rows: list[Row] = []
        for terms, low, high in relations:
            columns = self._columns(terms)
            true = sum(times * self._counts.get(name, 0) for name, times in terms)
            for half in (0, self._half) if columns else ():
                moved = {column + half: times for column, times in columns.items()}
                rows.append((low - true, high - true, moved))
        return rows

    def _columns(self, terms: Terms) -> dict[int, float]:
        found: dict[int, float] = {}
        for name, times in terms:
            for column, sign in self._at[name]:
                found[column] = found.get(column, 0) + sign * times
        return found
