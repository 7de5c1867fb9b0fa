"""What needs attention among challenges: those open for long, and stages that are late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sightline.challenges.permissions import EDIT
from sightline.challenges.presenters import at, listed, title
from sightline.challenges.queries import LONG, challenges, latest_of_open, open_for_long
from sightline.challenges.stages import late
from sightline.foundation.attention import Attention, Item, attention
from sightline.foundation.dates import spell_out
from sightline.measures.standing import last_covered

MOST = 5


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


def late_stages(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """Disagreements whose present stage should be over, for who keeps them."""
    if not person.may(EDIT, partnership):
        return
    for stage in late(partnership, latest_of_open(partnership), today)[:MOST]:
        one = stage.reached
        yield Item(
            f"Settle or escalate “{title(one.challenge)}”",
            at(one.challenge, partnership),
            due=stage.due,
            why=f"Stage {one.stage} went to {one.to} and should be over.",
        )


attention.add(Attention("challenges", items))
attention.add(Attention("challenges-stages", late_stages))
