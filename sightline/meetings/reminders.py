"""Who is reminded of a meeting that is near: whoever belongs to its body that day and has an address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sightline.foundation.reminders import Due, Reminders, reminders
from sightline.meetings.presenters.addresses import at
from sightline.meetings.queries import belonging, planned_within
from sightline.notices.queries import address_of

AHEAD = timedelta(days=60)


def due(partnership: Any, today: date) -> Iterator[Due]:
    """The meetings that are planned, for each of their members. A query for each, of the few weeks that count.

    One that is over asks nothing of anybody, so nobody is reminded afterwards and no chair is told.
    """
    for meeting in planned_within(partnership, today, AHEAD):
        when = f" at {meeting.starts_at:%H:%M}" if meeting.starts_at else ""
        for person in belonging(meeting.body, meeting.held_on):
            if address_of(person):
                yield Due(
                    key=f"{meeting.pk}:{person.pk}",
                    due=meeting.held_on,
                    person=person,
                    text=f"Prepare for the meeting of {meeting.body.name}{when}",
                    href=at(meeting, partnership),
                )


reminders.add(Reminders("meetings", due))
