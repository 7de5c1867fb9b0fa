"""What needs attention among challenges: those that have been open for long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sightline.challenges.permissions import EDIT
from sightline.challenges.presenters import listed
from sightline.challenges.queries import LONG, challenges, open_for_long
from sightline.foundation.attention import Attention, Item, attention
from sightline.foundation.dates import spell_out
from sightline.measures.standing import last_covered


def items(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """Challenges that have been open for long, for who keeps them."""
    if not person.may(EDIT, partnership):
        return
    day = last_covered(partnership, "challenges")
    number = open_for_long(challenges(partnership), day).count()
    if number:
        counted = f"{number} challenge{'' if number == 1 else 's'}"
        yield Item(
            f"Get an answer to {counted} open for more than {LONG.days} days",
            f"{listed(partnership)}?year=all&state=long",
            why="" if day == today else f"As at {spell_out(day)}, the last day that is covered.",
        )


attention.add(Attention("challenges", items))
