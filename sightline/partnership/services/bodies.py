"""Bodies of the partnership, and what they report to."""

from __future__ import annotations

from django.db import transaction

from sightline.audit import services as audit
from sightline.foundation.access import Actor, require
from sightline.foundation.text import fold
from sightline.partnership.models import Body, Partnership
from sightline.partnership.permissions import EDIT_BODIES
from sightline.partnership.queries import bodies
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import in_use, wait_for_turn
from sightline.partnership.services.words import named
from sightline.partnership.tree import loops


@transaction.atomic
def add_body(
    *, by: Actor, partnership: Partnership, name: str, purpose: str = "", reports_to: Body | None = None
) -> Body:
    """Add a body. Refused when another has its name."""
    require(by, EDIT_BODIES, partnership)
    name = named(name)
    _check_free(partnership, name)
    _check_above(partnership, None, reports_to)
    key = fold(name)
    if Body.objects.ever_of(partnership).filter(key=key).exists():
        raise Refused(f"{name} was withdrawn. Restore it instead of adding it again.", field="name")
    body = Body(partnership=partnership, key=key, name=name, purpose=purpose.strip(), reports_to=reports_to)
    audit.added(by=by, record=body)
    return body


@transaction.atomic
def correct_body(
    *, by: Actor, body: Body, name: str, purpose: str = "", reports_to: Body | None = None, reason: str = ""
) -> None:
    """Put right what is held of a body. Refused when it would report to itself, however many steps away."""
    require(by, EDIT_BODIES, body.partnership)
    in_use(body)
    name = named(name)
    _check_free(body.partnership, name, body)
    _check_above(body.partnership, body, reports_to)
    above = reports_to.pk if reports_to else None
    values = {"name": name, "purpose": purpose.strip(), "reports_to_id": above}
    audit.corrected(by=by, record=body, values=values, reason=reason)


def _check_free(partnership: Partnership, name: str, body: Body | None = None) -> None:
    wait_for_turn(partnership)
    for other in bodies(partnership):
        if other != body and fold(name) in (fold(other.name), other.key):
            raise Refused(f"There is a body called {other.name} already.", field="name")


def _check_above(partnership: Partnership, body: Body | None, above: Body | None) -> None:
    if above is None:
        return
    if not bodies(partnership).contains(above):
        raise Refused("Choose a body of this partnership.", field="reports_to")
    if body is not None:
        parents = {one.pk: one.reports_to_id for one in bodies(partnership)} | {body.pk: above.pk}
        if loops(body.pk, parents):
            raise Refused(
                f"{above.name} reports to {body.name}, so it cannot be the other way round too.",
                field="reports_to",
            )
