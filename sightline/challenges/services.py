"""Keeping challenges by hand: raised, answered, escalated where it is not settled, and closed."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.challenges.ends import BOTH, NOBODY, SIDES
from sightline.challenges.keys import ends_of, key_of
from sightline.challenges.models import Challenge, Escalation
from sightline.challenges.permissions import EDIT
from sightline.challenges.stages import LAST
from sightline.foundation.access import Actor, require
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Keeping, check_order, check_past
from sightline.partnership.services.turns import wait_for_turn
from sightline.partnership.services.words import named


def _identity(challenge: Challenge) -> str:
    return key_of(challenge.raised_on, *ends_of(challenge), challenge.subject)


def _check(challenge: Challenge) -> None:
    """Refuse ends that nobody can tell, and dates that contradict each other or are still to come."""
    _check_ends(challenge)
    check_past(challenge, "raised_on", "answered_on", "closed_on")
    check_order(challenge, "raised_on", "answered_on", "closed_on")
    if challenge.answered_on and challenge.closed_on and challenge.closed_on < challenge.answered_on:
        raise Refused(
            "It was answered after it was closed. Enter an earlier day, or clear it.", field="answered_on"
        )


def _check_ends(challenge: Challenge) -> None:
    for side, end in zip(SIDES, (challenge.raiser, challenge.asked), strict=True):
        if not end:
            raise Refused(NOBODY[side], field=side)
        if getattr(challenge, f"{side}_person_id") and getattr(challenge, f"{side}_name"):
            raise Refused(BOTH, field=f"{side}_name")
    if challenge.raiser.same_as(challenge.asked) and not _were_the_same(challenge):
        raise Refused(
            "Both ends are the same. Within one agency, say at which two levels, or which two people.",
            field="raised_with",
        )


def _were_the_same(challenge: Challenge) -> bool:
    """Whether the record as it is kept has these very ends: a log says what it says, and can still be answered."""
    held = Challenge.objects.ever_of(challenge.partnership).filter(pk=challenge.pk).first()
    return held is not None and ends_of(held) == ends_of(challenge)


challenges = Keeping(model=Challenge, right=EDIT, source="challenges", identity=_identity, check=_check)


@transaction.atomic
def escalate(
    *, by: Actor, challenge: Challenge, stage: int, began_on: date, to: str, why: str = ""
) -> Escalation:
    """Take a challenge that is not settled to a stage: the first, or the one after that it has reached.

    Refused where somebody else took it there meanwhile, where it is closed or withdrawn, and for days out of order.
    """
    require(by, EDIT, challenge.partnership)
    wait_for_turn(challenge.partnership)
    held = (
        Challenge.objects.ever_of(challenge.partnership).select_for_update(no_key=True).get(pk=challenge.pk)
    )
    if held.withdrawn_at:
        raise Refused("This was withdrawn. Put it back first.")
    if held.closed_on:
        raise Refused("This challenge is closed. Correct that first, if it goes on.")
    last = Escalation.objects.of(held.partnership).filter(challenge=held).order_by("-stage").first()
    if stage > LAST:
        raise Refused("There is no stage beyond the chaired meeting.")
    if stage != (last.stage if last else 0) + 1:
        raise Refused("Somebody else escalated this meanwhile. Look at the challenge again first.")
    if not (last.began_on if last else held.raised_on) <= began_on <= timezone.localdate():
        said = "A stage begins between the day the one before began and today. Enter a day of that time."
        raise Refused(said, field="began_on")
    reached = Escalation(
        partnership=held.partnership,
        challenge=held,
        stage=stage,
        began_on=began_on,
        to=named(to, field="to", what="name of who it goes to", longest=200),
        why=why.strip(),
        key=f"{held.key}|{stage}",
    )
    audit.added(by=by, record=reached)
    return reached
