"""The address at which a calendar program fetches somebody's own meetings, as such a program asks for it."""

from __future__ import annotations

import hashlib
import re
from datetime import date, time, timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from sightline.appointments.models import Appointment
from sightline.meetings import services
from sightline.meetings.models import CalendarFeed, Meeting
from sightline.partnership.models import Body, Partnership, Seat
from sightline.people.models import Person, RoleGrant
from sightline.people.services import deactivate, erase_person

PAGE = "/account/calendar/"


@pytest.fixture
def ann(person_with, seated):
    """A delegated partner with a seat on the executive since 2020."""
    person = person_with("delegated-partner", name="Ann Bell", email="ann@example.org")
    assert seated("Ann Bell", email=person.key) == person
    return person


@pytest.fixture
def client(ann, client_as):
    return client_as(ann)


def address_shown(client: Client) -> str:
    [found] = re.findall(r"http://testserver(/account/calendar/\S+?\.ics)", client.post(f"{PAGE}new").text)
    return str(found)


def events(address: str) -> list[Any]:
    answer = Client().get(address)
    assert answer.status_code == 200
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


def titles(address: str) -> list[str]:
    return [str(one["summary"]) for one in events(address)]


def test_a_calendar_fetches_the_meetings_of_ones_bodies_without_signing_in(client, called_to, seated):
    seated(
        "Ben Cole", body=Body.objects.create(partnership=called_to().partnership, key="qa", name="QA Group")
    )
    called_to(20, body=Body.objects.get(key="qa"))
    address = address_shown(client)
    [one] = events(address)
    assert (one["summary"], one["location"]) == ("DSP Executive", "Moor Room")
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"


def test_it_says_when_where_and_which_body_and_nothing_else(client, called_to, shell, seated):
    seated("Ben Cole")
    one = called_to()
    services.meetings.correct(by=shell, record=one, values={"chair": Person.objects.get(name="Ben Cole")})
    services.send_invitations(by=shell, meeting=one)
    content = Client().get(address_shown(client)).content.decode()
    [event] = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert set(event) == {
        "UID", "DTSTAMP", "SEQUENCE", "STATUS", "SUMMARY", "DTSTART", "DTEND", "LOCATION", "DESCRIPTION", "URL",
    }  # fmt: skip
    assert "Ben Cole" not in content
    assert "@example.org" not in content


def test_a_cancelled_meeting_stays_and_says_so_and_a_withdrawn_one_goes(client, called_to, shell):
    off, gone = called_to(10), called_to(20)
    services.cancel(by=shell, meeting=off, reason="No room")
    services.meetings.withdraw(by=shell, record=gone, reason="Twice")
    [one] = events(address_shown(client))
    assert (one["summary"], one["status"]) == ("Cancelled: DSP Executive", "CANCELLED")


def test_it_knows_a_meeting_by_the_same_name_and_number_as_the_invitation_to_it(client, called_to, shell):
    one = called_to()
    services.send_invitations(by=shell, meeting=one)
    moved = services.meetings.correct(by=shell, record=one, values={"starts_at": time(9)})
    services.send_invitations(by=shell, meeting=moved)
    [event] = events(address_shown(client))
    assert event["sequence"] == 1
    file = client.get(f"/westmoor/meetings/{one.pk}/meeting.ics")
    [single] = icalendar.Calendar.from_ical(file.content).walk("VEVENT")
    assert (event["uid"], event["sequence"]) == (single["uid"], single["sequence"])


def test_only_meetings_of_the_time_one_holds_the_seat_are_ones_own(client, ann, called_to, meeting):
    today = timezone.localdate()
    meeting(today - timedelta(days=30))
    called_to(14)
    Appointment.objects.filter(person=ann).update(since=today, until=today + timedelta(days=7))
    called_to(3)
    assert [one["dtstart"].dt.date() for one in events(address_shown(client))] == [today + timedelta(days=3)]


def test_a_seat_that_ended_or_was_withdrawn_shows_nothing(client, called_to):
    called_to()
    address = address_shown(client)
    Seat.objects.update(until=timezone.localdate())
    assert titles(address) == []
    Seat.objects.update(until=None, withdrawn_at=timezone.now())
    assert titles(address) == []


def test_meetings_of_several_partnerships_and_a_forum_come_together_and_say_whose_they_are(
    client, ann, called_to, another_partnership
):
    called_to()
    forum = Partnership.objects.create(slug="moors", name="Moors Forum", kind="forum")
    for where in (another_partnership, forum):
        body = Body.objects.create(partnership=where, key="board", name="Board")
        person = Person.objects.create(partnership=where, key=ann.email, name=ann.name, account=ann.account)
        RoleGrant.objects.create(partnership=where, person=person, role="coordinator", since=date(2020, 1, 1))
        Appointment.objects.create(
            partnership=where, key="a", office="Guest", body=body, person=person, kind="acting", since=date(2020, 1, 1)
        )  # fmt: skip
        called_to(9, body=body)
    assert titles(address_shown(client)) == [
        "Board, Eastvale Safeguarding Children Partnership",
        "Board, Moors Forum",
        "DSP Executive, Westmoor Safeguarding Children Partnership",
    ]


def test_nobody_sees_through_it_what_their_role_does_not_show_them(client, ann, called_to):
    called_to()
    address = address_shown(client)
    assert titles(address) == ["DSP Executive"]
    RoleGrant.objects.filter(person=ann).update(until=timezone.localdate() - timedelta(days=1))
    assert titles(address) == []


def test_a_new_address_puts_an_end_to_the_old_one_and_neither_is_kept(client, called_to):
    called_to()
    first, second = address_shown(client), address_shown(client)
    assert Client().get(first).status_code == 404
    assert titles(second) == ["DSP Executive"]
    held = CalendarFeed.objects.get()
    secret = second.removeprefix(PAGE).removesuffix(".ics")
    assert len(secret) >= 43  # 256 bits as letters
    assert secret not in str(vars(held))
    assert held.digest == hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in client.get(PAGE).text


def test_turned_off_it_is_gone(client, called_to):
    called_to()
    address = address_shown(client)
    assert "On" in client.get("/account/").text
    assert client.post(f"{PAGE}off")["Location"] == PAGE
    assert Client().get(address).status_code == 404
    assert "Turn the feed on" in client.get(PAGE).text


def test_a_wrong_address_is_not_found_whatever_it_holds(db):
    for wrong in ("nobody", "a" * 5000, "é", "%27", "..%2F"):
        assert Client().get(f"{PAGE}{wrong}.ics").status_code == 404
    assert Client().post(f"{PAGE}nobody.ics").status_code in (403, 405)


def test_the_feed_of_an_account_that_is_closed_or_erased_is_gone(client, ann, called_to, shell):
    called_to()
    address = address_shown(client)
    deactivate(by=shell, person=ann)
    assert Client().get(address).status_code == 404
    erase_person(by=shell, person=Person.objects.get(pk=ann.pk), reason="They asked")
    assert Client().get(address).status_code == 404


def test_a_year_of_meetings_costs_as_few_queries_as_one(client, called_to, django_assert_max_num_queries):
    address = address_shown(client)
    for day in range(1, 30):
        called_to(day)
    with django_assert_max_num_queries(8):
        assert len(titles(address)) == 29
    assert Meeting.objects.count() == 29
