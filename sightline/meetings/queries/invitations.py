"""Reading who belongs to a body on a day, and who was invited to its meetings."""

from __future__ import annotations

from datetime import date

from django.db.models import Max, Q

from sightline.appointments.queries import appointments, in_force
from sightline.meetings.models import Asked, Invitation, Meeting
from sightline.partnership.models import Body
from sightline.people.models import Person


def belonging(body: Body, day: date) -> list[Person]:
    """Whoever holds a seat on a body on a day, or an office that belongs to it, each once and by name."""
    lasts = Q(seat__since=None) | Q(seat__since__lte=day), Q(seat__until=None) | Q(seat__until__gte=day)
    seated = Q(*lasts, seat__body=body, seat__withdrawn_at=None)
    holding = appointments(body.partnership).filter(in_force(day)).filter(seated | Q(seat=None, body=body))
    people = Person.objects.of(body.partnership).filter(pk__in=holding.values("person"))
    return list(people.select_related("account", "agency").order_by("name", "id"))


def sent_to(meeting: Meeting) -> dict[int, Invitation]:
    """The number of each person who was ever written to about a meeting -> the last mail to them."""
    sent = Invitation.objects.of(meeting.partnership).filter(meeting=meeting)
    return {one.person_id: one for one in sent.select_related("person__account", "notice").order_by("id")}


def invited(meeting: Meeting) -> list[Person]:
    """Those who were invited and not told since that it is off for them."""
    return [one.person for one in sent_to(meeting).values() if one.asked == Asked.INVITED]


def last_sequence(meeting: Meeting) -> int | None:
    """The highest number that a round of mails about a meeting had; None before the first."""
    sent = Invitation.objects.of(meeting.partnership).filter(meeting=meeting)
    last: int | None = sent.aggregate(last=Max("sequence"))["last"]
    return last
