"""The clock of each stage of a challenge: started with it, and stopped when it is over for whatever reason."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sightline.challenges import queries
from sightline.challenges.models import Challenge, Escalation
from sightline.challenges.stages import KIND, clock_of
from sightline.clocks import running, services
from sightline.clocks.running import Standing
from sightline.foundation.access import Actor
from sightline.foundation.matching import shortened
from sightline.partnership.models import Partnership
from sightline.partnership.services.turns import wait_for_turn

ANSWERED = "The challenge was answered."
CLOSED = "The challenge was closed."
WITHDRAWN = "The challenge was withdrawn."
NOT_OVER = "The challenge goes on."


def start(*, by: Actor, stage: Escalation, reason: str = "") -> None:
    """Start the clock of a stage on the day it began; nothing happens for one that has none."""
    clock, challenge = clock_of(stage.stage), stage.challenge
    if not clock:
        return
    page = reverse("challenges:record", args=[stage.partnership.slug, challenge.pk])
    services.start(
        by=by,
        partnership=stage.partnership,
        clock=clock,
        label=shortened(challenge.subject),
        day=stage.began_on,
        kind=KIND,
        reference=str(stage.pk),
        href=f"{page}#escalation",
        reason=reason,
    )


def stop(*, by: Actor, stage: Escalation, day: date, reason: str) -> None:
    """Stop the clock of a stage on a day, or on that of its last entry where that is later; unless it has stopped."""
    held = _held(stage)
    if held is None or held.ledger.stopped:
        return
    written = max(entry.day for entry in held.clock.entries.all())
    services.stop(by=by, running=held.clock, day=max(day, written), reason=reason)


def keep_in_step(*, by: Actor, challenge: Challenge) -> None:
    """Stop the clock of the stage that a challenge has reached when it is over; start one again when it is not.

    What somebody stopped with a reason of their own stays stopped.
    """
    stage = queries.latest(challenge)
    if stage is None:
        return
    over = _over(challenge, stage)
    if over:
        stop(by=by, stage=stage, day=over[0], reason=over[1])
    elif (held := _held(stage)) and held.ledger.stopped and held.why_stopped in (ANSWERED, CLOSED, WITHDRAWN):
        start(by=by, stage=stage, reason=NOT_OVER)


def _over(challenge: Challenge, stage: Escalation) -> tuple[date, str] | None:
    """When and why the present stage of a challenge is over; what came before it began does not end it."""
    if challenge.withdrawn_at:
        return timezone.localdate(challenge.withdrawn_at), WITHDRAWN
    if challenge.answered_on and challenge.answered_on >= stage.began_on:
        return challenge.answered_on, ANSWERED
    return (challenge.closed_on, CLOSED) if challenge.closed_on else None


def _held(stage: Escalation) -> Standing | None:
    """The latest clock of a stage, with what its ledger comes to."""
    return running.of_things(stage.partnership, KIND, [str(stage.pk)]).get(str(stage.pk))


@transaction.atomic
def stop_what_ended(*, by: Actor, partnership: Partnership) -> int:
    """Stop the clocks of challenges that a spreadsheet closed, or that left with its import; answers how many."""
    wait_for_turn(partnership)
    run = running.clocks(partnership).filter(kind=KIND).values_list("reference", flat=True)
    ended = queries.ended(partnership, [int(reference) for reference in run])
    for stage in ended:
        keep_in_step(by=by, challenge=stage.challenge)
    return len(ended)
