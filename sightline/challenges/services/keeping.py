"""Keeping challenges by hand: raised, answered and closed, which stops the clock of the stage they have reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from sightline.challenges.ends import BOTH, NOBODY, SIDES
from sightline.challenges.keys import ends_of, key_of
from sightline.challenges.models import Challenge
from sightline.challenges.permissions import EDIT
from sightline.challenges.services import clocks
from sightline.foundation.access import Actor
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Keeping, check_order, check_past
from sightline.partnership.services.turns import wait_for_turn


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


@dataclass(frozen=True, kw_only=True)
class _Clocked(Keeping[Challenge]):
    """Keeping of challenges, with the clock of the stage that each has reached kept in step."""

    @transaction.atomic
    def correct(
        self,
        *,
        by: Actor,
        record: Challenge,
        values: Mapping[str, Any],
        made_from: str = "",
        reason: str = "",
    ) -> Challenge:
        wait_for_turn(record.partnership)  # which comes before any record, and the clock takes it too
        before = Challenge.objects.ever_of(record.partnership).get(pk=record.pk)
        held = super().correct(by=by, record=record, values=values, made_from=made_from, reason=reason)
        if (held.answered_on, held.closed_on) != (before.answered_on, before.closed_on):
            clocks.keep_in_step(by=by, challenge=held)
        return held

    @transaction.atomic
    def withdraw(self, *, by: Actor, record: Challenge, reason: str) -> None:
        wait_for_turn(record.partnership)
        super().withdraw(by=by, record=record, reason=reason)
        clocks.keep_in_step(by=by, challenge=self._locked(record))

    @transaction.atomic
    def restore(self, *, by: Actor, record: Challenge) -> None:
        wait_for_turn(record.partnership)
        super().restore(by=by, record=record)
        clocks.keep_in_step(by=by, challenge=self._locked(record))


challenges = _Clocked(model=Challenge, right=EDIT, source="challenges", identity=_identity, check=_check)
