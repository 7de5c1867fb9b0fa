"""Erasing who a delivery is about once the agreement's time for it has run out: names, dates of birth, identifiers,
and the values of cells that were found wrong. What happened stays, and so does what was counted of it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localtime

from sightline.audit import services as audit
from sightline.datasets import findings, places, queries
from sightline.datasets.models import Delivery
from sightline.datasets.permissions import EDIT
from sightline.datasets.schedule import months_later
from sightline.datasets.services.leftovers import remove
from sightline.foundation.access import Actor, require
from sightline.partnership.models import Partnership
from sightline.partnership.services.turns import in_turn


def kept_until(delivery: Delivery) -> date:
    """The last day on which names of a delivery are kept under its agreement."""
    came = localtime(delivery.delivered_at).date()
    return months_later(came, delivery.agreement.retention_months)


def erase_identities(*, by: Actor, partnership: Partnership, today: date | None = None) -> list[Delivery]:
    """Erase the identities of every delivery whose time has run out; those of which it did so.

    Killed at any moment it can be done again: the files go first, and the row says so last.
    """
    require(by, EDIT, partnership)
    today = today or timezone.localdate()
    due = [one for one in queries.with_identities(partnership) if kept_until(one) < today]
    return [one for one in due if _erase(by, one)]


def _erase(by: Actor, delivery: Delivery) -> bool:
    with transaction.atomic():
        in_turn(delivery)
        if delivery.identities_erased_at is not None:
            return False
        folder = places.delivery_folder(delivery)
        remove(folder / places.IDENTITY)
        findings.forget_values(folder)
        audit.corrected(
            by=by,
            record=delivery,
            values={"identities_erased_at": timezone.now()},
            reason="The agreement's time for keeping names has run out.",
        )
    return True


def due_for_erasure(partnership: Partnership, by_day: date) -> list[tuple[date, Delivery]]:
    """(the last day that names are kept, delivery) for each whose time runs out by a day, the earliest first."""
    dated = [(kept_until(one), one) for one in queries.with_identities(partnership)]
    return sorted(((day, one) for day, one in dated if day <= by_day), key=lambda it: (it[0], it[1].pk))
