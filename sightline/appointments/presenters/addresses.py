"""Where the pages of this app are, and what its records are called."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from sightline.appointments.models import Appointment
from sightline.appointments.terms import State
from sightline.govuk.values import Link, Tag
from sightline.partnership.models import Body, Partnership, Seat

TAGS = {
    State.FUTURE: Tag("Future", "blue"),
    State.CURRENT: Tag("Current", "green"),
    State.ENDING: Tag("Ending", "orange"),
    State.UNRENEWED: Tag("Not renewed", "red"),
    State.ENDED: Tag("Ended", "grey"),
}
VACANT = Tag("Vacant", "red")


def listed(partnership: Partnership, state: str = "") -> str:
    """The address of the list, narrowed to a state."""
    return reverse("appointments:list", args=[partnership.slug]) + (f"?state={state}" if state else "")


def at(appointment: Appointment, partnership: Partnership, page: str = "record") -> str:
    """The address of a page of an appointment."""
    return reverse(f"appointments:{page}", args=[partnership.slug, appointment.pk])


def called(appointment: Appointment) -> str:
    """Who is appointed, where there is room for a line: the name is read from the person each time."""
    return appointment.person.name


def members_at(body: Body) -> str:
    """Where it says who sits on a body."""
    return reverse("appointments:members", args=[body.partnership.slug, body.pk])


def appoint_at(seat: Seat) -> str:
    """Where somebody is appointed to a seat."""
    return reverse("appointments:new", args=[seat.partnership.slug]) + f"?seat={seat.pk}"


def body_link(body: Body, partnership: Partnership) -> Link:
    return Link(body.name, reverse("partnership:body", args=[partnership.slug, body.pk]))


def until_of(appointment: Appointment, renewed_until: date | None) -> date | None:
    """The last day that is decided: of a rolling appointment the one that it is renewed to."""
    return appointment.until or renewed_until
