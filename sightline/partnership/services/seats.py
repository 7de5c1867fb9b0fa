"""The seats that agencies have on bodies, from a day until a day where these are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from sightline.foundation.access import Actor, require
from sightline.foundation.endings import end_with
from sightline.foundation.text import fold
from sightline.partnership.keys import lasting
from sightline.partnership.models import Agency, Body, Seat
from sightline.partnership.permissions import EDIT_BODIES
from sightline.partnership.queries import agencies
from sightline.partnership.queries import seats as seats_on
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Keeping
from sightline.partnership.services.turns import in_use
from sightline.partnership.services.words import named


def _check(seat: Seat) -> None:
    if seat.since and seat.until and seat.until < seat.since:
        raise Refused("The last day comes before the first. Enter a later day.", field="until")
    for other in seats_on(seat.body):
        if other.pk != seat.pk and _same(seat, other) and _overlap(seat, other):
            raise Refused(f"{seat.agency.name} has this seat already.", field="agency")


def _same(seat: Seat, other: Seat) -> bool:
    return other.agency_id == seat.agency_id and fold(other.title) == fold(seat.title)


def _overlap(one: Seat, other: Seat) -> bool:
    first, last = date.min, date.max
    return (one.since or first) <= (other.until or last) and (other.since or first) <= (one.until or last)


@dataclass(frozen=True, kw_only=True)
class _Ending(Keeping[Seat]):
    """Keeping of seats, with which ends whatever depends on them."""

    @transaction.atomic
    def correct(
        self, *, by: Actor, record: Seat, values: Mapping[str, Any], made_from: str = "", reason: str = ""
    ) -> Seat:
        held = super().correct(by=by, record=record, values=values, made_from=made_from, reason=reason)
        if held.until:
            end_with("seat", by, held, held.until)
        return held


seats = _Ending(
    model=Seat,
    right=EDIT_BODIES,
    identity=lambda seat: lasting(f"{seat.body_id}|{seat.agency_id}|{fold(seat.title)}|{seat.since or ''}"),
    check=_check,
    beside_others=True,
)


@transaction.atomic
def add_seat(
    *,
    by: Actor,
    body: Body,
    agency: Agency,
    title: str = "",
    level: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Seat:
    """Give an agency a place on a body. Refused while it has the same one."""
    require(by, EDIT_BODIES, body.partnership)
    in_use(body)
    if not agencies(body.partnership).contains(agency):
        raise Refused("Choose an agency of this partnership.", field="agency")
    title = named(title, field="title", what="title", needed=False, longest=120)
    seat = Seat(
        partnership=body.partnership,
        body=body,
        agency=agency,
        title=title,
        level=level,
        since=since,
        until=until,
    )
    return seats.add(by=by, record=seat)
