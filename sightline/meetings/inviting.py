"""Who has to be written to about a meeting: those with no invitation, an old one, or one not theirs any more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sightline.meetings.models import Asked, Invitation, Meeting
from sightline.meetings.queries import belonging, sent_to
from sightline.meetings.states import PLANNED
from sightline.notices.queries import address_of
from sightline.people.models import Person


@dataclass(frozen=True)
class Round:
    """Whom a round of mails goes to: those to invite or to tell anew, and those for whom the meeting is off.

    ``changed``: some of the first have an invitation that is no longer right. ``unreachable`` have no address.
    ``sent`` is the last mail to everybody who ever got one, by their number.
    """

    invite: tuple[Person, ...] = ()
    call_off: tuple[Person, ...] = ()
    unreachable: tuple[Person, ...] = ()
    sent: Mapping[int, Invitation] | None = None
    changed: bool = False

    @property
    def due(self) -> bool:
        return bool(self.invite or self.call_off)

    @property
    def begun(self) -> bool:
        """Whether anybody is invited as things stand."""
        return any(one.asked == Asked.INVITED for one in (self.sent or {}).values())


def to_send(meeting: Meeting, today: date) -> Round:
    """The round of mails that is due for a meeting as it is now; nobody is written to of one that is over."""
    sent, told = sent_to(meeting), particulars(meeting)
    if meeting.held_on < today:
        return Round(sent=sent)
    holds = meeting.state in PLANNED and meeting.withdrawn_at is None
    members = belonging(meeting.body, meeting.held_on) if holds else []
    reachable = [one for one in members if address_of(one)]
    invite = [one for one in reachable if not _knows(sent.get(one.pk), told)]
    belong = {one.pk for one in members}
    return Round(
        tuple(invite),
        tuple(
            one.person
            for one in sent.values()
            if one.asked == Asked.INVITED and one.person_id not in belong and address_of(one.person)
        ),
        tuple(one for one in members if not address_of(one)),
        sent,
        any(one.pk in sent and sent[one.pk].asked == Asked.INVITED for one in invite),
    )


def _knows(last: Invitation | None, told: str) -> bool:
    return last is not None and last.asked == Asked.INVITED and last.told == told


def is_outdated(meeting: Meeting) -> bool:
    """Whether somebody has an invitation that says another time or place; of a meeting that was read with its mails."""
    last = {one.person_id: one for one in meeting.invitations.all()}
    told = particulars(meeting)
    return any(one.asked == Asked.INVITED and one.told != told for one in last.values())


def particulars(meeting: Meeting) -> str:
    """A digest of what an invitation says, by which a later look tells whether it is still right."""
    said = (meeting.body_id, meeting.held_on, meeting.starts_at, meeting.ends_at, meeting.place)
    return sha256(repr([str(one) for one in said]).encode()).hexdigest()[:32]
