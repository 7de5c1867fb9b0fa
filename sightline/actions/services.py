"""Keeping actions by hand."""

from __future__ import annotations

from sightline.actions.keys import key_of
from sightline.actions.models import Action
from sightline.actions.permissions import EDIT
from sightline.partnership.services.keeping import Keeping, check_order, check_past


def _check(action: Action) -> None:
    """Refuse dates that contradict each other or are still to come."""
    check_past(action, "agreed_on", "completed_on")
    check_order(action, "agreed_on", "due_on", "completed_on")


actions = Keeping(
    model=Action,
    right=EDIT,
    source="actions",
    identity=lambda action: key_of(action.reference),
    check=_check,
)
