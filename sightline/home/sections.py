"""Parts of the home page for those who see few records: their own training, what is published, what they look after."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Block, Bullets, Section
from sightline.govuk.tables import Column, Table
from sightline.govuk.values import Link
from sightline.partnership.models import Partnership
from sightline.partnership.roles import ADMINISTRATOR
from sightline.people.models import Person
from sightline.reports.models import Publication
from sightline.training.models import Booking
from sightline.training.presenters.bookings import tag


def own_training(bookings: Sequence[Booking]) -> tuple[Block, ...]:
    """What somebody booked themselves, and what became of it; nothing for who booked nothing."""
    if not bookings:
        return ()
    table = Table(
        caption="The latest courses you booked",
        columns=(Column("Course", wide=True), Column("Date"), Column("Your place")),
        rows=tuple((one.session.course.title, spell_out(one.session.held_on), tag(one)) for one in bookings),
    )
    return (Section("Your training", (table,), id="your-training"),)


def published(partnership: Partnership, publications: Sequence[Publication]) -> tuple[Block, ...]:
    """The reports that everybody may read."""
    if not publications:
        return ()
    links = tuple(
        Link(one.report.title, reverse("published", args=[partnership.slug, one.report.slug]))
        for one in publications
    )
    return (Section("What was published", (Bullets(links),), id="published"),)


def looked_after(person: Person) -> tuple[Block, ...]:
    """Where an administrator does what the role is for."""
    if ADMINISTRATOR not in person.roles_granted:
        return ()
    places = (
        ("People and their roles", "people:people"),
        ("Invite somebody", "people:invite"),
        ("The settings of the partnership", "partnership:settings"),
    )
    slug = [person.partnership.slug]
    links = tuple(Link(text, reverse(name, args=slug)) for text, name in places)
    return (Section("What you look after", (Bullets(links),), id="look-after"),)
