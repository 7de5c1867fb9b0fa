"""Recording who came to a meeting in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from sightline.foundation.access import Actor, require
from sightline.meetings.keys import attendance_key
from sightline.meetings.members import Member
from sightline.meetings.models import Attendance, Meeting, Presence
from sightline.meetings.permissions import EDIT
from sightline.meetings.queries import attendance_at, locked
from sightline.meetings.services.keepings import attendance
from sightline.meetings.states import CANCELLED
from sightline.partnership.models import Agency
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Overtaken
from sightline.partnership.services.turns import wait_for_turn
from sightline.people.services.delegates import person_named


@dataclass(frozen=True)
class Mark:
    """What is said of one member: of one who is known from the list of members, or of somebody new by name."""

    presence: Presence
    deputy: str = ""
    member: Member | None = None
    agency: Agency | None = None
    name: str = ""
    seat: str = ""


def state_of(meeting: Meeting) -> str:
    """A digest of what is recorded of a meeting's attendance, by which a later look tells whether it is the same."""
    told = sorted((one.pk, one.presence, one.deputy) for one in attendance_at(meeting))
    return sha256(repr(told).encode()).hexdigest()[:32]


@transaction.atomic
def record_attendance(*, by: Actor, meeting: Meeting, marks: Sequence[Mark], made_from: str = "") -> None:
    """Record who came, in one go: what is new is added, what differs is corrected.

    Raises Overtaken when somebody else recorded anything of this meeting since ``made_from``; Refused for a
    meeting that was withdrawn or cancelled, and for a member who is named twice.
    """
    require(by, EDIT, meeting.partnership)
    wait_for_turn(meeting.partnership)  # before the meeting: who is new by name is looked up in turn
    held = locked(meeting)
    if held.withdrawn_at:
        raise Refused("This meeting was withdrawn. Put it back first.")
    if held.state == CANCELLED:
        raise Refused("This meeting was cancelled, so nobody came.")
    if made_from and made_from != state_of(held):
        raise Overtaken(held)
    for mark in marks:
        values = {"presence": mark.presence, "deputy": mark.deputy}
        if mark.member and mark.member.held:
            attendance.correct(by=by, record=mark.member.held, values=values)
        else:
            attendance.add(by=by, record=_new(by, held, mark, values))


def _new(by: Actor, meeting: Meeting, mark: Mark, values: Mapping[str, str]) -> Attendance:
    new = Attendance(partnership=meeting.partnership, meeting=meeting, **values)
    if mark.member:
        new.agency, new.person, new.seat = mark.member.agency, mark.member.person, mark.member.seat
        new.key = attendance_key(meeting.key, mark.member.key)
    elif mark.agency:
        new.agency, new.seat = mark.agency, mark.seat
        if mark.name:
            new.person = person_named(
                by=by, partnership=meeting.partnership, agency=mark.agency, name=mark.name
            )
    return new
