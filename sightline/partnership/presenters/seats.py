"""Pages of seats: those on a body, and the record of one."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sightline.foundation.access import Actor
from sightline.govuk.blocks import Action, Block, Details, Section, SummaryRow, Text
from sightline.govuk.pages import RecordPage
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Lines, Link, Muted, Value
from sightline.partnership.models import Body, Seat
from sightline.partnership.permissions import EDIT_BODIES
from sightline.partnership.presenters.beside import offers
from sightline.partnership.recording import Told


def seat_page(by: Actor, seat: Seat, told: Told) -> RecordPage:
    """One seat: whose it is, on which body, from when until when."""
    slug = seat.partnership.slug
    end = Action("End", reverse("partnership:end_seat", args=[slug, seat.pk]))
    may_end = seat.until is None and by.may(EDIT_BODIES, seat.partnership)
    return told.page(
        title=str(seat),
        caption=seat.body.name,
        actions=(*offers("seat", by, seat), *((end,) if may_end else ())),
        summary=(
            SummaryRow(
                "Agency",
                Link(seat.agency.name, reverse("partnership:agency", args=[slug, seat.agency_id])),
            ),
            SummaryRow("Role on the body", seat.title or Muted("Not said")),
            SummaryRow("Level", seat.get_level_display() or Muted("Not said")),
            SummaryRow("First day", seat.since or Muted("Not known")),
            SummaryRow("Last day", seat.until or Muted("None yet")),
        ),
    )


def seats_of_body(body: Body, seats: Sequence[Seat], withdrawn: Sequence[Seat], add: str) -> Section:
    """The seats on a body, those that have ended last; ``add`` is where one is added, "" for who may not."""
    slug = body.partnership.slug
    table = Table(
        caption="Seats",
        caption_hidden=True,
        columns=(Column("Agency"), Column("Role"), Column("From"), Column("To")),
        rows=tuple(_row(slug, seat) for seat in seats),
        empty="No seats yet. A seat belongs to an agency, whoever fills it.",
    )
    gone: tuple[Block, ...] = ()
    if withdrawn:
        links = (Link(str(seat), _at(slug, seat)) for seat in withdrawn)
        gone = (Details(f"{len(withdrawn)} withdrawn", (Text(Lines(*links)),)),)
    actions = (Action("Add a seat", add),) if add else ()
    return Section("Seats", (table, *gone), actions=actions, id="seats")


def _at(slug: str, seat: Seat) -> str:
    return reverse("partnership:seat-record", args=[slug, seat.pk])


def _row(slug: str, seat: Seat) -> Row:
    agency = Link(seat.agency.name, reverse("partnership:agency", args=[slug, seat.agency_id]))
    role = Link(seat.title or "Seat", _at(slug, seat), hidden=f"for {seat.agency.name}")
    cells: tuple[Value, ...] = (agency, role, seat.since or "", seat.until or "")
    return Row(cells)
