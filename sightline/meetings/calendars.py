"""Meetings as calendar files (RFC 5545, RFC 5546) that Outlook and Google accept. No database, no Django.

An invitation names nobody but whom it is sent to: who else is invited is nothing for their mailbox to keep.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import icalendar

ZONE = "Europe/London"
LONDON = ZoneInfo(ZONE)
PRODUCT = "-//Sightline//Meetings//EN"
OFTEN = timedelta(hours=4)
"""How often a calendar that is subscribed to is asked to look again."""
SUMMER_AND_WINTER = f"""BEGIN:VTIMEZONE
TZID:{ZONE}
BEGIN:DAYLIGHT
TZNAME:BST
DTSTART:19810329T010000
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:GMT
DTSTART:19961027T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
END:VTIMEZONE
"""
"""British time as calendar programs write it: by rule, so that it also holds for years to come."""


class Method(StrEnum):
    """What a file asks of the calendar that it comes to: to invite, to take an invitation back, or just to show."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True)
class Mailbox:
    """Somebody in a calendar file."""

    name: str
    address: str


@dataclass(frozen=True)
class Event:
    """A meeting as a calendar shows it. ``uid`` stays the same for ever; without times it takes the whole day."""

    uid: str
    title: str
    day: date
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    text: str = ""
    href: str = ""
    sequence: int = 0
    cancelled: bool = False


def invitation(event: Event, method: Method, organiser: Mailbox, guest: Mailbox, now: datetime) -> bytes:
    """The file that invites somebody to a meeting, or takes the invitation back.

    Where it is taken back from them alone, the meeting itself has no state in it: only one that is off is cancelled.
    """
    made = _made(event, now)
    if method is Method.CANCEL and not event.cancelled:
        del made["status"]
    made.add("organizer", _address(organiser))
    asked = _address(guest)
    asked.params.update(
        {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}
    )
    made.add("attendee", asked)
    return _calendar(method, [made]).to_ical()


def single(event: Event, now: datetime) -> bytes:
    """One meeting, to put into one's own calendar."""
    return _calendar(Method.PUBLISH, [_made(event, now)]).to_ical()


def feed(name: str, events: Iterable[Event], now: datetime) -> bytes:
    """Many meetings, for a calendar that looks again from time to time."""
    calendar = _calendar(Method.PUBLISH, [_made(event, now, marked=True) for event in events])
    calendar.add("name", _line(name))
    calendar.add("x-wr-calname", _line(name))
    calendar.add("refresh-interval", OFTEN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", OFTEN)
    return calendar.to_ical()


def _calendar(method: Method, events: Iterable[icalendar.Event]) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", str(method))
    calendar.add_component(icalendar.Timezone.from_ical(SUMMER_AND_WINTER))
    for event in events:
        calendar.add_component(event)
    return calendar


def _made(event: Event, now: datetime, *, marked: bool = False) -> icalendar.Event:
    """``marked``: the title says that it is cancelled, for calendars that show no such state."""
    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("dtstamp", now.astimezone(UTC))
    made.add("sequence", event.sequence)
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    made.add("summary", f"{'Cancelled: ' if event.cancelled and marked else ''}{_line(event.title)}")
    if event.starts:
        made.add("dtstart", datetime.combine(event.day, event.starts, LONDON))
        if event.ends:
            made.add("dtend", datetime.combine(event.day, event.ends, LONDON))
    else:
        made.add("dtstart", event.day)
        made.add("dtend", event.day + timedelta(days=1))
    for name, value in (("location", _line(event.place)), ("description", event.text), ("url", event.href)):
        if value:
            made.add(name, value)
    return made


def _address(mailbox: Mailbox) -> icalendar.vCalAddress:
    """Quotation marks are left out of a name: the way to write them there is newer than many calendars."""
    address = icalendar.vCalAddress(f"mailto:{mailbox.address}")
    address.params["CN"] = _line(mailbox.name).replace('"', "’")
    return address


def _line(text: str) -> str:
    """A text as one line, without the characters that no calendar shows."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
