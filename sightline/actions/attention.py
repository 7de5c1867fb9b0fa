"""What needs attention among the actions: those that are overdue, unless somebody accepts that they are late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from sightline.actions.permissions import EDIT, MOVE_DATES, VIEW
from sightline.actions.presenters.addresses import place
from sightline.actions.queries import accepted, no_longer_accepted, standing
from sightline.actions.states import State
from sightline.foundation.attention import Attention, Item, attention
from sightline.foundation.dates import spell_out
from sightline.measures.standing import last_covered

LATELY = timedelta(days=90)  # how long it is said of an accepted risk that its time is over
MOST = 5


def items(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """Overdue actions: all of them for who keeps actions, those of their agency for anybody else."""
    keeps = person.may(EDIT, partnership)
    if not keeps and not (person.agency_id and person.may(VIEW, partnership)):
        return
    day = last_covered(partnership, "actions")
    overdue = standing(partnership, day, [State.OVERDUE]).filter(~accepted(partnership, today))
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


def proposed(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """Proposed actions, which somebody has to agree or to decide not to take up."""
    if not person.may(EDIT, partnership):
        return
    number = standing(partnership, last_covered(partnership, "actions"), [State.PROPOSED]).count()
    if number:
        address = reverse("actions:list", args=[partnership.slug]) + "?state=proposed"
        yield Item(
            f"Have {number} proposed action{'' if number == 1 else 's'} agreed, or not taken up", address
        )


def risks_over(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """Actions that are still open although the time is over for which it was accepted that they are late."""
    if not person.may(MOVE_DATES, partnership):
        return
    for action in no_longer_accepted(partnership, today, today - LATELY)[:MOST]:
        yield Item(
            f"Decide again on {action.reference}",
            reverse("actions:record", args=[partnership.slug, place(action)]),
            due=action.due_on,
            why="It is not done, and the time is over for which that was accepted.",
        )


attention.add(Attention("actions", items))
attention.add(Attention("actions-accepted", risks_over))
attention.add(Attention("actions-proposed", proposed))
