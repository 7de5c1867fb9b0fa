"""What needs attention among the actions: those that are overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from sightline.actions.permissions import EDIT, VIEW
from sightline.actions.queries import standing
from sightline.actions.states import State
from sightline.foundation.attention import Attention, Item, attention
from sightline.foundation.dates import spell_out
from sightline.measures.standing import last_covered


def items(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """Overdue actions: all of them for who keeps actions, those of their agency for anybody else."""
    keeps = person.may(EDIT, partnership)
    if not keeps and not (person.agency_id and person.may(VIEW, partnership)):
        return
    day = last_covered(partnership, "actions")
    overdue = standing(partnership, day, [State.OVERDUE])
    address = reverse("actions:list", args=[partnership.slug]) + "?state=overdue"
    if not keeps:
        overdue, address = overdue.filter(agency=person.agency_id), f"{address}&agency={person.agency_id}"
    number = overdue.count()
    if not number:
        return
    counted = f"{number} overdue action{'' if number == 1 else 's'}"
    text = (
        f"Chase the owner{'' if number == 1 else 's'} of {counted}"
        if keeps
        else f"See to your agency’s {counted}"
    )
    yield Item(
        text, address, why="" if day == today else f"As at {spell_out(day)}, the last day that is covered."
    )


attention.add(Attention("actions", items))
