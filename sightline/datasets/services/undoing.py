"""Taking a delivery back, with the reason, and putting it back: what it holds stays in its place all the while."""

from __future__ import annotations

from django.db import transaction

from sightline.audit import services as audit
from sightline.datasets import queries
from sightline.datasets.models import Delivery, State
from sightline.datasets.permissions import EDIT
from sightline.datasets.services.covering import cover, uncover
from sightline.datasets.services.linked import soon
from sightline.datasets.services.settling import supersede
from sightline.foundation.access import Actor, require
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import in_turn
from sightline.partnership.services.words import because


@transaction.atomic
def withdraw(*, by: Actor, delivery: Delivery, reason: str) -> None:
    """Take a delivery out of every figure. A snapshot that it replaced counts again. Raises Refused."""
    require(by, EDIT, delivery.partnership)
    in_turn(delivery)
    if not delivery.counts:
        raise Refused(f"This delivery is {delivery.get_state_display().lower()}, so it counts in no figure.")
    why = because(reason)
    uncover(by=by, delivery=delivery)
    audit.corrected(by=by, record=delivery, values={"state": State.WITHDRAWN}, reason=why)
    for one in queries.replaced_by(delivery):
        _count(by, one)
    soon(by=by, partnership=delivery.partnership)


@transaction.atomic
def restore(*, by: Actor, delivery: Delivery) -> None:
    """Let a withdrawn delivery count again. Refused where another has taken its place meanwhile."""
    require(by, EDIT, delivery.partnership)
    in_turn(delivery)
    if delivery.state != State.WITHDRAWN:
        raise Refused(
            f"This delivery is {delivery.get_state_display().lower()}; only a withdrawn one is put back."
        )
    if queries.counted_with(delivery.partnership, delivery.sha256):
        raise Refused("The same file was delivered again meanwhile, and counts.")
    later = queries.same_snapshot(delivery).filter(delivered_at__gt=delivery.delivered_at).first()
    if later is not None:
        raise Refused("A later delivery for the same day counts. Withdraw that one first.")
    _count(by, delivery)
    supersede(by=by, delivery=delivery)
    soon(by=by, partnership=delivery.partnership)


def _count(by: Actor, delivery: Delivery) -> None:
    """Let a delivery count again as its checks ended."""
    state = State.WARNED if delivery.report.get("verdict") == State.WARNED else State.ACCEPTED
    audit.corrected(by=by, record=delivery, values={"state": state, "replaced_by": None})
    cover(by=by, delivery=delivery)
