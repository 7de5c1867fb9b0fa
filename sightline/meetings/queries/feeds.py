"""Reading whose calendar an address shows, and which meetings are somebody's own."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, Max, OuterRef, Q

from sightline.appointments.queries import appointments
from sightline.meetings.models import CalendarFeed, Meeting
from sightline.meetings.queries.attendance import meetings
from sightline.people.models import Account, Person
from sightline.people.queries import digest


def has_feed(account: Account) -> bool:
    """Whether somebody's calendar can be fetched."""
    return CalendarFeed.objects.filter(account=account).exists()


def feed_of(token: str) -> Account | None:
    """Whose calendar an address shows. It is looked for by its digest; nobody's account that is closed has one."""
    held = CalendarFeed.objects.filter(digest=digest(token), account__is_active=True)
    found = held.select_related("account").first()
    return found.account if found else None


def own_meetings(person: Person, since: date) -> list[Meeting]:
    """The meetings from a day on of bodies on which a person holds a seat or an office on the day of the meeting.

    Each with ``sequence``, the number of the last mails about it; withdrawn ones are left out.
    """
    day = OuterRef("held_on")
    in_force = Q(since__lte=day) & (Q(until=None) | Q(until__gte=day))
    seat = (Q(seat__since=None) | Q(seat__since__lte=day)) & (Q(seat__until=None) | Q(seat__until__gte=day))
    seated = seat & Q(seat__body=OuterRef("body"), seat__withdrawn_at=None)
    held = appointments(person.partnership).filter(person=person).filter(in_force)
    own = held.filter(seated | Q(seat=None, body=OuterRef("body")))
    found = meetings(person.partnership).filter(Exists(own), held_on__gte=since)
    return list(
        found.select_related("body", "partnership")
        .annotate(sequence=Max("invitations__sequence"))
        .order_by("held_on", "id")
    )
