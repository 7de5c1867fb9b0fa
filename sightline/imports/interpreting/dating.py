"""In what order and from what day a table writes its dates, found before the first of them is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from sightline.imports.cells import DATED
from sightline.imports.cells.orders import Order, months_first, since_1904, turned
from sightline.imports.interpreting.plans import Fault, SheetPlan, column_name
from sightline.imports.layouts import Parse
from sightline.imports.reading import Reading, Row, Value

Reads = tuple[str, int, Parse, bool, Any]
"""A field as rows are read: its name, its place, what reads its cells, whether it is required, what a blank is."""

MONTH_FIRST = "the dates of this column have the month first, and were read so"
_LOOK_AHEAD = 2000


def rows_dated(fields: list[Reads], plan: SheetPlan, reading: Reading, doubts: list[Fault]) -> Iterator[Row]:
    """The rows of a sheet; before the first, ``fields`` are made to read its dates as they are written.

    The first rows mostly tell. Only where they hold dates typed as text, and none that can only be day first, is
    the whole table looked through before. What was found is added to ``doubts``.
    """
    dated = [at for at, (_, _, parse, _, _) in enumerate(fields) if parse in DATED]
    orders = {fields[at][1]: Order() for at in dated}
    rows = reading.rows(plan.sheet)
    ahead = list(islice(rows, _LOOK_AHEAD))
    _see(orders, plan, ahead)
    if any(one.dates and not one.day_first for one in orders.values()):
        _see(orders, plan, rows)
        ahead, rows = [], reading.rows(plan.sheet)
    for at, month_first in zip(dated, months_first(orders.values()), strict=True):
        name, place, parse, required, blank = fields[at]
        if month_first or reading.from_1904:
            parse = _through(parse, month_first=month_first, from_1904=reading.from_1904)
            fields[at] = (name, place, parse, required, blank)
        if month_first:
            doubts.append(Fault(plan.sheet, plan.heading_row, column_name(plan, place), "", MONTH_FIRST))
    return chain(ahead, rows)


def _see(orders: dict[int, Order], plan: SheetPlan, rows: Iterable[Row]) -> None:
    """Look at the dates in some rows of a table."""
    for row in rows:
        if plan.heading_row < row.number <= (plan.until or row.number):
            for place, order in orders.items():
                if place < len(row.cells):
                    order.see(row.cells[place])


def _through(parse: Parse, *, month_first: bool, from_1904: bool) -> Parse:
    """What reads a date that is written the other way round, or counted from another day."""

    def read(cell: Value) -> Any:
        cell = turned(cell) if month_first else cell
        return parse(since_1904(cell) if from_1904 else cell)

    return read
