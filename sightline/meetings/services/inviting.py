"""Inviting those who belong to a body to its meeting, telling them what changed, and that it is off."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.foundation.access import Actor, require
from sightline.foundation.dates import spell_out
from sightline.meetings.calendars import Event, Mailbox, Method, invitation
from sightline.meetings.events import as_event, organiser
from sightline.meetings.inviting import particulars, to_send
from sightline.meetings.models import Asked, Invitation, Meeting
from sightline.meetings.permissions import EDIT
from sightline.meetings.queries import invited, last_sequence, locked
from sightline.meetings.states import PLANNED
from sightline.notices.models import Attachment
from sightline.notices.queries import address_of
from sightline.notices.services import post
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import wait_for_turn
from sightline.people.models import Person

METHODS = {Asked.INVITED: Method.REQUEST, Asked.CALLED_OFF: Method.CANCEL}


@transaction.atomic
def send_invitations(*, by: Actor, meeting: Meeting) -> int:
    """Post an invitation to everybody who belongs to the body and has none, or one that is not right any more.

    Whoever was invited and belongs to it no longer is told that it is off for them. Answers to how many it goes.
    Refused for a meeting that is not planned or is over, that does not say when it begins and ends, and when
    nobody has to be written to.
    """
    require(by, EDIT, meeting.partnership)
    wait_for_turn(meeting.partnership)
    held, today = locked(meeting), timezone.localdate()
    if held.withdrawn_at or held.state not in PLANNED or held.held_on < today:
        raise Refused("Invitations are sent to a meeting that is planned and still to come.")
    if not (held.starts_at and held.ends_at):
        raise Refused("Say when the meeting starts and ends first: correct it.")
    round_ = to_send(held, today)
    if not round_.due:
        raise Refused(
            "Everybody who belongs to this body and has an address was written to about it as it is now."
        )
    return _send(by, held, round_.invite, round_.call_off)


@transaction.atomic
def call_off(*, by: Actor, meeting: Meeting) -> int:
    """Tell everybody who was invited that a meeting is off; how many. Nobody is told of one that is over."""
    round_ = to_send(meeting, timezone.localdate())
    return _send(by, meeting, (), round_.call_off) if round_.call_off else 0


def _send(by: Actor, meeting: Meeting, invite: Iterable[Person], off: Iterable[Person]) -> int:
    last = last_sequence(meeting)
    sequence = 0 if last is None else last + 1
    before = {one.pk for one in invited(meeting)}
    event, told = as_event(meeting, sequence), particulars(meeting)
    asked = [(Asked.INVITED, one) for one in invite] + [(Asked.CALLED_OFF, one) for one in off]
    for what, person in asked:
        word, opening = _said(what, again=person.pk in before, over=event.cancelled)
        notice = post(
            by=by,
            partnership=meeting.partnership,
            to=person,
            key=f"invitation|{meeting.pk}|{sequence}|{person.pk}",
            subject=f"{word}: {meeting.body.name}, {spell_out(meeting.held_on)}",
            text=_text(meeting, opening, event.href),
            attachment=_file(event, what, person),
        )
        Invitation.objects.create(
            partnership=meeting.partnership,
            meeting=meeting,
            person=person,
            notice=notice,
            asked=what,
            sequence=sequence,
            told=told,
        )
    detail = {"sequence": sequence, "written to": len(asked)}
    audit.note(by=by, partnership=meeting.partnership, verb="invited", subject=meeting, detail=detail)
    return len(asked)


def _said(asked: Asked, *, again: bool, over: bool) -> tuple[str, str]:
    """(how the subject begins, how the text does)."""
    if asked == Asked.CALLED_OFF and over:
        return "Cancelled", "This meeting does not take place."
    if asked == Asked.CALLED_OFF:
        return (
            "Not for you any more",
            "You hold no seat on this body on that day, so you are not invited any more.",
        )
    if again:
        return "Changed", "This meeting has changed. This is how it is now."
    return "Invitation", "You are invited to this meeting."


def _text(meeting: Meeting, opening: str, href: str) -> str:
    times = " to ".join(f"{time:%H:%M}" for time in (meeting.starts_at, meeting.ends_at) if time)
    when = ", ".join(part for part in (spell_out(meeting.held_on), times) if part)
    lines = "\n".join(part for part in (meeting.body.name, when, meeting.place) if part)
    return (
        f"{opening}\n\n{lines}\n\nThe agenda, and a file for your calendar, are here:\n\n{href}\n\n"
        f"Sightline, for {meeting.partnership.name}\n"
    )


def _file(event: Event, asked: Asked, person: Person) -> Attachment:
    """Its kind is what makes a mail program treat it as an invitation rather than as a file."""
    method = METHODS[asked]
    guest = Mailbox(person.name, address_of(person))
    content = invitation(event, method, organiser(person.partnership), guest, timezone.now())
    return Attachment("meeting.ics", f"text/calendar; method={method}; charset=utf-8", content)
