"""The date a clock runs out, and how it was worked out, day by day. Pure: no database.

Day 0 is the start. Source: Working Together 2023, chapters 3 to 5; which clocks there are stands in ``standard.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sightline.clocks.calendars import Calendar
from sightline.clocks.lengths import Length, Unit
from sightline.foundation.dates import months

DAY = timedelta(days=1)
PAUSED = "the clock was paused"


@dataclass(frozen=True)
class Pause:
    """Days on which a clock stood still: from the first until the day it went on, which counts again."""

    start: date
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Day:
    """One day on the way to a deadline: its number, or 0 and why it was skipped."""

    day: date
    number: int
    skipped: str = ""


@dataclass(frozen=True)
class Deadline:
    """The day a clock runs out, with every day on the way; ``due`` is None while it is paused for good."""

    start: date
    length: Length
    due: date | None
    days: tuple[Day, ...]

    @property
    def skipped(self) -> tuple[Day, ...]:
        return tuple(day for day in self.days if day.skipped)


def due(start: date, length: Length, calendar: Calendar, pauses: Iterable[Pause] = ()) -> Deadline:
    """The date a clock runs out, with the days that were counted and those that were skipped.

    Working days skip weekends and holidays, days and months do not; a paused day counts for neither. ValueError
    for a length in hours, which ``hours.due_at`` works out.
    """
    if length.unit.by_the_hour:
        raise ValueError(f"{length} are not days.")
    stood_still = tuple(pauses)
    if length.unit is Unit.MONTHS:
        return _months(start, length, stood_still)
    working = length.unit is Unit.WORKING_DAYS
    step = -DAY if length.number < 0 else DAY
    day, number, days = start, 0, list[Day]()
    while number < abs(length.number):
        day += step
        if any(pause.until is None and day in pause for pause in stood_still):
            return Deadline(start, length, None, tuple(days))
        skipped = (
            PAUSED if any(day in pause for pause in stood_still) else calendar.closed(day) if working else ""
        )
        number += not skipped
        days.append(Day(day, 0 if skipped else number, skipped))
    return Deadline(start, length, day, tuple(days))


def _months(start: date, length: Length, pauses: Sequence[Pause]) -> Deadline:
    """The same day so many months on, or the last of a shorter one, and as many days later as the clock stood still."""
    first = start.replace(day=1)
    later = first.year * 12 + first.month - 1 + length.number
    target = date(later // 12, later % 12 + 1, 1)
    last = next(months(target, target))[1]
    wanted = min(start.day, last.day)
    if any(pause.until is None and pause.start <= target.replace(day=wanted) for pause in pauses):
        return Deadline(start, length, None, ())
    end, day, days = target.replace(day=wanted), start, list[Day]()
    while day < end:
        day += DAY
        if any(day in pause for pause in pauses):
            days.append(Day(day, 0, PAUSED))
            end += DAY
    return Deadline(start, length, end, tuple(days))
