"""Meetings to try things on: the sheets cover 2024-25."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from sightline.appointments.models import Appointment
from sightline.foundation.access import Shell
from sightline.meetings.models import Attendance, Meeting, Presence
from sightline.meetings.services import add_meeting, attendance, meetings
from sightline.notices.tests.conftest import mail_port, mail_server  # noqa: F401
from sightline.partnership.models import Agency, Body, Coverage, Partnership, Seat
from sightline.people.models import Person


@pytest.fixture
def covered(partnership: Partnership) -> Coverage:
    return Coverage.objects.create(
        partnership=partnership, source="meetings", start=date(2024, 4, 1), end=date(2025, 3, 31)
    )


@pytest.fixture
def police(agency: Callable[..., Agency]) -> Agency:
    return agency("Westmoor & Coast Constabulary")


@pytest.fixture
def executive(partnership: Partnership) -> Body:
    return Body.objects.create(partnership=partnership, key="dsp executive", name="DSP Executive")


@pytest.fixture
def meeting(executive: Body) -> Callable[..., Meeting]:
    """``meeting(date(2024, 5, 3))``: of the executive unless another body is given."""

    def make(day: date, body: Body | None = None) -> Meeting:
        made = Meeting(body=body or executive, held_on=day)
        made.partnership = made.body.partnership
        made.key = meetings.identity(made)
        made.save()
        return made

    return make


@pytest.fixture
def came(police: Agency) -> Callable[..., Attendance]:
    """``came(meeting, "Ann Bell", Presence.DEPUTY)``: somebody of the police unless another agency is given."""

    def make(
        meeting: Meeting,
        name: str = "",
        presence: Presence = Presence.PRESENT,
        *,
        agency: Agency | None = None,
        **values: Any,
    ) -> Attendance:
        of, where = agency or police, meeting.partnership
        person = None
        if name:
            key = f"{name.casefold()}|{of.pk}"
            person, _ = Person.objects.get_or_create(
                partnership=where, key=key, defaults={"name": name, "agency": of}
            )
        made = Attendance(
            partnership=where, meeting=meeting, agency=of, person=person, presence=presence, **values
        )
        made.key = attendance.identity(made)
        made.save()
        return made

    return make


@pytest.fixture
def planned(executive: Body, shell: Shell) -> Callable[..., Meeting]:
    """A draft meeting of the executive, so many days from today."""

    def make(days: int = 7, body: Body | None = None) -> Meeting:
        day = timezone.localdate() + timedelta(days=days)
        of = body or executive
        return add_meeting(by=shell, meeting=Meeting(partnership=of.partnership, body=of, held_on=day))

    return make


@pytest.fixture
def called_to(executive: Body, shell: Shell) -> Callable[..., Meeting]:
    """A draft meeting in the Moor Room from ten to twelve, so many days from today unless a day is given."""

    def make(days: int = 14, day: date | None = None, **values: Any) -> Meeting:
        given: dict[str, Any] = {
            "body": executive, "starts_at": time(10), "ends_at": time(12), "place": "Moor Room", **values,
        }  # fmt: skip
        held_on = day or timezone.localdate() + timedelta(days=days)
        where = given["body"].partnership
        return add_meeting(by=shell, meeting=Meeting(partnership=where, held_on=held_on, **given))

    return make


@pytest.fixture
def seated(executive: Body, police: Agency) -> Callable[..., Person]:
    """``seated("Ann Bell")``: somebody of the police with an address and a seat on the executive since 2020."""

    def make(name: str, email: str | None = None, body: Body | None = None, **appointment: Any) -> Person:
        where = (body or executive).partnership
        address = f"{name.split()[0].casefold()}@example.org" if email is None else email
        person, _ = Person.objects.get_or_create(
            partnership=where, key=address or name.casefold(), defaults={"name": name, "email": address}
        )
        key = f"{name}|{body or executive}"
        seat = Seat.objects.create(partnership=where, key=key, body=body or executive, agency=police)
        Appointment.objects.create(
            partnership=where,
            key=key,
            seat=seat,
            person=person,
            kind="permanent",
            **{"since": date(2020, 4, 1), **appointment},
        )
        return person

    return make
