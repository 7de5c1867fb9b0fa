"""What needs attention among meetings: those that are over and of which nobody said who came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sightline.foundation.attention import Attention, Item, attention
from sightline.foundation.dates import spell_out
from sightline.meetings.permissions import EDIT
from sightline.meetings.presenters.addresses import at
from sightline.meetings.queries import without_attendance

MOST = 5


def items(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """The latest meetings without attendance, for who records it."""
    if not person.may(EDIT, partnership):
        return
    for meeting in without_attendance(partnership, today)[:MOST]:
        yield Item(
            f"Record who came to {meeting.body.name} on {spell_out(meeting.held_on)}",
            at(meeting, partnership, "attendance"),
            due=meeting.held_on,
        )


attention.add(Attention("meetings", items))
