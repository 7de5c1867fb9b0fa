"""The pages of what was spent: the list of payments, and the record of one."""

from __future__ import annotations

from django.urls import reverse

from sightline.foundation.numbers import pounds
from sightline.funding.models import Spend
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
    Column("What for", sort="what", wide=True),
    Column("Heading", sort="heading"),
    Column("Year", sort="year"),
    Column("Paid on", sort="paid"),
    Column("Amount", sort="amount", numeric=True),
)
ORDERS = {
    "what": ("what_for", "id"),
    "heading": ("line__heading", "day", "id"),
    "year": ("line__year", "day", "id"),
    "paid": ("day", "id"),
    "amount": ("amount", "id"),
}
EMPTY = Empty(
    "No payment matches. What is spent of the budget belongs here: each payment, or one sum for the whole year. Each "
    "belongs to a budget line, which is added first.",
    example="Trainer for two courses, 14 October 2024: £1,150, of the training budget.",
)


def shown_on(payment: Spend) -> Value:
    """The day it was paid."""
    return payment.paid_on or Muted("not said")


def list_page(
    partnership: Partnership, shown: Part[Spend], *, lead: str, filters: tuple[Filter, ...], add: str
) -> ListPage:
    """Payments. ``add`` is where one is added, "" for who may not."""
    return ListPage(
        title="Spend",
        lead=lead,
        breadcrumbs=(Link("Funding", reverse("funding:year", args=[partnership.slug])),),
        filters=filters,
        actions=(Action("Add a payment", add, style="primary"),) if add else (),
        exports=exports(),
        table=Table(
            caption=f"{shown.total} payment{'' if shown.total == 1 else 's'}",
            columns=COLUMNS,
            rows=tuple(_row(one, partnership) for one in shown.items),
            sorted_by="-paid",
            empty=EMPTY,
        ),
        pagination=shown.pagination,
    )


def _row(one: Spend, partnership: Partnership) -> Row:
    return Row(
        (
            Link(one.what_for, at(one, partnership)),
            one.line.heading,
            one.line.year,
            shown_on(one),
            pounds(one.amount),
        ),
        key=str(one.pk),
    )


def _cells(one: Spend) -> tuple[Cell, ...]:
    return (one.line.heading, one.line.year, one.amount, one.what_for, one.paid_on, one.reference)


SHEET = Sheet(("Heading", "Reporting year", "Amount", "What for", "Date paid", "Reference"), _cells)


def record_page(one: Spend, told: Told) -> RecordPage:
    """One payment."""
    return told.page(
        title=called(one),
        caption="Payment",
        state=Tag("Refund", "blue") if one.amount < 0 else None,
        summary=(
            SummaryRow("Budget line", Link(str(one.line), at(one.line, one.partnership))),
            SummaryRow("Amount", pounds(one.amount)),
            SummaryRow("What for", one.what_for),
            SummaryRow("Paid on", shown_on(one)),
            SummaryRow("Reference", one.reference or Muted("none")),
        ),
    )
