"""What somebody is appointed to, on their own page among the people."""

from __future__ import annotations

from django.utils import timezone

from sightline.appointments import queries
from sightline.appointments.presenters.addresses import TAGS, at, until_of
from sightline.govuk.blocks import Section
from sightline.govuk.tables import Column, Table
from sightline.govuk.values import Link, Muted
from sightline.people.models import Person


def of_person(person: Person) -> Section | None:
    """What somebody is, was or will be appointed to, for their own page; None for nothing."""
    day = timezone.localdate()
    rows = tuple(
        (
            Link(one.place, at(one, person.partnership)),
            one.kind.capitalize(),
            one.since,
            until_of(one, one.renewed_until) or Muted("no end decided"),  # type: ignore[attr-defined]
            TAGS[queries.state_of(one, one.renewed_until, day)],  # type: ignore[attr-defined]
        )
        for one in queries.of_person(person)
    )
    if not rows:
        return None
    table = Table(
        caption="Appointments",
        caption_hidden=True,
        columns=(
            Column("Appointed to", wide=True),
            Column("Kind"),
            Column("From"),
            Column("To"),
            Column("State"),
        ),
        rows=rows,
    )
    return Section("Appointments", (table,), id="appointments")
