"""What the home page shows: what needs somebody, what happened since they were here, and the year in figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q

from sightline.audit.models import Event
from sightline.audit.queries import recent
from sightline.audit.services import kind_of
from sightline.foundation.attention import Item, attention
from sightline.foundation.search import Hit, finders
from sightline.measures.remembered import Remembered
from sightline.meetings.models import Meeting
from sightline.meetings.states import CANCELLED
from sightline.notices.models import Choice, Notice
from sightline.partnership.models import Coverage, Partnership
from sightline.people.models import Elevation, Invitation, Person, RoleGrant
from sightline.reports.models import Publication
from sightline.reports.queries import standing
from sightline.training.models import Booking
from sightline.training.queries import bookings_for

ROLE = kind_of(RoleGrant)
NOT_NEWS = Q(verb__in=("signed in", "began to act as administrator")) | Q(
    kind__in=[kind_of(model) for model in (Elevation, Invitation, Person, Coverage, Notice, Choice)]
)
"""What only bears another act along; and persons, most of whom came to training, which is the business of a few."""


def needs(person: Person, today: date, kept: Remembered) -> list[Item]:
    """What every app says needs this person, the earliest due first and what has no date last."""

    def asked(lasting: bool) -> list[Item]:
        sources = [source for source in attention if source.lasting is lasting]
        return [item for source in sources for item in source.items(person, person.partnership, today)]

    who = (person.pk, tuple(sorted(person.roles)))
    items = [*kept.of(("home needs", who), lambda: asked(True)), *asked(False)]
    return sorted(items, key=lambda item: (item.due is None, item.due or today, item.text))


def next_meeting(partnership: Partnership, today: date) -> Meeting | None:
    """The next meeting of any body that is in the calendar."""
    return (
        Meeting.objects.of(partnership)
        .filter(held_on__gte=today)
        .exclude(state=CANCELLED)
        .select_related("body", "partnership")
        .order_by("held_on", "id")
        .first()
    )


def news(partnership: Partnership, since: datetime | None, *, limit: int = 60) -> list[Event]:
    """What was done since, newest first; without a date, the latest."""
    return recent(partnership.pk, since=since, but_for=NOT_NEWS, limit=limit)


def roles_told_of(partnership: Partnership, events: Iterable[Event]) -> dict[int, RoleGrant]:
    """The roles that events tell of, by number: the trail says whose they are by number alone."""
    numbers = {event.record_id for event in events if event.kind == ROLE}
    if not numbers:
        return {}
    return RoleGrant.objects.of(partnership).select_related("person", "body").in_bulk(numbers)


def own_training(person: Person, *, most: int = 6) -> list[Booking]:
    """The latest courses that somebody booked themselves."""
    return list(bookings_for(person)[:most])


def published(partnership: Partnership, *, most: int = 6) -> list[Publication]:
    """The reports of a partnership that everybody may read, the latest first."""
    return list(standing(partnership).select_related("report").order_by("-published_at")[:most])


def found(person: Person, words: str) -> list[Hit]:
    """What every app finds for these words among what this person may see."""
    return [hit for finder in finders for hit in finder.hits(person, person.partnership, words)]
