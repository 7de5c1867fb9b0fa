"""The pages of contributions: the list, and the record of one."""

from __future__ import annotations

from django.urls import reverse

from sightline.foundation.numbers import pounds
from sightline.funding.models import Contribution, Form
from sightline.funding.presenters.addresses import at, called
from sightline.govuk.blocks import Action, Empty, SummaryRow
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Filter, Row, Table
from sightline.govuk.values import Link, Muted, Tag, Value
from sightline.imports.exporting import Cell, Sheet, exports
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Told

COLUMNS = (
    Column("Contribution", sort="agency", wide=True),
    Column("Year", sort="year"),
    Column("Cash or in kind"),
    Column("Agreed", sort="agreed", numeric=True),
    Column("Received", sort="received", numeric=True),
    Column("State"),
)
ORDERS = {
    "agency": ("agency__name", "-year", "id"),
    "year": ("year", "agency__name", "id"),
    "agreed": ("agreed", "agency__name", "id"),
    "received": ("received", "agency__name", "id"),
}
EMPTY = Empty(
    "No contribution matches. What each partner agreed to give for a year belongs here: import the list you keep "
    "today, or add them one by one.",
    example="Westmoor County Council, 2024-25: £96,400 agreed in cash, received on 12 May 2024.",
)


def tag(one: Contribution) -> Tag:
    """Whether what was agreed has come."""
    if one.form == Form.IN_KIND:
        return Tag("In kind", "blue")
    if not one.outstanding:
        return Tag("Received", "green") if one.agreed else Tag("Nothing agreed")
    return Tag("Part received", "yellow") if one.received else Tag("Not received", "yellow")


def come(one: Contribution) -> Value:
    """How much has come of a contribution."""
    if one.received is None:
        return Muted("nothing yet" if one.agreed else "none due")
    return pounds(one.received)


def list_page(
    partnership: Partnership, shown: Part[Contribution], *, lead: str, filters: tuple[Filter, ...], add: str
) -> ListPage:
    """Contributions. ``add`` is where one is added, "" for who may not."""
    return ListPage(
        title="Contributions",
        lead=lead,
        breadcrumbs=(Link("Funding", reverse("funding:year", args=[partnership.slug])),),
        filters=filters,
        actions=(Action("Add a contribution", add, style="primary"),) if add else (),
        exports=exports(),
        table=Table(
            caption=f"{shown.total} contribution{'' if shown.total == 1 else 's'}",
            columns=COLUMNS,
            rows=tuple(_row(one, partnership) for one in shown.items),
            sorted_by="agency",
            empty=EMPTY,
        ),
        pagination=shown.pagination,
    )


def _row(one: Contribution, partnership: Partnership) -> Row:
    name = f"{one.agency}, {one.purpose}" if one.purpose else str(one.agency)
    return Row(
        (
            Link(name, at(one, partnership)),
            one.year,
            one.get_form_display(),
            pounds(one.agreed),
            come(one),
            tag(one),
        ),
        key=str(one.pk),
    )


def _cells(one: Contribution) -> tuple[Cell, ...]:
    return (
        one.agency.name,
        one.year,
        one.get_form_display(),
        one.purpose,
        one.agreed,
        one.received,
        one.received_on,
        one.note,
    )


SHEET = Sheet(
    (
        "Agency",
        "Reporting year",
        "Cash or in kind",
        "What it is for",
        "Amount agreed",
        "Amount received",
        "Date received",
        "Note",
    ),
    _cells,
)


def record_page(one: Contribution, told: Told) -> RecordPage:
    """One contribution."""
    missing = one.outstanding
    return told.page(
        title=called(one),
        caption="Contribution",
        state=tag(one),
        lead=f"{pounds(missing)} of it has not come." if missing else "",
        summary=(
            SummaryRow("Partner", one.agency.name),
            SummaryRow("Reporting year", one.year),
            SummaryRow("Cash or in kind", one.get_form_display()),
            SummaryRow("What it is for", one.purpose or Muted("not said")),
            SummaryRow("Agreed", pounds(one.agreed)),
            SummaryRow("Received", come(one)),
            SummaryRow("Received on", one.received_on or Muted("not said")),
            SummaryRow("Note", one.note or Muted("none")),
        ),
    )
