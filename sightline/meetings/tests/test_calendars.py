"""Calendar files by the rules of RFC 5545, as a program that knows nothing of ours reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.meetings.calendars import Event, Mailbox, Method, feed, invitation, single

NOW = datetime(2027, 1, 5, 9, 30, tzinfo=UTC)
ORGANISER, GUEST = Mailbox("Westmoor", "sightline@westmoor.example"), Mailbox("Ann Bell", "ann@example.org")
MEETING = Event("1@here", "DSP Executive", date(2027, 7, 12), time(10), time(12), "Moor Room", "Agenda: …")
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)


def read(content: bytes) -> tuple[Any, Any]:
    calendar: Any = icalendar.Calendar.from_ical(content)
    [event] = calendar.walk("VEVENT")
    return calendar, event


@given(words, words, words, words)
def test_lines_are_folded_and_end_as_the_standard_asks_whatever_they_hold(title, place, text, name):
    event = Event("1@here", title, date(2027, 7, 12), time(10), time(12), place, text)
    content = invitation(event, Method.REQUEST, Mailbox(name, "a@example.org"), GUEST, NOW)
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in content.replace(b"\r\n ", b"").split(b"\r\n"):  # no letter is cut in two, once unfolded
        line.decode()


def test_commas_semicolons_and_new_lines_come_through_as_they_were_typed():
    place = "Room 1, Hall; C:\\x"
    event = Event("1@here", "Audit, learning; and\nmore", MEETING.day, place=place, text="a,\nb;c")
    guest = Mailbox('Bell, "Ann"; MP\nretired', "ann@example.org")
    content = invitation(event, Method.REQUEST, ORGANISER, guest, NOW)
    assert b"SUMMARY:Audit\\, learning\\; and more\r\n" in content
    _, made = read(content)
    assert (made["summary"], made["location"]) == ("Audit, learning; and more", place)
    assert made["description"] == "a,\nb;c"
    assert made["attendee"].params["CN"] == "Bell, ’Ann’; MP retired"
    assert made["attendee"] == "mailto:ann@example.org"


@pytest.mark.parametrize(
    ("day", "in_london", "at_greenwich"),
    [
        (date(2027, 7, 12), "20270712T100000", datetime(2027, 7, 12, 9, tzinfo=UTC)),  # summer
        (date(2027, 12, 13), "20271213T100000", datetime(2027, 12, 13, 10, tzinfo=UTC)),
        (
            date(2027, 3, 28),
            "20270328T100000",
            datetime(2027, 3, 28, 9, tzinfo=UTC),
        ),  # the clocks went on that night
        (date(2027, 10, 31), "20271031T100000", datetime(2027, 10, 31, 10, tzinfo=UTC)),  # and back
    ],
)
def test_a_meeting_begins_when_clocks_in_london_say_so(day, in_london, at_greenwich):
    content = single(Event("1@here", "Board", day, time(10), time(12)), NOW)
    assert f"DTSTART;TZID=Europe/London:{in_london}\r\n".encode() in content
    calendar, event = read(content)
    assert event["dtstart"].dt == at_greenwich
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=2)
    [zone] = calendar.walk("VTIMEZONE")
    own = zone.to_tz()  # the zone as the file itself describes it, not as this machine knows it
    assert datetime.combine(day, time(10), own).astimezone(UTC) == at_greenwich


def test_an_invitation_has_what_outlook_and_google_look_for():
    calendar, event = read(invitation(MEETING, Method.REQUEST, ORGANISER, GUEST, NOW))
    assert (calendar["version"], calendar["method"]) == ("2.0", "REQUEST")
    assert calendar["prodid"]
    assert (event["uid"], event["sequence"], event["status"]) == ("1@here", 0, "CONFIRMED")
    assert event["dtstamp"].dt == NOW
    assert event["organizer"] == "mailto:sightline@westmoor.example"
    params = event["attendee"].params
    assert (params["RSVP"], params["PARTSTAT"], params["ROLE"]) == ("TRUE", "NEEDS-ACTION", "REQ-PARTICIPANT")


def test_taking_an_invitation_back_names_the_same_event_as_cancelled():
    off = replace(MEETING, cancelled=True)
    calendar, event = read(invitation(off, Method.CANCEL, ORGANISER, GUEST, NOW))
    assert (calendar["method"], event["status"], event["uid"]) == ("CANCEL", "CANCELLED", "1@here")
    assert event["attendee"] == "mailto:ann@example.org"


def test_taking_it_back_from_one_guest_does_not_say_that_the_meeting_is_off():
    calendar, event = read(invitation(MEETING, Method.CANCEL, ORGANISER, GUEST, NOW))
    assert (calendar["method"], event["uid"]) == ("CANCEL", "1@here")
    assert "status" not in event  # RFC 5546, 3.2.5: for guests who are uninvited it must not be there


def test_without_a_time_a_meeting_takes_its_day():
    _, event = read(single(Event("1@here", "Board", date(2027, 7, 12)), NOW))
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2027, 7, 12), date(2027, 7, 13))
    assert event["dtstart"].params["VALUE"] == "DATE"


def test_a_feed_says_in_the_title_what_is_cancelled_and_names_nobody():
    off = Event("2@here", "Board", date(2027, 8, 12), cancelled=True)
    content = feed("Your meetings", [MEETING, off], NOW)
    calendar: Any = icalendar.Calendar.from_ical(content)
    assert [str(one["summary"]) for one in calendar.walk("VEVENT")] == ["DSP Executive", "Cancelled: Board"]
    assert [str(one["status"]) for one in calendar.walk("VEVENT")] == ["CONFIRMED", "CANCELLED"]
    assert b"ATTENDEE" not in content
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n" in content
