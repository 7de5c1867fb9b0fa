"""Where the pages of training are."""

from __future__ import annotations

from django.urls import reverse

from sightline.govuk.values import Link
from sightline.partnership.models import Partnership
from sightline.training.models import Booking, Course, Session

KINDS = {Course: "course", Session: "session", Booking: "booking"}


def at(record: Course | Session | Booking, partnership: Partnership) -> str:
    """The address of a course, a session or a booking."""
    return reverse(f"training:{KINDS[type(record)]}-record", args=[partnership.slug, record.pk])


def page(partnership: Partnership, name: str) -> str:
    """The address of a page that lists."""
    return reverse(f"training:{name}", args=[partnership.slug])


def within_training(partnership: Partnership, course: Course | None) -> tuple[Link, ...]:
    return (Link("Courses", page(partnership, "courses")),)


def within_course(partnership: Partnership, session: Session | None) -> tuple[Link, ...]:
    """The way back from a session: its course."""
    if session is None:
        return (Link("Sessions", page(partnership, "sessions")),)
    return (*within_training(partnership, None), Link(session.course.title, at(session.course, partnership)))


def within_session(partnership: Partnership, booking: Booking | None) -> tuple[Link, ...]:
    """The way back from a booking: its session."""
    if booking is None:
        return (Link("Bookings", page(partnership, "bookings")),)
    session = booking.session
    return (
        *within_course(partnership, session),
        Link(session.reference, at(session, partnership)),
    )
