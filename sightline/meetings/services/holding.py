"""Planning a meeting, and taking it from state to state."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from sightline.foundation.access import Actor
from sightline.meetings.models import Meeting
from sightline.meetings.queries import locked, minutes_are_agreed
from sightline.meetings.services.inviting import call_off
from sightline.meetings.services.keepings import meetings
from sightline.meetings.states import BEGUN, CANCELLED, CLOSED, DRAFT, move
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import wait_for_turn
from sightline.partnership.services.words import because


def add_meeting(*, by: Actor, meeting: Meeting) -> Meeting:
    """Add a meeting: a draft while its day is still to come or has come, closed when it is over."""
    meeting.state = DRAFT if meeting.held_on >= timezone.localdate() else CLOSED
    return meetings.add(by=by, record=meeting)


@transaction.atomic
def move_to(*, by: Actor, meeting: Meeting, state: str, reason: str = "") -> Meeting:
    """Take a meeting to another state. Refused where none leads there, and before its day for one that is to begin.

    Whoever was invited to one that is cancelled is told so.
    """
    wait_for_turn(meeting.partnership)
    held = locked(meeting)
    if held.state == state:
        return held
    if move(held.state, state) is None:
        raise Refused(
            f"Somebody changed this meeting meanwhile: it is {held.get_state_display().lower()} now."
        )
    if held.state == CLOSED and minutes_are_agreed(held):
        raise Refused("The minutes of this meeting are agreed, so it stays closed.")
    if state in BEGUN and held.held_on > timezone.localdate():
        raise Refused("This meeting cannot begin before its day.")
    moved = meetings.correct(by=by, record=held, values={"state": state}, reason=reason)
    if state == CANCELLED:
        call_off(by=by, meeting=moved)
    return moved


def cancel(*, by: Actor, meeting: Meeting, reason: str) -> Meeting:
    """Call a planned meeting off, with the reason."""
    return move_to(by=by, meeting=meeting, state=CANCELLED, reason=because(reason))
