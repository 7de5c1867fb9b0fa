"""Bodies of the partnership, what they report to, and the seats agencies have on them."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from sightline.audit import services as audit
from sightline.foundation.access import Actor, require
from sightline.foundation.text import fold
from sightline.partnership.models import Agency, Body, Partnership, Seat
from sightline.partnership.permissions import EDIT_BODIES
from sightline.partnership.queries import bodies, seats
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import wait_for_turn
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
    name = named(name)
    _check_free(body.partnership, name, body)
    _check_above(body.partnership, body, reports_to)
    above = reports_to.pk if reports_to else None
    values = {"name": name, "purpose": purpose.strip(), "reports_to_id": above}
    audit.corrected(by=by, record=body, values=values, reason=reason)


@transaction.atomic
def add_seat(
    *,
    by: Actor,
    body: Body,
    agency: Agency,
    title: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Seat:
    """Give an agency a place on a body."""
    require(by, EDIT_BODIES, body.partnership)
    if agency.partnership_id != body.partnership_id or agency.withdrawn_at:
        raise Refused("Choose an agency of this partnership.", field="agency")
    title = named(title, field="title", what="title", needed=False, longest=120)
    _check_order(since, until)
    key = f"{body.pk}|{agency.pk}|{fold(title)}|{since or ''}"
    same = [s for s in seats(body) if s.agency_id == agency.pk and fold(s.title) == fold(title)]
    if any(s.until is None for s in same) or Seat.objects.ever_of(body.partnership).filter(key=key).exists():
        raise Refused(f"{agency.name} has this seat already.", field="agency")
    seat = Seat(
        partnership=body.partnership, key=key, body=body, agency=agency, title=title, since=since, until=until
    )
    audit.added(by=by, record=seat)
    return seat


@transaction.atomic
def end_seat(*, by: Actor, seat: Seat, until: date, reason: str = "") -> None:
    """Say which day was, or will be, the last of a seat."""
    require(by, EDIT_BODIES, seat.partnership)
    _check_order(seat.since, until)
    audit.corrected(by=by, record=seat, values={"until": until}, reason=reason)


def _check_order(since: date | None, until: date | None) -> None:
    if since and until and until < since:
        raise Refused("The last day comes before the first. Enter a later day.", field="until")


def _check_free(partnership: Partnership, name: str, body: Body | None = None) -> None:
    wait_for_turn(partnership)
    for other in bodies(partnership):
        if other != body and fold(name) in (fold(other.name), other.key):
            raise Refused(f"There is a body called {other.name} already.", field="name")


def _check_above(partnership: Partnership, body: Body | None, above: Body | None) -> None:
    if above is None:
        return
    if above.partnership_id != partnership.pk or above.withdrawn_at:
        raise Refused("Choose a body of this partnership.", field="reports_to")
    if body is not None:
        parents = {one.pk: one.reports_to_id for one in bodies(partnership)} | {body.pk: above.pk}
        if loops(body.pk, parents):
            raise Refused(
                f"{above.name} reports to {body.name}, so it cannot be the other way round too.",
                field="reports_to",
            )
