"""What needs attention among people: roles that end soon, and invitations that nobody took up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from sightline.foundation.attention import Attention, Item, attention
from sightline.partnership.roles import ADMINISTRATOR
from sightline.people import queries
from sightline.people.permissions import KEEP

SOON = timedelta(days=30)


def items(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """For whoever looks after people: an administrator even before they act as one."""
    if not (person.may(KEEP, partnership) or ADMINISTRATOR in person.roles_granted):
        return
    address = reverse("people:people", args=[partnership.slug])
    ending = list(queries.ending(partnership, today, today + SOON))
    if ending:
        first = ending[0]
        who = first.person.name if len(ending) == 1 else f"{len(ending)} people"
        yield Item(
            f"Decide whether {who} should keep {'a role that ends' if len(ending) == 1 else 'roles that end'} soon",
            reverse("people:person", args=[partnership.slug, first.person_id])
            if len(ending) == 1
            else address,
            due=first.until,
        )
    lapsed = queries.lapsed(partnership)
    if lapsed:
        who = lapsed[0].name if len(lapsed) == 1 else f"{len(lapsed)} people"
        yield Item(
            f"Invite {who} again",
            reverse("people:person", args=[partnership.slug, lapsed[0].pk]) if len(lapsed) == 1 else address,
            why="The link they were sent has run out, and they never signed in.",
        )


attention.add(Attention("people", items, lasting=False))  # whether somebody signed in is no record
