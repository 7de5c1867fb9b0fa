"""The list of appointments, the list of vacancies, and the record of one appointment or renewal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from sightline.appointments.models import Appointment, Kind, Renewal
from sightline.appointments.presenters.addresses import (
    TAGS,
    VACANT,
    appoint_at,
    at,
    body_link,
    called,
    until_of,
)
from sightline.appointments.queries import state_of
from sightline.appointments.terms import State, runs_until
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Action, Empty, Section, SummaryRow
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Filter, Row, Table
from sightline.govuk.values import Link, Muted, Value
from sightline.imports.exporting import Cell, Sheet, exports
from sightline.partnership.models import Partnership, Seat
from sightline.partnership.recording import Told

COLUMNS = (
    Column("Person", sort="person"),
    Column("Appointed to", wide=True),
    Column("Kind", sort="kind"),
    Column("From", sort="from"),
    Column("To", sort="to"),
    Column("State"),
)
ORDERS = {
    "person": ("person__name", "since", "id"),
    "kind": ("kind", "since", "id"),
    "from": ("since", "id"),
    "to": ("until", "since", "id"),
}
VACANT_COLUMNS = (Column("Seat"), Column("Body"), Column("Agency"), Column("State"), Column("What to do"))


def list_page(
    partnership: Partnership,
    shown: Part[Any],
    *,
    day: date,
    lead: str,
    filters: tuple[Filter, ...],
    add: str,
) -> ListPage:
    """The appointments that the filters leave. ``add`` is where one is added, "" for who may not."""
    return ListPage(
        title="Appointments",
        lead=lead,
        filters=filters,
        actions=(Action("Add an appointment", add, style="primary"),) if add else (),
        exports=exports(),
        table=Table(
            caption=f"{shown.total} appointment{'' if shown.total == 1 else 's'}",
            columns=COLUMNS,
            rows=tuple(_row(one, partnership, day) for one in shown.items),
            sorted_by="person",
            empty=Empty(
                "No appointment matches. Who holds a seat on a body, and who is the scrutineer, belongs here, "
                "each from a day and for how long.",
                example="An independent scrutineer appointed on a rolling basis and renewed each month.",
            ),
        ),
        pagination=shown.pagination,
    )


def _row(one: Any, partnership: Partnership, day: date) -> Row:
    last = until_of(one, one.renewed_until)
    return Row(
        (
            Link(called(one), at(one, partnership)),
            one.place,
            one.kind.capitalize(),
            one.since,
            last or Muted("no end decided"),
            TAGS[state_of(one, one.renewed_until, day)],
        ),
        key=str(one.pk),
    )


def vacancies_page(
    partnership: Partnership,
    shown: Part[Seat],
    *,
    lead: str,
    filters: tuple[Filter, ...],
    add: str,
) -> ListPage:
    """The seats without a holder. ``add`` is not "" for who may appoint somebody."""
    return ListPage(
        title="Appointments",
        lead=lead,
        filters=filters,
        table=Table(
            caption=f"{shown.total} vacant seat{'' if shown.total == 1 else 's'}",
            columns=VACANT_COLUMNS if add else VACANT_COLUMNS[:-1],
            rows=tuple(_vacant(seat, partnership, bool(add)) for seat in shown.items),
            empty="No seat is vacant. Vacancies are known from the day somebody was first recorded to hold a seat.",
        ),
        pagination=shown.pagination,
    )


def _vacant(seat: Seat, partnership: Partnership, may: bool) -> Row:
    link = Link(str(seat), reverse("partnership:seat-record", args=[partnership.slug, seat.pk]))
    appoint = (Link("Appoint somebody", appoint_at(seat), hidden=f"to {seat}"),) if may else ()
    return Row((link, body_link(seat.body, partnership), seat.agency.name, VACANT, *appoint))


def _cells(one: Any) -> tuple[Cell, ...]:
    body = one.seat.body if one.seat else one.body
    return (
        one.person.name,
        one.place,
        body.name if body else "",
        one.seat.agency.name if one.seat else "",
        one.seat.level if one.seat else "",
        one.kind,
        one.since,
        until_of(one, one.renewed_until),
        one.note,
    )


SHEET: Sheet[Any] = Sheet(
    ("Person", "Appointed to", "Body", "Agency of the seat", "Level", "Kind", "From", "To", "Note"), _cells
)


def record_page(
    one: Appointment,
    told: Told,
    *,
    renewed: date | None,
    renewals: Sequence[Renewal],
    others: Sequence[Any],
    day: date,
    may: bool,
) -> RecordPage:
    """One appointment, with its renewals and those who held the seat before and after."""
    where, how = one.partnership, state_of(one, renewed, day)
    actions: tuple[Action, ...] = ()
    if may and one.kind == Kind.ROLLING and how is not State.ENDED:
        actions = (Action("Renew", at(one, where, "renew"), style="primary"),)
    if may and how is not State.ENDED:
        actions = (*actions, Action("End", at(one, where, "end")))
    if one.seat:
        body: Value = body_link(one.seat.body, where)
    else:
        body = body_link(one.body, where) if one.body else Muted("none")
    return told.page(
        title=called(one),
        caption=one.place,
        state=TAGS[how],
        lead=_lead(one, how, renewed),
        actions=actions,
        summary=(
            SummaryRow("Appointed to", _place(one)),
            SummaryRow("Body", body),
            SummaryRow("Agency of the seat", one.seat.agency.name if one.seat else Muted("no seat")),
            SummaryRow("Kind", Kind(one.kind).label),
            SummaryRow("First day", one.since),
            SummaryRow("Last day", one.until or Muted("none decided")),
            SummaryRow("Note", one.note or Muted("none")),
        ),
        sections=(*_renewals(one, renewals), *_others(one, others, day)),
    )


def _place(one: Appointment) -> Value:
    if one.seat is None:
        return one.office
    href = reverse("partnership:seat-record", args=[one.partnership.slug, one.seat.pk])
    return Link(str(one.seat), href)


def _lead(one: Appointment, how: State, renewed: date | None) -> str:
    match how:
        case State.FUTURE:
            return f"Begins on {spell_out(one.since)}."
        case State.ENDING if one.until:
            return f"The term ends on {spell_out(one.until)}."
        case State.UNRENEWED:
            return f"It ran until {spell_out(runs_until(one.since, renewed))} and was not renewed since."
        case State.CURRENT if one.kind == Kind.ROLLING:
            return f"It runs until {spell_out(runs_until(one.since, renewed))}."
    return ""


def _renewals(one: Appointment, renewals: Sequence[Renewal]) -> tuple[Section, ...]:
    if one.kind != Kind.ROLLING:
        return ()
    table = Table(
        caption=f"{len(renewals)} renewal{'' if len(renewals) == 1 else 's'}",
        columns=(Column("From"), Column("To"), Column("Decided by")),
        rows=tuple(
            (Link(spell_out(each.since), renewal_at(each)), each.until, decided(each)) for each in renewals
        ),
        empty="It was not renewed yet. At first a rolling appointment is for a month.",
    )
    return (Section("Renewals", (table,), id="renewals"),)


def renewal_at(renewal: Renewal) -> str:
    """The address of a renewal."""
    return reverse("appointments:renewal-record", args=[renewal.partnership.slug, renewal.pk])


def decided(renewal: Renewal) -> str:
    """Who decided a renewal: a body, or what was written, or both."""
    body = renewal.body.name if renewal.body else ""
    return ", ".join(filter(None, (body, renewal.decided_by)))


def renewal_called(renewal: Renewal) -> str:
    return f"Renewal from {spell_out(renewal.since)}"


def renewal_page(renewal: Renewal, told: Told) -> RecordPage:
    """One renewal of a rolling appointment."""
    return told.page(
        title=renewal_called(renewal),
        caption=f"{called(renewal.appointment)}, {renewal.appointment.place}",
        summary=(
            SummaryRow("First day", renewal.since),
            SummaryRow("Last day", renewal.until),
            SummaryRow("Decided by", decided(renewal)),
        ),
    )


def _others(one: Appointment, others: Sequence[Any], day: date) -> tuple[Section, ...]:
    if one.seat is None or not others:
        return ()
    table = Table(
        caption="Others appointed to this seat",
        caption_hidden=True,
        columns=(Column("Person"), Column("Kind"), Column("From"), Column("To"), Column("State")),
        rows=tuple(
            (
                Link(called(other), at(other, one.partnership)),
                other.kind.capitalize(),
                other.since,
                until_of(other, other.renewed_until) or Muted("no end decided"),
                TAGS[state_of(other, other.renewed_until, day)],
            )
            for other in others
        ),
    )
    return (Section("Others appointed to this seat", (table,)),)
