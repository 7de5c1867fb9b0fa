"""Who sits on a body, and the map of bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse

from sightline.appointments.models import Appointment
from sightline.appointments.presenters.addresses import (
    TAGS,
    VACANT,
    appoint_at,
    at,
    body_link,
    called,
    members_at,
    until_of,
)
from sightline.appointments.queries import state_of
from sightline.appointments.terms import State
from sightline.documents.charts import Branch, Tree
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Block, Chart, Empty, Heading, Outline, OutlineItem, Section
from sightline.govuk.pages import Page
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Lines, Link, Muted, Svg, Value
from sightline.partnership.models import Body, Partnership, Seat
from sightline.partnership.presenters.bodies import crumbs
from sightline.partnership.tree import laid_out

SEATS = (
    Column("Agency"),
    Column("Role"),
    Column("Level"),
    Column("Who sits here", wide=True),
    Column("State"),
)
OFFICES = (Column("Office"), Column("Who holds it", wide=True), Column("State"))


def members_page(
    body: Body,
    seats: Sequence[Seat],
    holders: Mapping[int, Sequence[Appointment]],
    offices: Sequence[Appointment],
    *,
    day: date,
    known: bool,
    may: bool,
) -> Page:
    """The seats on a body with who holds each on a day. ``known``: whether an empty one is known to be vacant."""
    where = body.partnership
    table = Table(
        caption=f"{len(seats)} seat{'' if len(seats) == 1 else 's'} at {spell_out(day)}",
        columns=SEATS,
        rows=tuple(_seat(seat, holders.get(seat.pk, ()), day, known, may) for seat in seats),
        empty="This body has no seats yet. Add them on its page.",
        cards=True,
    )
    held = Table(
        caption="Offices",
        caption_hidden=True,
        columns=OFFICES,
        rows=tuple((one.office, _who(one, day), TAGS[_state(one, day)]) for one in offices),
        cards=True,
    )
    return Page(
        title=f"Who sits on {body.name}",
        breadcrumbs=crumbs(body, where),
        blocks=(table, *((Section("Offices that belong to it", (held,)),) if offices else ())),
    )


def _state(one: Appointment, day: date) -> State:
    return state_of(one, one.renewed_until, day)  # type: ignore[attr-defined]


def _seat(seat: Seat, held: Sequence[Appointment], day: date, known: bool, may: bool) -> Row:
    now = [one for one in held if _state(one, day) is not State.FUTURE]
    role = Link(
        seat.title or "Seat", reverse("partnership:seat-record", args=[seat.partnership.slug, seat.pk])
    )
    people: list[Value] = [_who(one, day) for one in held]
    if not now and may:
        people.append(Link("Appoint somebody", appoint_at(seat), hidden=f"to {seat}"))
    state: Value = TAGS[_state(now[0], day)] if now else VACANT if known else Muted("not recorded")
    if seat.since and seat.since > day and not now:
        state = Muted(f"from {spell_out(seat.since)}")
    level = seat.get_level_display() or Muted("not said")
    return Row((seat.agency.name, role, level, Lines(*people) if people else Muted("nobody"), state))


def _who(one: Appointment, day: date) -> Value:
    last = until_of(one, one.renewed_until)  # type: ignore[attr-defined]
    said = f"{one.kind}, from {spell_out(one.since)}" + (f" to {spell_out(last)}" if last else "")
    return Lines(Link(called(one), at(one, one.partnership)), Muted(said))


def map_page(partnership: Partnership, bodies: Sequence[Body]) -> Page:
    """Every body under the one that it reports to, drawn and as a list."""
    order = laid_out(bodies, lambda body: body.pk, lambda body: body.reports_to_id)
    crumb = crumbs(None, partnership)
    if not order:
        empty = Empty(
            "There are no bodies yet. When they are added, this page draws who reports to whom.",
            example="the quality assurance group, which reports to the delegated partners' executive.",
        )
        return Page(title="Map of bodies", breadcrumbs=crumb, blocks=(empty,))
    tree = Tree(_finding(order), tuple(Branch(body.name, depth) for depth, body in order))
    blocks: tuple[Block, ...] = (
        Chart(tree.title, Svg(tree.svg("bodies")), None),
        Heading("As a list"),
        Outline(_outline(order, partnership)),
    )
    return Page(title="Map of bodies", breadcrumbs=crumb, blocks=blocks)


def _finding(order: Sequence[tuple[int, Body]]) -> str:
    top = sum(depth == 0 for depth, _ in order)
    bodies = f"{len(order)} {'body' if len(order) == 1 else 'bodies'}"
    return f"{bodies}, {top} of which report{'s' if top == 1 else ''} to no other"


def _outline(order: Sequence[tuple[int, Body]], partnership: Partnership) -> tuple[OutlineItem, ...]:
    """The items of the top, each with those that follow it and are deeper under it."""
    items: list[OutlineItem] = []
    for place, (depth, body) in enumerate(order):
        if depth != order[0][0]:
            continue
        end = next(
            (n for n in range(place + 1, len(order)) if order[n][0] <= depth),
            len(order),
        )
        who = Link("who sits here", members_at(body), hidden=f"on {body.name}")
        below = _outline(order[place + 1 : end], partnership) if end > place + 1 else ()
        items.append(OutlineItem(Lines(body_link(body, partnership), who), below))
    return tuple(items)
