"""What needs attention among the clocks that run: those that are overdue, and those that run out within a week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from sightline.clocks.permissions import EDIT
from sightline.clocks.running import all_standing
from sightline.foundation.attention import Attention, Item, attention

MOST = 5


def items(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """Clocks started by hand that ran out or soon will, the first first, for who keeps them."""
    if not person.may(EDIT, partnership):
        return
    run = [
        one for one in all_standing(partnership) if not one.clock.kind
    ]  # the app that attached it tells of it
    urgent = [one for one in run if one.overdue(today) or one.soon(today)]
    for one in urgent[:MOST]:
        yield Item(
            f"Finish “{one.title}”, number {one.clock.pk}",
            reverse("clocks:ledger", args=[partnership.slug, one.clock.pk]),
            due=one.deadline.due,
            why="Its clock ran out." if one.overdue(today) else "Its clock runs out within a week.",
        )


attention.add(Attention("clocks", items))
