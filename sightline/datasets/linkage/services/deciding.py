"""What people say of a pair: each once, without knowing what others said, and never overwritten."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.datasets import child_key
from sightline.datasets.linkage import finding, queries
from sightline.datasets.linkage.reading import sources_of
from sightline.datasets.models import ReviewDecision, ReviewPair
from sightline.datasets.permissions import CHILD_LEVEL
from sightline.datasets.reviewing import Standing, Verdict, standing, wants_opinion
from sightline.foundation.access import Actor, require
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import in_turn

NOBODY = "A decision about two records is somebody's own: sign in, and decide on the page of the pair."
ALREADY = "You have said what you think of this pair. Take it back first, or leave it to others."
SETTLED = "Two people agree on this pair, or three have looked at it. It needs no further opinion."
LATE = "Somebody else has looked at this pair since, so that yours is no longer the last word. Tell them instead."
NEVER = "You have said nothing about this pair that could be taken back."


def look_at(*, by: Actor, pair: ReviewPair) -> None:
    """Say in the trail that somebody saw who two records are about; nothing of what they saw."""
    require(by, CHILD_LEVEL, pair.partnership)
    with transaction.atomic():
        audit.note(by=by, partnership=pair.partnership, verb="looked at", subject=pair)


def decide(*, by: Actor, pair: ReviewPair, same: bool | None, reason: str = "") -> ReviewDecision:
    """Say that two records are of the same child, of two children (False), or that one cannot tell (None).

    Raises Refused for somebody who has said so already, and for a pair that asks nobody any more.
    """
    require(by, CHILD_LEVEL, pair.partnership)
    if by.person_id is None:
        raise Refused(NOBODY)
    saw = _seen(pair)
    with transaction.atomic():
        in_turn(pair)
        said = list(queries.decisions(pair))
        if any(one.person_id == by.person_id for one in said):
            raise Refused(ALREADY)
        if not wants_opinion(Standing(pair.standing), pair.opinions):
            raise Refused(SETTLED)
        decision = ReviewDecision(
            partnership=pair.partnership,
            pair=pair,
            person_id=by.person_id,
            verdict=_VERDICTS[same],
            reason=reason.strip(),
            saw=saw,
        )
        audit.added(by=by, record=decision)
        _settle(by, pair)
    return decision


def _seen(pair: ReviewPair) -> str:
    """The mark of what the two records say; empty where they can no longer be read."""
    try:
        key = child_key.read()
    except child_key.KeyMissing:
        return ""
    return finding.digest(key, *finding.of_pair(pair, sources_of(pair.run), key))


_VERDICTS = {True: Verdict.SAME, False: Verdict.DIFFERENT, None: Verdict.CANNOT_TELL}


def take_back(*, by: Actor, pair: ReviewPair) -> None:
    """Take back what one said oneself, while nobody else has said anything since. Raises Refused."""
    require(by, CHILD_LEVEL, pair.partnership)
    with transaction.atomic():
        in_turn(pair)
        said = list(queries.decisions(pair))
        own = next((one for one in said if by.person_id and one.person_id == by.person_id), None)
        if own is None:
            raise Refused(NEVER)
        if said[-1] != own:
            raise Refused(LATE)
        own.taken_back_at = timezone.now()
        own.save(update_fields=["taken_back_at"])
        audit.note(by=by, partnership=pair.partnership, verb="took back", subject=own)
        _settle(by, pair)


def _settle(by: Actor, pair: ReviewPair) -> None:
    """Bring a pair to where it stands after what was said."""
    said = [Verdict(one.verdict) for one in queries.decisions(pair)]
    values = {"standing": standing(said).value, "opinions": len(said)}
    audit.corrected(by=by, record=pair, values=values)
