"""Which way round a column of dates is written: the day first, as here, or the month first, as in America.

One date that cannot be day first decides for a whole column, as long as none in it cannot be month first;
alone it would be refused, and those beside it taken for other days than they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sightline.imports.reading import Value

_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([-/.] ?)(\d{1,2})([-/.] ?)(\d{4}|'?\d{2})(?!\d)")
SINCE_1904 = 1462  # days from the day one of Excel on Windows to that of its old form for the Macintosh


class Order:
    """What has been seen of the order of the dates in one column."""

    def __init__(self) -> None:
        self.day_first = self.month_first = self.dates = False

    def see(self, cell: Value) -> None:
        """Take a cell into account; real dates have no order."""
        if type(cell) is not str:
            return
        for found in _NUMERIC.finditer(cell):
            first, second = int(found[1]), int(found[3])
            self.dates = True
            self.day_first |= 12 < first <= 31 and 1 <= second <= 12
            self.month_first |= 12 < second <= 31 and 1 <= first <= 12


def months_first(orders: Iterable[Order]) -> list[bool]:
    """For each column of a table whether its dates have the month first.

    A column that shows neither order is like the others, if these are of one mind.
    """
    seen = list(orders)
    all_months = any(one.month_first for one in seen) and not any(one.day_first for one in seen)
    return [not one.day_first and (one.month_first or all_months) for one in seen]


def turned(cell: Value) -> Value:
    """A cell with its dates the other way round: what was month first is day first."""
    if type(cell) is not str:
        return cell
    return _NUMERIC.sub(lambda found: f"{found[3]}{found[2]}{found[1]}{found[4]}{found[5]}", cell)


def since_1904(cell: Value) -> Value:
    """A cell of a workbook that counts its days from 1904, as others count them; dates are dates already."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and cell >= 1:
        return cell + SINCE_1904
    return cell
