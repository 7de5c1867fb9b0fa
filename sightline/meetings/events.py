"""A meeting as an event of a calendar: what is said of it there, and by which name calendars know it again."""

from __future__ import annotations

from email.utils import parseaddr
from hashlib import sha256

from django.conf import settings
from django.urls import reverse

from sightline.meetings.calendars import Event, Mailbox
from sightline.meetings.models import Meeting
from sightline.meetings.states import CANCELLED
from sightline.partnership.models import Partnership
from sightline.people.letters import site


def as_event(meeting: Meeting, sequence: int = 0) -> Event:
    """What a calendar is told of a meeting: title, time, place and where its page is, and nothing it deals with."""
    where = meeting.partnership
    page = f"{site()}{reverse('meetings:record', args=[where.slug, meeting.pk])}"
    return Event(
        uid=uid(meeting),
        title=meeting.body.name,
        day=meeting.held_on,
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        place=meeting.place,
        text=f"{where.name}\n\nAgenda: {page}",
        href=page,
        sequence=sequence,
        cancelled=meeting.state == CANCELLED or meeting.withdrawn_at is not None,
    )


def uid(meeting: Meeting) -> str:
    """The same however a meeting is corrected or the site is called, and no other meeting's anywhere."""
    of = f"{meeting.partnership.created_at.isoformat()}|{meeting.partnership_id}|{meeting.key}"
    return f"{sha256(of.encode()).hexdigest()[:40]}@meetings.sightline"


def organiser(partnership: Partnership) -> Mailbox:
    """Who invites: the partnership, from the address that all its mail comes from, whoever pressed the button."""
    return Mailbox(partnership.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
