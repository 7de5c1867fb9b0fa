"""When deliveries are due under an agreement, and which of them has not come.

A delivery makes up for everything that was outstanding when it came; where nothing was, it is the next one. So a late
delivery does not pass for the one after it, and a corrected file passes for none.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from datetime import date

MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
"""Months between two deliveries; a data set that comes when it is asked for is due once."""


def months_later(day: date, months: int) -> date:
    """The same day of a later (or earlier) month, or the last of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def due_days(frequency: str, first: date) -> Iterator[date]:
    """Every day on which a delivery is due, without end where they repeat."""
    yield first
    step = MONTHS.get(frequency)
    count = 1
    while step and months_later(first, step * count).year < date.max.year:
        yield months_later(first, step * count)
        count += 1


def next_due(frequency: str, first: date | None, ends: date, delivered: Iterable[date]) -> date | None:
    """The day of the first delivery that has not come, in the past or to come; None when no more is due.

    ``delivered`` are the days of the deliveries that came. The agreement ends with the day ``ends``.
    """
    if first is None:
        return None
    dues = list(_until(due_days(frequency, first), ends))
    met = 0  # how many have come
    for day in sorted(delivered):
        owed = sum(due <= day for due in dues)
        if owed > met:
            met = owed
        elif met < len(dues) and (met == 0 or day > dues[met - 1]):
            met += 1
    return dues[met] if met < len(dues) else None


def _until(days: Iterator[date], last: date) -> Iterator[date]:
    for day in days:
        if day > last:
            return
        yield day
