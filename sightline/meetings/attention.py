"""What needs attention among meetings: whom nobody asked about, agendas that are due, invitations that are not right
any more, and minutes to agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sightline.foundation.attention import Attention, Item, attention
from sightline.foundation.dates import spell_out
from sightline.meetings.inviting import is_outdated
from sightline.meetings.permissions import EDIT
from sightline.meetings.presenters.addresses import at
from sightline.meetings.queries import minutes_to_agree, planned_within, without_attendance
from sightline.meetings.states import DRAFT

MOST = 5
SOON = timedelta(days=7)
A_WHILE = timedelta(days=92)


def items(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """For who keeps meetings: who came to them, drafts that are near, what was told and changed, minutes that wait."""
    if not person.may(EDIT, partnership):
        return
    for meeting in without_attendance(partnership, today)[:MOST]:
        yield Item(
            f"Record who came to {meeting.body.name} on {spell_out(meeting.held_on)}",
            at(meeting, partnership, "attendance"),
            due=meeting.held_on,
        )
    planned = list(planned_within(partnership, today, A_WHILE))
    near = [one for one in planned if one.state == DRAFT and one.held_on <= today + SOON]
    for meeting in near[:MOST]:
        yield Item(
            f"Open the agenda of {meeting.body.name} on {spell_out(meeting.held_on)}",
            at(meeting, partnership),
            due=meeting.held_on,
            why="It is still a draft.",
        )
    for meeting in filter(is_outdated, planned):
        yield Item(
            f"Tell those invited what changed about {meeting.body.name} on {spell_out(meeting.held_on)}",
            at(meeting, partnership, "invite"),
            due=meeting.held_on,
            why="Their invitation says another time or place.",
        )
    for minutes in minutes_to_agree(partnership, today)[:MOST]:
        meeting = minutes.meeting
        yield Item(
            f"Agree the minutes of {meeting.body.name} of {spell_out(meeting.held_on)}",
            at(meeting, partnership, "minutes"),
        )


attention.add(Attention("meetings", items))
