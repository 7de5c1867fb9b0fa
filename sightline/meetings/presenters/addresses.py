"""Where the pages of meetings are, and what meetings are called in links to them."""

from __future__ import annotations

from django.urls import reverse

from sightline.foundation.dates import spell_out
from sightline.govuk.values import Link
from sightline.meetings.models import AgendaItem, Attendance, Meeting, Outcome
from sightline.meetings.states import STATES
from sightline.partnership.models import Partnership

steps = {state.replace(" ", "-"): state for state, _ in STATES}
"""The part of an address that stands for the state a meeting is taken to."""


def moving(meeting: Meeting, partnership: Partnership, to: str) -> str:
    """The address where a meeting is taken to another state."""
    return reverse("meetings:move", args=[partnership.slug, meeting.pk, to.replace(" ", "-")])


def listed(partnership: Partnership) -> str:
    """The address of the list."""
    return reverse("meetings:list", args=[partnership.slug])


def home(partnership: Partnership) -> Link:
    """The link back to the list."""
    return Link("Meetings", listed(partnership))


def at(
    record: Meeting | Attendance | AgendaItem | Outcome, partnership: Partnership, page: str = "record"
) -> str:
    """The address of a page of a meeting, or of one member's attendance."""
    return reverse(f"meetings:{page}", args=[partnership.slug, record.pk])


def called(meeting: Meeting) -> str:
    """What a meeting is called: its body and its day."""
    return f"{meeting.body.name}, {spell_out(meeting.held_on)}"
