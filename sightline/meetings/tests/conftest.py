"""Meetings to try things on: the sheets cover 2024-25."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from sightline.foundation.access import Shell
from sightline.meetings.models import Attendance, Meeting, Presence
from sightline.meetings.services import add_meeting, attendance, meetings
from sightline.partnership.models import Agency, Body, Coverage, Partnership
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
