"""What a reopening keeps of an action as it was, and what is left of its completion: nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sightline.actions.models import Action, Reopening

NOT_DONE = {
    "completed_on": None,
    "effect": "",
    "checked_on": None,
    "checked_by": "",
    "checked_by_person_id": None,
    "seen": "",
}
"""The values of an action that is not done."""


def reopening_of(action: Action, earlier: Sequence[Reopening], *, reopened_on: date, why: str) -> Reopening:
    """The row that says that a completed action was reopened; ``earlier`` are those it has, the first one first."""
    before = [one.reopened_on for one in earlier if one.withdrawn_at is None]
    assert action.agreed_on is not None  # it was complete
    return Reopening(
        partnership_id=action.partnership_id,
        key=f"{action.key}|{len(earlier) + 1}",
        action=action,
        since=before[-1] if before else action.agreed_on,
        due_on=action.due_on,
        reopened_on=reopened_on,
        why=why,
        **{name: getattr(action, name) for name in NOT_DONE},
    )
