"""What needs attention among the actions: what is overdue and not accepted as late, proposed, or not looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from sightline.actions.permissions import EDIT, MOVE_DATES, VIEW
from sightline.actions.presenters.addresses import place
from sightline.actions.queries import accepted, no_longer_accepted, standing
from sightline.actions.states import State
from sightline.foundation.attention import Attention, Item, attention
from sightline.foundation.dates import spell_out
from sightline.measures.standing import last_covered

LATELY = timedelta(days=90)  # how long it is said of an accepted risk that its time is over
LONG_ENOUGH = timedelta(days=90)  # after which somebody ought to have looked whether it worked
MOST = 5
WAITING = (State.OVERDUE, State.PROPOSED, State.COMPLETE)


def items(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """What waits for who keeps actions: all that is overdue, proposed or not looked at. For others, their agency's."""
    keeps = person.may(EDIT, partnership)
    if not keeps and not (person.agency_id and person.may(VIEW, partnership)):
        return
    day = last_covered(partnership, "actions")
    why = "" if day == today else f"As at {spell_out(day)}, the last day that is covered."
    address = reverse("actions:list", args=[partnership.slug])
    known = standing(partnership, day, WAITING).annotate(accepted=accepted(partnership, today))
    if not keeps:
        known = known.filter(agency=person.agency_id)
    counts = known.aggregate(
        overdue=Count("pk", filter=Q(state=State.OVERDUE, accepted=False)),
        proposed=Count("pk", filter=Q(state=State.PROPOSED)),
        unseen=Count("pk", filter=Q(state=State.COMPLETE, completed_on__lte=day - LONG_ENOUGH)),
    )
    late = counts["overdue"]
    if late and keeps:
        owners = f"Chase the owner{'' if late == 1 else 's'} of"
        yield Item(f"{owners} {_counted(late, 'overdue')}", f"{address}?state=overdue", why=why)
    elif late:
        own = f"{address}?state=overdue&agency={person.agency_id}"
        yield Item(f"See to your agency’s {_counted(late, 'overdue')}", own, why=why)
    if keeps and counts["proposed"]:
        text = f"Have {_counted(counts['proposed'], 'proposed')} agreed, or not taken up"
        yield Item(text, f"{address}?state=proposed")
    if keeps and counts["unseen"]:
        it = "it" if counts["unseen"] == 1 else "they"
        yield Item(
            f"Have {_counted(counts['unseen'], 'completed')} looked at",
            f"{address}?state=to+assure",
            why=f"Nobody has said whether {it} worked, {LONG_ENOUGH.days} days after or more.",
        )


def _counted(number: int, what: str) -> str:
    return f"{number} {what} action{'' if number == 1 else 's'}"


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
