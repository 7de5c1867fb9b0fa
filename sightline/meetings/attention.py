"""What needs attention among meetings: whom nobody asked about, agendas that are due, and minutes to agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sightline.foundation.attention import Attention, Item, attention
from sightline.foundation.dates import spell_out
from sightline.meetings.permissions import EDIT
from sightline.meetings.presenters.addresses import at
from sightline.meetings.queries import drafts_within, minutes_to_agree, without_attendance

MOST = 5
SOON = timedelta(days=7)


def items(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """For who keeps meetings: those without attendance, drafts that are near, and minutes that wait."""
    if not person.may(EDIT, partnership):
        return
    for meeting in without_attendance(partnership, today)[:MOST]:
        yield Item(
            f"Record who came to {meeting.body.name} on {spell_out(meeting.held_on)}",
            at(meeting, partnership, "attendance"),
            due=meeting.held_on,
        )
    for meeting in drafts_within(partnership, today, SOON)[:MOST]:
        yield Item(
            f"Open the agenda of {meeting.body.name} on {spell_out(meeting.held_on)}",
            at(meeting, partnership),
            due=meeting.held_on,
            why="It is still a draft.",
        )
    for minutes in minutes_to_agree(partnership, today)[:MOST]:
        meeting = minutes.meeting
        yield Item(
            f"Agree the minutes of {meeting.body.name} of {spell_out(meeting.held_on)}",
            at(meeting, partnership, "minutes"),
        )


attention.add(Attention("meetings", items))
