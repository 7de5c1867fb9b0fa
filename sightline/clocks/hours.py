"""Clocks that run by the hour: working hours of the front door, and hours on the wall. Pure: no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sightline.clocks.calendars import Calendar
from sightline.clocks.lengths import Length, Unit

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
LONGEST_CLOSED = 366  # days in a row that nothing opens, after which a calendar cannot be right


@dataclass(frozen=True)
class Opening:
    """When a service is open: weekday (0 is Monday) -> from, until. It is closed on the other days and on holidays."""

    hours: Mapping[int, tuple[time, time]]

    def on(self, day: date, calendar: Calendar) -> tuple[datetime, datetime] | None:
        """From when until when it is open on a day; None when it is closed."""
        span = self.hours.get(day.weekday())
        if span is None or calendar.closed(day):
            return None
        return tuple(datetime.combine(day, at, LONDON) for at in span)  # type: ignore[return-value]


@dataclass(frozen=True)
class Stretch:
    """A stretch of time in which a clock ran."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Moment:
    """The moment a clock runs out, with the stretches in which it ran."""

    start: datetime
    length: Length
    due: datetime
    ran: tuple[Stretch, ...]


def due_at(
    start: datetime, length: Length, opening: Opening, calendar: Calendar, *, past_closing: bool = False
) -> Moment:
    """The moment a clock of hours runs out.

    Hours on the wall simply pass. Working hours pass while the service is open; with ``past_closing`` a clock
    that has begun goes on when the service closes, as one for immediate danger does. ValueError for a start
    without a time zone, for a length in days, and for a service that never opens.
    """
    if start.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    if not length.unit.by_the_hour:
        raise ValueError(f"{length} are not hours.")
    left = timedelta(hours=length.number)
    if length.unit is Unit.HOURS:
        return _wall(start, start, length)
    ran: list[Stretch] = []
    day = start.astimezone(LONDON).date()
    for _ in range(LONGEST_CLOSED):
        span = opening.on(day, calendar)
        if span and start < span[1]:
            begins = max(start.astimezone(LONDON), span[0])
            if past_closing:
                return _wall(start, begins, length)
            passes = min(left, span[1] - begins)
            ran.append(Stretch(begins, begins + passes))
            left -= passes
            if not left:
                return Moment(start, length, ran[-1].end, tuple(ran))
        day += DAY
    raise ValueError("The service is never open, so working hours never pass.")


def _wall(start: datetime, begins: datetime, length: Length) -> Moment:
    # Added in UTC: on the night the clocks change, two hours are two hours.
    end = (begins.astimezone(UTC) + timedelta(hours=length.number)).astimezone(LONDON)
    return Moment(start, length, end, (Stretch(begins, end),))
