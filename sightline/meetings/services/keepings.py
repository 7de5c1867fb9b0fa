"""How meetings, who came to them and what they are to deal with are kept by hand."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from sightline.foundation.access import Actor
from sightline.meetings.keys import attendance_key, meeting_key, member_key
from sightline.meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
    MinuteEntry,
    Outcome,
    Presence,
    QuorumRule,
)
from sightline.meetings.permissions import EDIT
from sightline.meetings.queries import locked
from sightline.meetings.services.inviting import call_off
from sightline.meetings.states import BEGUN, IN_PROGRESS
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Keeping
from sightline.partnership.services.turns import wait_for_turn


def _check_meeting(meeting: Meeting) -> None:
    """Refuse a time that ends before it begins, and a meeting that was held on a day to come."""
    if meeting.starts_at and meeting.ends_at and meeting.ends_at <= meeting.starts_at:
        raise Refused("End time must be after the start time.", field="ends_at")
    if meeting.ends_at and not meeting.starts_at:
        raise Refused("Enter the start time, too.", field="starts_at")
    if meeting.state in BEGUN and meeting.held_on > timezone.localdate():
        raise Refused("This meeting was held, so its date must be today or earlier.", field="held_on")


def _check_attendance(attendance: Attendance) -> None:
    if attendance.deputy and attendance.presence != Presence.DEPUTY:
        raise Refused("Choose “Deputy attended”, or clear the deputy’s name.", field="deputy")


def _identity(one: Attendance) -> str:
    """Given already where who is meant is known from an earlier meeting; else made from whom it names."""
    member = member_key(one.agency_id, one.person.key if one.person else 1, one.seat)
    return one.key or attendance_key(one.meeting.key, member)


def _check_item(item: AgendaItem) -> None:
    if item.meeting and item.meeting.body_id != item.body_id:
        raise Refused("Choose a meeting of the same body.", field="meeting")


class _Meetings(Keeping[Meeting]):
    """As any record, but whoever was invited to one that is withdrawn is told that it is off."""

    @transaction.atomic
    def withdraw(self, *, by: Actor, record: Meeting, reason: str) -> None:
        wait_for_turn(record.partnership)
        super().withdraw(by=by, record=record, reason=reason)
        call_off(by=by, meeting=locked(record))


meetings = _Meetings(
    model=Meeting,
    right=EDIT,
    source="meetings",
    identity=lambda meeting: meeting_key(meeting.body.key, meeting.held_on),
    check=_check_meeting,
)
attendance = Keeping(
    model=Attendance,
    right=EDIT,
    identity=_identity,
    check=_check_attendance,
)
agenda = Keeping(
    model=AgendaItem,
    right=EDIT,
    identity=lambda item: item.key or f"item|{uuid4()}",  # two items may say the same
    check=_check_item,
)


def in_progress(meeting: Meeting) -> Meeting:
    """The meeting, locked until the transaction ends. Refused unless it is in progress."""
    held = locked(meeting)
    if held.withdrawn_at or held.state != IN_PROGRESS:
        raise Refused("What a meeting decided can be written only while it is in progress.")
    return held


def _check_outcome(outcome: Outcome) -> None:
    in_progress(outcome.meeting)
    if outcome.item and outcome.item.meeting_id != outcome.meeting_id:
        raise Refused("Choose an item of this meeting's agenda.", field="item")


class _Outcomes(Keeping[Outcome]):
    """As any record, but only while the meeting is in progress, withdrawing and putting back included."""

    @transaction.atomic
    def withdraw(self, *, by: Actor, record: Outcome, reason: str) -> None:
        wait_for_turn(record.partnership)
        in_progress(record.meeting)
        super().withdraw(by=by, record=record, reason=reason)

    @transaction.atomic
    def restore(self, *, by: Actor, record: Outcome) -> None:
        wait_for_turn(record.partnership)
        in_progress(record.meeting)
        super().restore(by=by, record=record)


outcomes = _Outcomes(
    model=Outcome,
    right=EDIT,
    identity=lambda outcome: outcome.key or f"outcome|{uuid4()}",
    check=_check_outcome,
    beside_others=True,
)

entries = Keeping(
    model=MinuteEntry,
    right=EDIT,
    identity=lambda entry: f"minute|{entry.meeting_id}|{entry.item_id or 'general'}",
)


def _check_rule(rule: QuorumRule) -> None:
    if not (rule.every_partner or rule.fewest_members or rule.fewest_agencies):
        raise Refused("Say at least one thing that makes the body quorate.")


quorum_rules = Keeping(
    model=QuorumRule,
    right=EDIT,
    identity=lambda rule: f"quorum|{rule.body_id}" + (f"|{rule.since}" if rule.since else ""),
    check=_check_rule,
)
