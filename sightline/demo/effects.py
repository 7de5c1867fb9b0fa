"""What became of the demonstration's actions after they were done: half were looked at, and most of those worked.

A spreadsheet says none of this, so it is kept here by hand, as the QA lead of a partnership would.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from sightline.actions import services
from sightline.actions.models import AcceptedRisk, Action, Effect
from sightline.actions.queries import actions, standing
from sightline.actions.states import State
from sightline.demo.actions import END, START
from sightline.demo.dice import dice, weekday
from sightline.demo.places import Place
from sightline.foundation.access import Actor
from sightline.partnership.models import Partnership

LOOKED_AT, WORKED = 0.5, 0.8
"""The part of what was done that somebody looked at, and the part of that which worked."""
SEEN = {
    Effect.ASSURED: (
        "A dip sample of ten cases showed the change in nine of them.",
        "Practitioners in two teams described the new way of working without being asked about it.",
        "The re-audit graded this line of enquiry good, from requires improvement a year before.",
    ),
    Effect.NOT_ACHIEVED: (
        "The guidance was sent out, but half of the practitioners asked had not seen it.",
        "A dip sample of ten cases showed no change since the review.",
    ),
}
SOONEST = timedelta(days=42)
DECIDED = date(2025, 3, 12)
REASONS = (
    "The owner left, and their successor began two months later.",
    "It waits for the new case recording system.",
    "The guidance it rests on was published later than announced.",
)


def follow_up(by: Actor, partnership: Partnership, place: Place, seed: int, *, checked_by: str) -> None:
    """Say of some completed actions whether they worked, move some target dates, and accept one risk."""
    chance = dice(seed, place.slug, "effects")
    for action in actions(partnership).filter(completed_on__range=(START, END)).order_by("key"):
        if chance.random() < LOOKED_AT:
            _look_at(
                by,
                action,
                Effect.ASSURED if chance.random() < WORKED else Effect.NOT_ACHIEVED,
                checked_by,
                chance,
            )
    # Of those not yet due, so that what is overdue at the end of the year stays overdue.
    in_time = standing(partnership, END, [State.OUTSTANDING]).filter(
        due_on__isnull=False, agreed_on__lt=DECIDED
    )
    for action, reason in zip(in_time.order_by("due_on", "key"), REASONS, strict=False):
        assert action.due_on  # asked for above
        services.move_due(
            by=by,
            action=action,
            due_on=action.due_on + timedelta(days=91),
            moved_on=DECIDED,
            authority="DSP Executive",
            reason=reason,
            made_from=action.due_on,
        )
    for action in standing(partnership, END, [State.OVERDUE]).order_by("due_on", "key")[:1]:
        services.risks.add(
            by=by,
            record=AcceptedRisk(
                partnership=partnership,
                action=action,
                since=END,
                until=END + timedelta(days=180),
                accepted_by="DSP Executive",
                why="The post that would do this is vacant, and recruiting has been tried twice.",
            ),
        )


def _look_at(by: Actor, action: Action, effect: Effect, checked_by: str, chance: Random) -> None:
    """Somebody looks six weeks after it was done at the soonest, and only while the year's records go on."""
    soonest = action.completed_on + SOONEST if action.completed_on else END
    if soonest + SOONEST > END:
        return
    values = {
        "effect": effect,
        "checked_on": weekday(chance, soonest, soonest + SOONEST),
        "checked_by": checked_by,
        "seen": chance.choice(SEEN[effect]),
    }
    services.actions.correct(by=by, record=action, values=values)
