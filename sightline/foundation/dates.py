"""Dates as people read them, and the months of a period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta


def spell_out(day: date) -> str:
    """A date as it is printed: 31 March 2025."""
    return f"{day.day} {day:%B} {day.year}"


def month_of(day: date) -> str:
    """The month a day falls in, as it is printed: March 2025."""
    return f"{day:%B} {day.year}"


def next_month(first: date) -> date:
    """The first day of the month after the one ``first`` falls in."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def month_end(day: date) -> date:
    """The last day of the month ``day`` falls in."""
    return next_month(day) - timedelta(days=1)


def months(start: date, end: date) -> Iterator[tuple[date, date]]:
    """The (first day, last day) of each calendar month from that of ``start`` to that of ``end``."""
    first = start.replace(day=1)
    while first <= end:
        yield first, month_end(first)
        first = next_month(first)
