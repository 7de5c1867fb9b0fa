"""Training to try things on: what the booking system exported covers 2023-24 and 2024-25."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest
from django.core.cache import cache

from sightline.partnership.models import Agency, Coverage, Partnership
from sightline.people.models import Person
from sightline.training.keys import course_key
from sightline.training.models import Booking, Course, Place, Session

_numbers = count(1000)  # clear of the numbers that tests give themselves


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Figures are remembered under the trail's latest event; records made here leave no event."""
    cache.clear()


@pytest.fixture
def covered(partnership: Partnership) -> Coverage:
    return Coverage.objects.create(
        partnership=partnership, source="training", start=date(2023, 4, 1), end=date(2025, 3, 31)
    )


@pytest.fixture
def police(agency: Callable[..., Agency]) -> Agency:
    return agency("Westmoor & Coast Constabulary")


@pytest.fixture
def course(partnership: Partnership) -> Callable[..., Course]:
    def make(title: str = "Neglect", of: Partnership | None = None, **values: Any) -> Course:
        return Course.objects.create(
            partnership=of or partnership, key=course_key(title), title=title, **values
        )

    return make


@pytest.fixture
def session() -> Callable[..., Session]:
    """``session(course, date(2024, 5, 1))`` with an event number of its own."""

    def make(course: Course, day: date = date(2024, 5, 1), **values: Any) -> Session:
        reference = values.pop("reference", f"EV{next(_numbers)}")
        return Session.objects.create(
            partnership=course.partnership,
            course=course,
            held_on=day,
            key=reference,
            reference=reference,
            **values,
        )

    return make


@pytest.fixture
def booking(police: Agency) -> Callable[..., Booking]:
    """``booking(session, "ann@example.org", Place.ATTENDED)``: of the police unless said otherwise."""

    def make(
        session: Session, email: str = "", place: Place = Place.ATTENDED, *, name: str = "", **values: Any
    ) -> Booking:
        number, where = next(_numbers), session.partnership
        email = email or f"person{number}@example.org"
        person, _ = Person.objects.get_or_create(
            partnership=where, key=email, defaults={"name": name or f"Person {number}", "email": email}
        )
        given = {"agency": police, "delivery": session.delivery, **values}
        return Booking.objects.create(
            partnership=where,
            session=session,
            person=person,
            place=place,
            key=f"B{number}",
            reference=f"B{number}",
            **given,
        )

    return make
