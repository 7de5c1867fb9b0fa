"""Which cells to hide so that no small count can be worked out, losing as little as may be.

For each hidden number that can still be made out, a linear programme looks for two tables that both agree with all that
is shown, in which the number differs by more than the protection level, and which move as few shown cells as they
can; those that moved are hidden too. In the manner of Kelly, Golden and Assad, "Cell suppression: disclosure
protection for sensitive tabular data" (Networks, 1992), here with what readers know of hidden cells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sightline.measures.disclosure.knowledge import Knowledge, Terms
from sightline.measures.disclosure.moving import Moving
from sightline.measures.disclosure.pool import Moves, Pool
from sightline.measures.disclosure.programme import DoesNotFit
from sightline.measures.disclosure.published import Controlled, small_rests
from sightline.measures.disclosure.rules import USUAL, Rules, Status
from sightline.measures.disclosure.tables import ALL, Name, Place, Table

INNER, MARGIN, WHOLE = 1.0, 6.0, 40.0
"""What it costs to hide a cell, the total of a line, and the total of all."""
TRIALS = 150
"""How many programmes are solved to see what can be shown again; of larger tables the rest stays hidden."""


def control(
    table: Table, rules: Rules = USUAL, *, rather: Iterable[Name] = (), kept: Collection[Place] = ()
) -> Controlled:
    """The table with all hidden that must be for ``attack`` to find nothing; the same table gives the same answer.

    Where others have to be hidden, it is ``rather`` these, which are hidden elsewhere.
    What is not small itself at the places ``kept`` stays shown, as totals must that are shown elsewhere. Where nothing
    else would do, zeros are hidden then. Raises DoesNotFit where not even that is enough: such a table cannot be shown.
    """
    search = Search(table, rules, kept)
    search.hide(rather)
    search.protect_all()
    search.show_again()
    return search.controlled()


class Search:
    """What is hidden so far, and the moves of the table that show why it is safe.

    A set of moves turns the true table into another that a reader could not tell from it.
    """

    def __init__(self, table: Table, rules: Rules, kept: Collection[Place] = ()) -> None:
        self.table, self.rules, self.counts = table, rules, table.counts
        self.statuses = {
            name: Status.SMALL if rules.small(count) else Status.SHOWN for name, count in self.counts.items()
        }
        self.rests_said = True
        self._second = Status.SECOND
        small = {name for name, status in self.statuses.items() if status is Status.SMALL}
        self._fixed = {name for name in self.counts if name[1:] in frozenset(kept) and name not in small}
        self._besides: Knowledge | None = None
        self._zeros = False
        self._rests = tuple(small_rests(table, rules).values())
        self._rest_of = {name: terms for terms in self._rests for name, _ in terms}
        self._prices = _prices(self.counts)
        self._pool, self._trials = Pool(), TRIALS
        self._past_help: set[Terms] = set()
        self._take_up()

    def go_on(self, besides: Knowledge) -> None:
        """Go on from what is hidden so far, for readers who know something besides.

        That may give a number away whatever is hidden; such a number is past help.
        """
        self._pool = Pool()
        self._besides = besides
        self._take_up()

    def _take_up(self) -> None:
        self._moving = Moving(
            self.table, self.rules, self._prices, self._besides, self._fixed, zeros=self._zeros
        )
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
            if self.statuses.get(name) is Status.SHOWN and self.counts[name] and name not in self._fixed:
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
                if self._besides is None:
                    raise
                self._past_help.add(terms)

    def protect(self, terms: Terms) -> list[Name]:
        """Hide what must be hidden for a sum to be safe, and say what that was.

        Where no choice of cells would do, as where a small total stands above as many ones, a reader is taken not to
        know of the totals, and then of any number, whether they are small themselves; the words beside the symbol
        do not say. Raises DoesNotFit where not even that is enough, for what others published or what is kept.
        """
        for less_said in (None, self._unsay_margins, self._unsay_all, self._move_zeros):
            if less_said:
                less_said(terms)
            try:
                found = self._moving.apart(terms)
            except DoesNotFit:
                continue
            self._pool.add(found)
            hidden = [name for name in self._moved(found) if self.statuses[name] is Status.SHOWN]
            for name in hidden:
                self._mark(name, self._second if self.counts[name] else Status.WITHHELD)
            return [name for name in hidden if self.counts[name]]
        raise DoesNotFit

    def _unsay_margins(self, terms: Terms) -> None:
        """Take a reader not to know which totals of the lines of a sum are small, nor which rests of shares."""
        lines = [name for name, _ in terms if isinstance(name, Name)]
        for name in self.hidden:
            if ALL in name and any(name.row == each.row or name.column == each.column for each in lines):
                self._unsay(name)
        if self._rests:
            self.rests_said = False
            self._moving.unsay_rests()

    def _unsay_all(self, _: Terms) -> None:
        """Take a reader not to know of any hidden number whether it is small itself."""
        self._second = self._moving.second = Status.UNSAID
        for name in self.statuses:
            self._unsay(name)

    def _unsay(self, name: Name) -> None:
        hidden = self.statuses[name] in (Status.SMALL, Status.SECOND)
        self._mark(name, Status.UNSAID if hidden else self.statuses[name])

    def _move_zeros(self, _: Terms) -> None:
        """Let zeros be hidden, where totals had to stay; there is no other need of it."""
        if self._fixed and not self._zeros:
            self._zeros = True
            self._take_up()

    def show_again(self) -> None:
        """Show what was hidden for the sake of others and is not needed, the dearest first."""
        seconds = [name for name in self.hidden if self.statuses[name] in (Status.SECOND, Status.WITHHELD)]
        for name in sorted(seconds, key=lambda each: -self._prices[each]):
            status = self.statuses[name]
            aside = self._pool.set_aside(name)
            self._mark(name, Status.SHOWN)
            touched = {each: None for moves in aside for each in moves}
            if not all(self._still_safe(terms) for terms in self._secrets_of(touched)):
                self._mark(name, status)
                self._pool.add(aside)

    def _secrets_of(self, names: Mapping[Name, None]) -> list[Terms]:
        """The secrets in which any of some numbers has a part."""
        secret = (Status.SMALL, Status.SECOND, Status.UNSAID)
        hidden: list[Terms] = [((name, 1),) for name in names if self.statuses[name] in secret]
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
    """What hiding each number would cost: more for totals, among cells alike more for the larger, most for a 0."""
    most = max(counts.values(), default=0) + 1
    base = (INNER, MARGIN, WHOLE)
    return {
        name: base[[name.row, name.column].count(ALL)] * (1 + count / most if count else 4)
        for name, count in counts.items()
    }
