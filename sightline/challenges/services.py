"""Keeping challenges by hand."""

from __future__ import annotations

from sightline.challenges.keys import key_of
from sightline.challenges.models import Challenge
from sightline.challenges.permissions import EDIT
from sightline.partnership.services.keeping import Keeping, check_order, check_past


def _identity(challenge: Challenge) -> str:
    return key_of(challenge.raised_on, challenge.raised_by_id, challenge.raised_with_id, challenge.subject)


def _check(challenge: Challenge) -> None:
    """Refuse dates that contradict each other or are still to come."""
    check_past(challenge, "raised_on", "closed_on")
    check_order(challenge, "raised_on", "closed_on")


challenges = Keeping(model=Challenge, right=EDIT, source="challenges", identity=_identity, check=_check)
