"""For which days a delivery is complete, so that no rows in them are a true nought and other days stay unknown.

Elsewhere a file covers whole reporting years. Data that comes month by month cannot: its first file would make
noughts of eleven months that nobody has delivered yet. So a delivery speaks for whole months, quarters or years, as
often as the agreement says that it comes; a snapshot for the reporting year that ends with its reference day; and
none for a day after it came. A person can correct the span on the delivery's page.
"""

from __future__ import annotations

from datetime import date

from sightline.foundation.dates import month_end
from sightline.foundation.years import ReportingYear

Span = tuple[date, date]


def proposed(
    frequency: str, first: date | None, last: date | None, *, came: date, reference: date | None = None
) -> Span | None:
    """The first and last day; None when the delivery holds no date that has come.

    ``first`` and ``last`` are its earliest and latest governing date, ``came`` is the day it came, ``reference`` the
    day that a snapshot is a picture of.
    """
    if reference is not None:
        start, end = ReportingYear.of(reference).start, reference
    elif first is None or last is None:
        return None
    else:
        start, end = _begin(frequency, first), _end(frequency, last)
    end = min(end, came)
    return (start, end) if start <= end else None


def _begin(frequency: str, day: date) -> date:
    if frequency == "monthly":
        return day.replace(day=1)
    if frequency == "quarterly":
        return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return ReportingYear.of(day).start


def _end(frequency: str, day: date) -> date:
    if frequency == "monthly":
        return month_end(day)
    if frequency == "quarterly":
        return month_end(date(day.year, (day.month - 1) // 3 * 3 + 3, 1))
    return ReportingYear.of(day).end
