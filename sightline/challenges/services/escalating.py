"""Taking a challenge that is not settled from stage to stage, each with its clock."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.challenges.models import Challenge, Escalation
from sightline.challenges.permissions import EDIT
from sightline.challenges.services import clocks
from sightline.challenges.stages import LAST
from sightline.foundation.access import Actor, require
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import wait_for_turn
from sightline.partnership.services.words import named


@transaction.atomic
def escalate(
    *, by: Actor, challenge: Challenge, stage: int, began_on: date, to: str, why: str = ""
) -> Escalation:
    """Take a challenge that is not settled to a stage: the first, or the one after that it has reached.

    The clock of the stage before stops, and that of this one starts. Refused where somebody else took it there
    meanwhile, where it is closed or withdrawn, and for days out of order.
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
    if last:
        clocks.stop(by=by, stage=last, day=began_on, reason=f"It went on to stage {stage}.")
    clocks.start(by=by, stage=reached)
    return reached
