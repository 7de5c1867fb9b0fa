"""Seats and people to appoint. Westmoor's executive has the council in the chair and the police as a member."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest

from sightline.appointments.models import Appointment
from sightline.appointments.services import appointments
from sightline.foundation.access import Shell
from sightline.partnership.models import Agency, Body, Partnership, Seat
from sightline.partnership.services import add_body, add_seat
from sightline.people.models import Person

_numbers = count(1)


@pytest.fixture
def council(agency: Callable[..., Agency]) -> Agency:
    return agency("Westmoor County Council", kind="local authority")


@pytest.fixture
def police(agency: Callable[..., Agency]) -> Agency:
    return agency("Westmoor & Coast Constabulary", kind="police")


@pytest.fixture
def executive(partnership: Partnership, shell: Shell) -> Body:
    return add_body(by=shell, partnership=partnership, name="DSP Executive")


@pytest.fixture
def chair(executive: Body, council: Agency, shell: Shell) -> Seat:
    return add_seat(by=shell, body=executive, agency=council, title="Chair")


@pytest.fixture
def member(executive: Body, police: Agency, shell: Shell) -> Seat:
    return add_seat(by=shell, body=executive, agency=police, title="Member", since=date(2024, 6, 1))


@pytest.fixture
def person(partnership: Partnership) -> Callable[..., Person]:
    def make(name: str = "") -> Person:
        number = next(_numbers)
        return Person.objects.create(
            partnership=partnership, key=f"somebody-{number}", name=name or f"Somebody {number}"
        )

    return make


@pytest.fixture
def appointed(
    partnership: Partnership, person: Callable[..., Person], shell: Shell
) -> Callable[..., Appointment]:
    """``appointed(date(2024, 4, 1), seat=chair)``: permanent and somebody new unless said otherwise."""

    def make(since: date, **values: Any) -> Appointment:
        given = {"kind": "permanent", **values}
        given.setdefault("person", person())
        return appointments.add(by=shell, record=Appointment(partnership=partnership, since=since, **given))

    return make
