"""When a report is due, and how it stands on a day. Pure: no database, no Django."""

from __future__ import annotations

from datetime import date
from enum import Enum

from sightline.foundation.dates import month_end


class State(Enum):
    """How a report that is due stands; the value is the word in an address."""

    DUE = "due"
    LATE = "late"
    RECEIVED = "received"
    RECEIVED_LATE = "received-late"
    NOT_NEEDED = "not-needed"


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    last = month_end(date(day.year + years, month + 1, 1))
    return last.replace(day=min(day.day, last.day))


def due_dates(first: date, every: int, until: date) -> list[date]:
    """The days from the first to the last on which a report is due every so many months.

    Each is counted from the first, so that what is due at a month's end stays there: 31 January, 28 February, 31 March.
    """
    days: list[date] = []
    while (day := months_on(first, every * len(days))) <= until:
        days.append(day)
    return days


def state(day: date, due_on: date, received_on: date | None, *, needed: bool = True) -> State:
    """How a report stands on a day; on the day it is due it is not late yet."""
    if not needed:
        return State.NOT_NEEDED
    if received_on is not None:
        return State.RECEIVED if received_on <= due_on else State.RECEIVED_LATE
    return State.LATE if due_on < day else State.DUE
