"""Members are reminded of a meeting before its day, once for each of the partnership's reminders, never after."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from sightline.appointments.models import Appointment
from sightline.meetings import services
from sightline.notices.models import Notice
from sightline.notices.services.reminding import remind

DAY = date(2098, 7, 14)


@pytest.fixture(autouse=True)
def _early_in_june():
    with time_machine.travel(datetime(2098, 6, 2, 9, tzinfo=ZoneInfo("Europe/London")), tick=False):
        yield


def posted(partnership, first: date, days: int) -> list[tuple[str, str]]:
    """(to whom, subject) of what was posted when reminding was tried on each of so many days."""
    for number in range(days):
        remind(partnership=partnership, today=first + timedelta(days=number))
    return [(one.to.name, one.subject) for one in Notice.objects.order_by("id")]


def test_two_weeks_and_three_days_before_unless_the_partnership_says_otherwise(called_to, seated):
    seated("Ann Bell")
    seated("Dee Fox", email="")
    one = called_to(day=DAY)
    told = "Due by 14 July 2098: Prepare for the meeting of DSP Executive at 10:00"
    assert posted(one.partnership, DAY - timedelta(days=20), 6) == []
    assert posted(one.partnership, DAY - timedelta(days=14), 10) == [("Ann Bell", told)]
    assert posted(one.partnership, DAY - timedelta(days=4), 40) == [("Ann Bell", told)] * 2
    assert f"/westmoor/meetings/{one.pk}" in Notice.objects.all()[0].text


def test_nobody_is_reminded_of_a_meeting_that_is_off_or_of_a_body_they_left(called_to, seated, shell):
    seated("Ann Bell")
    one = called_to(day=DAY)
    services.cancel(by=shell, meeting=one, reason="No room")
    other = called_to(day=DAY + timedelta(days=1))
    Appointment.objects.update(until=DAY)
    assert posted(other.partnership, DAY - timedelta(days=15), 20) == []


def test_a_meeting_that_moves_is_told_anew(called_to, seated, shell):
    seated("Ann Bell")
    one = called_to(day=DAY)
    assert len(posted(one.partnership, DAY - timedelta(days=14), 1)) == 1
    services.meetings.correct(by=shell, record=one, values={"held_on": DAY + timedelta(days=1)})
    assert [subject[:19] for _, subject in posted(one.partnership, DAY - timedelta(days=13), 1)] == [
        "Due by 14 July 2098",
        "Due by 15 July 2098",
    ]
