"""How long an appointment lasts, and how it stands on a day. Pure: no database."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

from sightline.foundation.dates import month_end, next_month

SOON = timedelta(days=90)
"""How long before its last day a fixed term is said to be ending."""
DAY = timedelta(days=1)


class State(Enum):
    """How an appointment stands; the value is the word in an address."""

    FUTURE = "future"
    CURRENT = "current"
    ENDING = "ending"
    UNRENEWED = "unrenewed"
    ENDED = "ended"


def a_month_on(day: date) -> date:
    """The same day of the next month, or its last day where the month is too short."""
    last = month_end(next_month(day))
    return last.replace(day=min(day.day, last.day))


def whole_months(since: date, day: date) -> int:
    """How many whole months two days and those between make: 15 January to 14 February are one."""
    after = day + DAY
    months = (after.year - since.year) * 12 + after.month - since.month
    short = after.day < since.day and after != month_end(after)
    return max(0, months - short)


def runs_until(since: date, renewed_until: date | None) -> date:
    """The last day of a rolling appointment as renewed so far: at first it is for a month."""
    return renewed_until or a_month_on(since) - DAY


def state(
    day: date,
    since: date,
    until: date | None,
    *,
    fixed: bool = False,
    rolling: bool = False,
    renewed_until: date | None = None,
) -> State:
    """How an appointment stands on a day."""
    if since > day:
        return State.FUTURE
    if until is not None and until < day:
        return State.ENDED
    if fixed and until is not None and until <= day + SOON:
        return State.ENDING
    if rolling and runs_until(since, renewed_until) < day:
        return State.UNRENEWED
    return State.CURRENT
