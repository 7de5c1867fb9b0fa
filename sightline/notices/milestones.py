"""On which days people are reminded of what is due. Days in, days out: no database, no Django."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

LATE = timedelta(days=3)
"""How late a reminder may come, after a day on which nothing ran; what is brought in old brings no flood of mail."""
LATE_TO_CHAIR = timedelta(days=14)
ONE = timedelta(days=1)


class Reminding(Protocol):
    """In days: how long before, how often afterwards, and when the chair is told."""

    @property
    def first(self) -> int: ...
    @property
    def second(self) -> int: ...
    @property
    def again(self) -> int: ...
    @property
    def escalate(self) -> int: ...


def reminder(due: date, today: date, lengths: Reminding) -> date | None:
    """The day of the latest reminder that has come by today; None when there is none, or it is too late for it."""
    if today > due:
        days = (today - due - ONE).days
        latest = today - timedelta(days=days % lengths.again)
    else:
        before = (due - timedelta(days=length) for length in (lengths.first, lengths.second))
        latest = max((day for day in before if day <= today), default=date.min)
    return latest if today - latest <= LATE else None


def escalation(due: date, today: date, lengths: Reminding) -> date | None:
    """The day on which the chair is to be told; None before it, and when it is long past."""
    day = due + timedelta(days=lengths.escalate)
    return day if day <= today <= day + LATE_TO_CHAIR else None
