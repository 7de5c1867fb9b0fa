"""Changing when a partnership reminds."""

from __future__ import annotations

from django.db import transaction

from sightline.audit import services as audit
from sightline.foundation.access import Actor, require
from sightline.notices.models import Lengths
from sightline.notices.permissions import KEEP
from sightline.partnership.models import Body, Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import wait_for_turn


@transaction.atomic
def change_lengths(
    *,
    by: Actor,
    partnership: Partnership,
    first: int,
    second: int,
    again: int,
    escalate: int,
    body: Body | None = None,
) -> Lengths:
    """Remind so many days before something is due, so often afterwards, and tell the chair then.

    ``body`` is the one whose chair is told, None for those that report to no other.
    """
    require(by, KEEP, partnership)
    if not first > second > 0 or again < 1 or escalate < 1:
        raise Refused("The second reminder comes later than the first: enter fewer days.", field="second")
    if body is not None and (body.partnership_id != partnership.pk or body.withdrawn_at):
        raise Refused("Choose one of the bodies of this partnership.", field="body")
    wait_for_turn(partnership)
    values = {"first": first, "second": second, "again": again, "escalate": escalate, "body": body}
    held = Lengths.objects.of(partnership).first()
    if held is None:
        held = Lengths(partnership=partnership, **values)
        audit.added(by=by, record=held)
    else:
        audit.corrected(by=by, record=held, values=values)
    return held
