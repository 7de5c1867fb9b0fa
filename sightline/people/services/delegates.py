"""Persons who come to meetings and courses or are appointed: known by their address or their name.

They are made when they are first named.
"""

from __future__ import annotations

from django.db import transaction

from sightline.audit import services as audit
from sightline.foundation.access import Actor
from sightline.foundation.text import fold
from sightline.partnership.keys import lasting
from sightline.partnership.models import Agency, Partnership
from sightline.partnership.services.turns import wait_for_turn
from sightline.partnership.services.words import named
from sightline.people.models import Person
from sightline.people.services.accounts import address


@transaction.atomic
def person_named(
    *,
    by: Actor,
    partnership: Partnership,
    agency: Agency | None,
    name: str = "",
    email: str = "",
    job_role: str = "",
) -> Person:
    """Who is meant: by the address where there is one, else by name and agency, as imports know them.

    Called by whatever records that somebody came or was appointed, which has checked its own right.
    """
    email = address(email) if email.strip() else ""
    name = named(name, needed=not email) or email
    wait_for_turn(partnership)
    key = email or lasting(f"{fold(name)}|{agency.pk if agency else ''}")
    person = Person.objects.ever_of(partnership).filter(key=key).first()
    if person is None:
        person = Person(
            partnership=partnership, key=key, name=name, email=email, job_role=job_role.strip(), agency=agency
        )
        audit.added(by=by, record=person)
    elif person.withdrawn_at:
        audit.restored(by=by, record=person)
    return person
