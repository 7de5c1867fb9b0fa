"""What may be shown of one indicator: every figure of it is read from a few controlled tables, however it is asked.

Of a reporting year these are: its months; its groups by each way it can be divided; and what stands where a group meets
a month, or a group by another way. Whatever is asked is one of their cells or a sum of cells that are shown, so that no
two questions can be set against each other. See docs/decisions/0018.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sightline.datasets.engine.indicators.asking import Cell as Counted
from sightline.datasets.engine.indicators.asking import Span
from sightline.datasets.engine.indicators.model import Counts, Indicator
from sightline.datasets.figures.counts import HIDDEN, Count, Shown, is_year, month_name, months_of, year_span
from sightline.foundation.years import ReportingYear
from sightline.measures.disclosure import ALL, Controlled, Rules, Table, control
from sightline.measures.disclosure.tables import Name

Ask = Callable[[Sequence[Span], Sequence[str]], list[Counted]]
MONTH = "month"
MOST_HIDDEN = 0.25
"""Of a table where two ways meet, the part of its counts that may be hidden; one with more is not told at all.

The noughts of a table that is mostly empty say much, together with those of others that share its totals.
"""


class Sheets:
    """The controlled tables of one indicator over one store, each made when it is first asked for.

    ``ask`` counts the indicator in spans, divided by ways. Groups go by the value that is stored, "" for none.
    ``read`` answers a table that was made before, by its key, and None where it was not; ``made`` are those that are
    here.
    """

    def __init__(
        self,
        indicator: Indicator,
        ask: Ask,
        rules: Rules,
        out_of: Sheets | None = None,
        read: Callable[[tuple[object, ...]], Any] | None = None,
    ) -> None:
        self.indicator, self.rules = indicator, rules
        self.nothing = Count(0, 0 if indicator.counts is Counts.SHARE else None)
        self.made: dict[tuple[object, ...], Any] = {}
        self._ask, self._out_of, self._read = ask, out_of, read

    def total(self, unit: Span) -> Shown:
        """The figure of a year or month. That of a year is hidden only where it is small itself."""
        if not is_year(unit) and self._adds_up:
            return self.by_month(ReportingYear.of(unit.first)).get(month_name(unit), Shown(self.nothing))
        return self._once((unit,), lambda: self._total(unit))

    def by_month(self, year: ReportingYear) -> Mapping[str, Shown]:
        """The months of a year, by their names."""
        if not self._adds_up:
            return {month_name(span): self.total(span) for span in months_of(year_span(year))}
        return self._once((MONTH, year), lambda: self._lines(_singles(self._by_month(year, ()))))

    def groups(self, unit: Span, way: str) -> Mapping[str, Shown]:
        """The groups of a year or month, by one way; those that are not there have nothing."""
        if not is_year(unit) and self._adds_up:
            month = month_name(unit)
            found = self.meeting(ReportingYear.of(unit.first), way, MONTH)
            return {group: shown for (group, other), shown in found.items() if other == month}
        return self._once((unit, way), lambda: self._groups(unit, way))

    def meeting(self, year: ReportingYear, way: str, other: str) -> Mapping[tuple[str, str], Shown]:
        """What stands where groups by one way meet those by another, or the months, of a year."""
        if other == MONTH and not self._adds_up:
            months = months_of(year_span(year))
            return {(group, month_name(m)): one for m in months for group, one in self.groups(m, way).items()}
        return self._once((year, way, other), lambda: self._meeting(year, way, other))

    @property
    def _adds_up(self) -> bool:
        """Whether the months of a year come to it: a child who counts in two of them counts once in the year."""
        return not self.indicator.of_the_period

    def _total(self, unit: Span) -> Shown:
        count = self._counts(unit).get((), self.nothing)
        return HIDDEN if self._small(count) else Shown(count)

    def _groups(self, unit: Span, way: str) -> dict[str, Shown]:
        shown = self._lines(_singles(self._counts(unit, way)))
        if self._out_of is None:
            return shown
        of_all = self._out_of.groups(unit, way)
        return {group: HIDDEN if of_all.get(group) == HIDDEN else one for group, one in shown.items()}

    def _meeting(self, year: ReportingYear, way: str, other: str) -> dict[tuple[str, str], Shown]:
        unit = year_span(year)
        counts = self._by_month(year, (way,)) if other == MONTH else self._counts(unit, way, other)
        margins = self.groups(unit, way), self.by_month(year) if other == MONTH else self.groups(unit, other)
        rows, columns = ({place[side] for place in counts} for side in (0, 1))
        full = {(row, column): counts.get((row, column), self.nothing) for row in rows for column in columns}
        if not full:
            return {}
        controlled = control(self._table(full), self.rules, rather=self._totals(margins))
        hidden = sum(controlled.hidden(*place) for place in full)
        there = sum(not count.nothing for count in full.values())
        if self._contradicts(controlled, margins, full) or hidden > MOST_HIDDEN * there:
            return dict.fromkeys(full, HIDDEN)
        return {place: HIDDEN if controlled.hidden(*place) else Shown(count) for place, count in full.items()}

    def _totals(self, margins: tuple[Mapping[str, Shown], ...]) -> list[Name]:
        """The totals that are hidden elsewhere, by their names in a table where two ways meet."""
        rows, columns = margins
        places = [(row, ALL) for row, shown in rows.items() if shown.hidden]
        places += [(ALL, column) for column, shown in columns.items() if shown.hidden]
        return [Name(part, *place) for place in places for part in ("n", "d")]

    def _contradicts(
        self,
        controlled: Controlled,
        margins: tuple[Mapping[str, Shown], ...],
        full: Mapping[tuple[str, str], Count],
    ) -> bool:
        """Whether a table relies on a total being hidden that is shown elsewhere."""
        rows, columns = margins
        relied = [rows.get(row) for row in controlled.table.rows if controlled.hidden(row, ALL)]
        relied += [columns.get(one) for one in controlled.table.columns if controlled.hidden(ALL, one)]
        if any(shown is not None and not shown.hidden for shown in relied):
            return True
        return controlled.hidden(ALL, ALL) and not self._small(sum(full.values(), self.nothing))

    def _lines(self, counts: Mapping[str, Count]) -> dict[str, Shown]:
        """The parts of a whole; where nothing else would do, all are hidden, since the whole is not."""
        if not counts:
            return {}
        column = ""
        table = self._table({(group, column): count for group, count in counts.items()})
        one = {place: cell for place, cell in table.cells.items() if place[1] == column}
        controlled = control(Table(table.rows, table.columns, one), self.rules)
        if controlled.hidden(ALL, column) and not self._small(sum(counts.values(), self.nothing)):
            return {group: self._unless_nothing(count) for group, count in counts.items()}
        return {
            group: HIDDEN if controlled.hidden(group, column) else Shown(count)
            for group, count in counts.items()
        }

    def _table(self, counts: Mapping[tuple[str, str], Count]) -> Table:
        parts: dict[str, dict[str, int | None]] = defaultdict(dict)
        wholes: dict[str, dict[str, int | None]] = defaultdict(dict)
        for (row, column), count in sorted(counts.items()):
            parts[row][column], wholes[row][column] = count
        return Table.of(parts, wholes if self.nothing.whole is not None else None)

    def _unless_nothing(self, count: Count) -> Shown:
        return Shown(count) if count.nothing else HIDDEN

    def _small(self, count: Count) -> bool:
        """Whether a count, what it is out of, or what is left of that, is small itself."""
        rest = () if count.whole is None else (count.whole, count.whole - count.part)
        return any(self.rules.small(each) for each in (count.part, *rest))

    def _counts(self, unit: Span, *ways: str) -> dict[tuple[str, ...], Count]:
        return {_names(cell): self._count(cell) for cell in self._ask([unit], ways)}

    def _by_month(self, year: ReportingYear, ways: Sequence[str]) -> dict[tuple[str, ...], Count]:
        """Counts by the groups and then the month of a year."""
        spans = months_of(year_span(year))
        found = {
            (*_names(cell), month_name(spans[cell.period])): self._count(cell)
            for cell in self._ask(spans, ways)
        }
        if not ways:
            return {(month_name(span),): found.get((month_name(span),), self.nothing) for span in spans}
        return found

    def _count(self, cell: Counted) -> Count:
        return Count(cell.rows) if self.nothing.whole is None else Count(cell.part, cell.rows)

    def _once(self, key: tuple[object, ...], make: Callable[[], Any]) -> Any:
        if key not in self.made:
            read = self._read(key) if self._read else None
            self.made[key] = make() if read is None else read
        return self.made[key]


def _names(cell: Counted) -> tuple[str, ...]:
    return tuple("" if group is None else str(group) for group in cell.groups)


def _singles(counts: Mapping[tuple[str, ...], Count]) -> dict[str, Count]:
    return {group: count for (group,), count in counts.items()}
