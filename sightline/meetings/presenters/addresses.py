"""Where the pages of meetings are, and what meetings are called in links to them."""

from __future__ import annotations

from django.urls import reverse

from sightline.foundation.dates import spell_out
from sightline.meetings.models import Attendance, Meeting
from sightline.partnership.models import Partnership


def listed(partnership: Partnership) -> str:
    """The address of the list."""
    return reverse("meetings:list", args=[partnership.slug])


def at(record: Meeting | Attendance, partnership: Partnership, page: str = "record") -> str:
    """The address of a page of a meeting, or of one member's attendance."""
    return reverse(f"meetings:{page}", args=[partnership.slug, record.pk])


def called(meeting: Meeting) -> str:
    """What a meeting is called: its body and its day."""
    return f"{meeting.body.name}, {spell_out(meeting.held_on)}"
