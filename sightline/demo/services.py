"""Signing in as somebody fictional."""

from __future__ import annotations

from django.db import transaction

from sightline.audit import services as audit
from sightline.demo.queries import fictional_person, is_demonstration
from sightline.people.models import Person


@transaction.atomic
def become(*, number: int) -> Person | None:
    """The person to be signed in, with a note in the trail; None where nobody may be, or there is nobody such."""
    if not is_demonstration():
        return None
    person = fictional_person(number)
    if person is not None:
        audit.note(by=person, partnership=person.partnership, verb="signed in", subject=person)
    return person
