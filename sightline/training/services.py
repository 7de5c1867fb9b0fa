"""Keeping courses, sessions and bookings by hand."""

from __future__ import annotations

from django.db import transaction

from sightline.foundation.access import Actor, require
from sightline.foundation.text import slug
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Keeping, check_past
from sightline.people.services.delegates import person_named
from sightline.training.keys import booking_key, course_key
from sightline.training.models import Booking, Course, Session
from sightline.training.permissions import EDIT
from sightline.training.queries import number_of_bookings

SCORES = range(1, 6)


def _check_booking(booking: Booking) -> None:
    check_past(booking, "booked_on")
    if booking.evaluation is not None and booking.evaluation not in SCORES:
        raise Refused("Evaluation must be a whole number from 1 to 5.", field="evaluation")
    if booking.charge is not None and booking.charge < 0:
        raise Refused("Charge must be 0 or more.", field="charge")


courses = Keeping(model=Course, right=EDIT, identity=lambda course: course_key(course.title))
sessions = Keeping(
    model=Session, right=EDIT, source="training", identity=lambda session: session.reference.upper()
)
bookings = Keeping(
    model=Booking,
    right=EDIT,
    source="training",
    identity=lambda booking: booking_key(booking.reference),
    check=_check_booking,
)


@transaction.atomic
def add_session(*, by: Actor, session: Session) -> Session:
    """Add a session; without a reference it gets one from its course and its date."""
    course = session.course.code or slug(session.course.title, limit=40)
    session.reference = session.reference or f"{course}-{session.held_on}".upper()
    return sessions.add(by=by, record=session)


@transaction.atomic
def add_booking(*, by: Actor, booking: Booking, name: str, email: str, job_role: str = "") -> Booking:
    """Add a booking for whoever has the address, or is called so at the agency; made known when they are new.

    Without a reference it gets the next of its session, and without a delivery that of its session.
    """
    require(by, EDIT, booking.partnership)
    booking.person = person_named(
        by=by,
        partnership=booking.partnership,
        agency=booking.agency,
        name=name,
        email=email,
        job_role=job_role,
    )
    booking.delivery = booking.delivery or booking.session.delivery
    if not booking.reference:
        booking.reference = f"{booking.session.reference}-{number_of_bookings(booking.session) + 1}"
    return bookings.add(by=by, record=booking)
