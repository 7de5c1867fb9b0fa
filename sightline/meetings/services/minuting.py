"""Writing the minutes of a meeting, having them agreed at a later one, and noting corrections after that."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.foundation.access import Actor, require
from sightline.meetings import queries
from sightline.meetings.minutes import IN_MINUTES, content
from sightline.meetings.models import AgendaItem, Meeting, MinuteEntry, Minutes, MinutesNote, MinutesState
from sightline.meetings.permissions import EDIT
from sightline.meetings.services.keepings import entries
from sightline.meetings.states import BEGUN
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import wait_for_turn

LOCKED = "These minutes are agreed, so they cannot be changed. Add a correction with today’s date instead."


@transaction.atomic
def write_minutes(
    *, by: Actor, meeting: Meeting, item: AgendaItem | None, text: str, made_from: str = ""
) -> MinuteEntry:
    """Write what was said of an item, or of the meeting as a whole; the first text begins the minutes.

    ``made_from`` is the fingerprint of the text that this one was made from: raises Overtaken when somebody else
    has written another since. Refused once the minutes are agreed.
    """
    minutes = _open(by, meeting)
    if item and item.meeting_id != meeting.pk:
        raise Refused("Choose an item of this meeting’s agenda.")
    held = queries.minute_entry(meeting, item) or entries.add(
        by=by, record=MinuteEntry(partnership=meeting.partnership, meeting=minutes.meeting, item=item)
    )
    return entries.correct(by=by, record=held, values={"text": text}, made_from=made_from)


@transaction.atomic
def send_minutes(*, by: Actor, meeting: Meeting) -> None:
    """Say that the minutes are ready for the body to agree. Refused while nothing is written."""
    minutes = _open(by, meeting)
    if not any(entry.text for entry in queries.minute_entries(meeting)):
        raise Refused("Nothing is written yet.")
    audit.corrected(by=by, record=minutes, values={"state": MinutesState.SENT})


@transaction.atomic
def agree_minutes(*, by: Actor, meeting: Meeting, at: Meeting) -> None:
    """Have the minutes agreed at a later meeting of the same body, and lock them as they are."""
    minutes = _open(by, meeting)
    if minutes.state != MinutesState.SENT:
        raise Refused("Send the minutes for agreement first.")
    later = queries.locked(at)
    if (
        later.body_id != meeting.body_id
        or later.held_on <= minutes.meeting.held_on
        or later.state not in BEGUN
        or later.withdrawn_at
    ):
        raise Refused("Choose a later meeting of the same body that has begun.", field="at")
    told = content(
        minutes.meeting,
        queries.attendance_at(meeting),
        queries.agenda_of(meeting),
        queries.outcomes_of(meeting),
        queries.minute_entries(meeting),
        queries.papers_of(meeting, IN_MINUTES),
    )
    values = {"state": MinutesState.AGREED, "agreed_at": later, "agreed": told}
    audit.corrected(by=by, record=minutes, values=values)


@transaction.atomic
def note_correction(*, by: Actor, meeting: Meeting, text: str) -> MinutesNote:
    """Add a dated correction to minutes that are agreed; they stay as they are."""
    require(by, EDIT, meeting.partnership)
    wait_for_turn(meeting.partnership)
    minutes = queries.minutes_of(meeting)
    if minutes is None or minutes.state != MinutesState.AGREED:
        raise Refused("These minutes are not agreed yet: change their text instead.")
    number = queries.minutes_notes(meeting).count() + 1
    note = MinutesNote(
        partnership=meeting.partnership,
        key=f"note|{meeting.pk}|{number}",
        meeting=meeting,
        noted_on=timezone.localdate(),
        text=text,
    )
    audit.added(by=by, record=note)
    return note


def _open(by: Actor, meeting: Meeting) -> Minutes:
    """The minutes of a meeting that has begun, in turn; begun now where there are none. Refused once agreed."""
    require(by, EDIT, meeting.partnership)
    wait_for_turn(meeting.partnership)
    held = queries.locked(meeting)
    if held.withdrawn_at or held.state not in BEGUN:
        raise Refused("Minutes are written of a meeting that has begun.")
    minutes = queries.minutes_of(held)
    if minutes is None:
        minutes = Minutes(partnership=meeting.partnership, key=f"minutes|{meeting.pk}", meeting=held)
        audit.added(by=by, record=minutes)
    if minutes.state == MinutesState.AGREED:
        raise Refused(LOCKED)
    return minutes
