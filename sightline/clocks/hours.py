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
            passes = min(left, passed(begins, span[1]))
            ran.append(Stretch(begins, after(begins, passes)))
            left -= passes
            if not left:
                return Moment(start, length, ran[-1].end, tuple(ran))
        day += DAY
    raise ValueError("The service is never open, so working hours never pass.")


def _wall(start: datetime, begins: datetime, length: Length) -> Moment:
    end = after(begins, timedelta(hours=length.number))
    return Moment(start, length, end, (Stretch(begins, end),))


def after(moment: datetime, time: timedelta) -> datetime:
    """The moment so much later, on a clock in London: on the night the clocks change, two hours are two hours."""
    return (moment.astimezone(UTC) + time).astimezone(LONDON)


def passed(start: datetime, end: datetime) -> timedelta:
    """How much time passes between two moments, whatever the clocks on the wall do between them."""
    return end.astimezone(UTC) - start.astimezone(UTC)


def in_london(day: date, at: time) -> tuple[datetime, bool]:
    """The moment of a time on a day, and whether it comes twice that night, of which the first is taken.

    ValueError for a time that does not come, because the clocks go forward over it.
    """
    moment = datetime.combine(day, at, LONDON)
    if moment.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise ValueError("The clocks go forward over this time, so it does not come.")
    return moment, moment.utcoffset() != moment.replace(fold=1).utcoffset()


@dataclass(frozen=True)
class Part:
    """What counted of one day: from when until when, how much, and how much by then; or why nothing did."""

    day: date
    start: datetime | None = None
    end: datetime | None = None
    counted: timedelta = timedelta(0)
    so_far: timedelta = timedelta(0)
    skipped: str = ""


def by_day(moment: Moment, calendar: Calendar) -> list[Part]:
    """How the hours of a clock were counted, one day after the other, from the day it started to the day it ends."""
    parts, so_far = list[Part](), timedelta(0)
    pieces = {piece.start.date(): piece for stretch in moment.ran for piece in _by_day(stretch)}
    day, last = moment.start.astimezone(LONDON).date(), moment.due.date()
    while day <= last:
        if piece := pieces.get(day):
            counted = passed(piece.start, piece.end)
            so_far += counted
            parts.append(Part(day, piece.start, piece.end, counted, so_far))
        elif day < last or day not in pieces:
            parts.append(Part(day, so_far=so_far, skipped=calendar.closed(day) or "received after closing"))
        day += DAY
    return parts


def _by_day(stretch: Stretch) -> list[Stretch]:
    """A stretch cut at every midnight."""
    pieces, start = list[Stretch](), stretch.start
    while start < stretch.end:
        midnight = datetime.combine(start.date() + DAY, time(0), LONDON)
        pieces.append(Stretch(start, min(midnight, stretch.end)))
        start = midnight
    return pieces
