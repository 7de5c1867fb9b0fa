"""Withdrawing an agency, a name, a figure or a body, and putting it back."""

from __future__ import annotations

from django.db import transaction

from sightline.audit import services as audit
from sightline.foundation.access import Actor, require
from sightline.foundation.text import fold
from sightline.partnership.models import Agency, Alias, Body, Record, Workforce
from sightline.partnership.permissions import EDIT_AGENCIES, EDIT_BODIES
from sightline.partnership.queries import agency_names, bodies
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import in_turn
from sightline.partnership.services.words import because

RIGHTS: dict[type[Record], str] = {
    Agency: EDIT_AGENCIES,
    Alias: EDIT_AGENCIES,
    Workforce: EDIT_AGENCIES,
    Body: EDIT_BODIES,
}


@transaction.atomic
def withdraw(*, by: Actor, record: Record, reason: str) -> None:
    """Take an agency, an alias, a workforce figure or a body out of use, with the reason."""
    require(by, RIGHTS[type(record)], record.partnership)
    in_turn(record)
    if record.withdrawn_at:
        raise Refused("This was withdrawn already.")
    audit.withdrawn(by=by, record=record, reason=because(reason))


@transaction.atomic
def restore(*, by: Actor, record: Record, reason: str = "") -> None:
    """Put one back; nothing happens to one that is there. Refused when another has been given its name."""
    require(by, RIGHTS[type(record)], record.partnership)
    in_turn(record)
    if not record.withdrawn_at:
        return
    if isinstance(record, Agency) and agency_names(record.partnership).get(fold(record.name)):
        raise Refused(f"Another agency is called {record.name} now. Rename that one first.")
    if isinstance(record, Body) and any(
        fold(other.name) == fold(record.name) for other in bodies(record.partnership)
    ):
        raise Refused(f"Another body is called {record.name} now. Rename that one first.")
    audit.restored(by=by, record=record, reason=reason)
