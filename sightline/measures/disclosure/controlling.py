"""Which cells to hide so that no small count can be worked out, losing as little as may be.

For each hidden number that can still be made out, a linear programme looks for two tables that both agree with all that
is shown, in which the number differs by more than the protection level, and which move as few shown cells as they
can; those that moved are hidden too. In the manner of Kelly, Golden and Assad, "Cell suppression: disclosure
protection for sensitive tabular data" (Networks, 1992), here with what readers know of hidden cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sightline.measures.disclosure.knowledge import Knowledge, Terms
from sightline.measures.disclosure.moving import Moving
from sightline.measures.disclosure.pool import Moves, Pool
from sightline.measures.disclosure.programme import DoesNotFit
from sightline.measures.disclosure.published import Controlled, small_rests
from sightline.measures.disclosure.rules import USUAL, Rules, Status
from sightline.measures.disclosure.tables import ALL, Name, Table

INNER, MARGIN, WHOLE = 1.0, 6.0, 40.0
"""What it costs to hide a cell, the total of a line, and the total of all."""
TRIALS = 150
"""How many programmes are solved to see what can be shown again; of larger tables the rest stays hidden."""


def control(table: Table, rules: Rules = USUAL, *, rather: Iterable[Name] = ()) -> Controlled:
    """The table with all hidden that must be for ``attack`` to find nothing; the same table gives the same answer.

    Where others have to be hidden, it is ``rather`` these, which are hidden elsewhere.
    """
    search = Search(table, rules)
    search.hide(rather)
    search.protect_all()
    search.show_again()
    return search.controlled()


class Search:
    """What is hidden so far, and the moves of the table that show why it is safe.

    A set of moves turns the true table into another that a reader could not tell from it.
    """

    def __init__(self, table: Table, rules: Rules) -> None:
        self.table, self.rules, self.counts = table, rules, table.counts
        self.statuses = {
            name: Status.SMALL if rules.small(count) else Status.SHOWN for name, count in self.counts.items()
        }
        self.rests_said = True
        self._second = Status.SECOND
        self._rests = tuple(small_rests(table, rules).values())
        self._rest_of = {name: terms for terms in self._rests for name, _ in terms}
        self._prices = _prices(self.counts)
        self._pool, self._trials = Pool(), TRIALS
        self._past_help: set[Terms] = set()
        self._take_up(None)

    def go_on(self, besides: Knowledge) -> None:
        """Go on from what is hidden so far, for readers who know something besides.

        That may give a number away whatever is hidden; such a number is past help.
        """
        self._pool = Pool()
        self._take_up(besides)

    def _take_up(self, besides: Knowledge | None) -> None:
        self._alone = besides is None
        self._moving = Moving(self.table, self.rules, self._prices, besides)
        self._moving.second = self._second
        if not self.rests_said:
            self._moving.unsay_rests()
        for name, status in self.statuses.items():
            self._mark(name, status)

    def controlled(self) -> Controlled:
        """The table with what is hidden so far."""
        return Controlled(self.table, self.rules, dict(self.statuses), self.rests_said)

    def hide(self, names: Iterable[Name]) -> None:
        """Begin with these hidden for the sake of others; those that need not be are shown again."""
        for name in names:
            if self.statuses.get(name) is Status.SHOWN:
                self._mark(name, self._second)

    @property
    def hidden(self) -> list[Name]:
        """The numbers that are hidden so far."""
        return [name for name, status in self.statuses.items() if status is not Status.SHOWN]

    def protect_all(self) -> None:
        """Hide what must be hidden for every hidden number to be safe, and every small rest of a share."""
        waiting: list[Terms] = [*(((name, 1),) for name in self.hidden), *self._rests]
        while waiting:
            terms = waiting.pop(0)
            if terms in self._past_help or self._safe(terms):
                continue
            try:
                waiting.extend(((name, 1),) for name in self.protect(terms))
            except DoesNotFit:
                if self._alone:
                    raise
                self._past_help.add(terms)

    def protect(self, terms: Terms) -> list[Name]:
        """Hide what must be hidden for a sum to be safe, and say what that was.

        Where no choice of cells would do, as where a small total stands above as many ones, a reader is taken not to
        know of the totals, and then of any number, whether they are small themselves; the words beside the symbol
        do not say. Raises DoesNotFit where not even that is enough, for what others published.
        """
        for less_said in (None, self._unsay_margins, self._unsay_all):
            if less_said:
                less_said(terms)
            try:
                found = self._moving.apart(terms)
            except DoesNotFit:
                continue
            self._pool.add(found)
            hidden = [name for name in self._moved(found) if self.statuses[name] is Status.SHOWN]
            for name in hidden:
                self._mark(name, self._second)
            return hidden
        raise DoesNotFit

    def _unsay_margins(self, terms: Terms) -> None:
        """Take a reader not to know which totals of the lines of a sum are small, nor which rests of shares."""
        lines = [name for name, _ in terms if isinstance(name, Name)]
        for name in self.hidden:
            if ALL in name and any(name.row == each.row or name.column == each.column for each in lines):
                self._mark(name, Status.UNSAID)
        if self._rests:
            self.rests_said = False
            self._moving.unsay_rests()

    def _unsay_all(self, _: Terms) -> None:
        """Take a reader not to know of any hidden number whether it is small itself."""
        self._second = self._moving.second = Status.UNSAID
        for name, status in self.statuses.items():
            self._mark(name, status if status is Status.SHOWN else Status.UNSAID)

    def show_again(self) -> None:
        """Show what was hidden for the sake of others and is not needed, the dearest first."""
        seconds = [name for name, status in self.statuses.items() if status is Status.SECOND]
        for name in sorted(seconds, key=lambda each: -self._prices[each]):
            aside = self._pool.set_aside(name)
            self._mark(name, Status.SHOWN)
            touched = {each: None for moves in aside for each in moves}
            if not all(self._still_safe(terms) for terms in self._secrets_of(touched)):
                self._mark(name, Status.SECOND)
                self._pool.add(aside)

    def _secrets_of(self, names: Mapping[Name, None]) -> list[Terms]:
        """The secrets in which any of some numbers has a part."""
        hidden: list[Terms] = [((name, 1),) for name in names if self.statuses[name] is not Status.SHOWN]
        return [*hidden, *dict.fromkeys(self._rest_of[name] for name in names if name in self._rest_of)]

    def _still_safe(self, terms: Terms) -> bool:
        """Whether a sum is safe without hiding anything more."""
        if terms in self._past_help or self._safe(terms):
            return True
        if not self._trials:
            return False
        self._trials -= 1
        try:
            found = self._moving.apart(terms)
        except DoesNotFit:
            return False
        if any(self.statuses[name] is Status.SHOWN for name in self._moved(found)):
            return False
        self._pool.add(found)
        return True

    def _safe(self, terms: Terms) -> bool:
        """Whether moves that were found already show a sum to be safe."""
        return self._pool.keeps_apart(terms, self.rules.protection)

    def _moved(self, many: Iterable[Moves]) -> dict[Name, None]:
        """The numbers that move in any of them, those left out that are only rounded."""
        return {
            name: None
            for moves in many
            for name, move in moves.items()
            if self.statuses[name] is not Status.SHOWN or not self._within(name, move)
        }

    def _within(self, name: Name, move: int) -> bool:
        low, high = self.rules.told(Status.SHOWN, self.counts[name])
        return low <= self.counts[name] + move <= high

    def _mark(self, name: Name, status: Status) -> None:
        self.statuses[name] = status
        self._moving.settle(name, status)


def _prices(counts: Mapping[Name, int]) -> dict[Name, float]:
    """What hiding each number would cost: more for totals, and among cells alike more for the larger."""
    most = max(counts.values(), default=0) + 1
    base = (INNER, MARGIN, WHOLE)
    return {
        name: base[[name.row, name.column].count(ALL)] * (1 + count / most) for name, count in counts.items()
    }
