"""What needs attention among notices: those that were not sent, and those of which nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sightline.foundation.attention import Attention, Item, attention
from sightline.notices.models import State
from sightline.notices.permissions import KEEP
from sightline.notices.presenters import listed
from sightline.notices.queries import numbers_to_decide


def items(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """For whoever decides about notices."""
    if not person.may(KEEP, partnership):
        return
    numbers = numbers_to_decide(partnership)
    if number := numbers.get(State.FAILED):
        yield Item(
            f"See why {_counted(number)} could not be sent",
            listed(partnership, State.FAILED),
            why="Once what stood in the way is mended, they can be sent again.",
        )
    if number := numbers.get(State.UNCERTAIN):
        yield Item(
            f"Decide about {_counted(number)} that may not have arrived",
            listed(partnership, State.UNCERTAIN),
            why="Sending was interrupted; nothing is sent twice unless you say so.",
        )


def _counted(number: int) -> str:
    return f"{number} notice{'' if number == 1 else 's'}"


attention.add(Attention("notices", items, lasting=False))  # sending leaves no event in the trail
