"""The pages of the budget: its lines with what was spent and what is left, and the record of one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse

from sightline.foundation.numbers import half_up, pounds
from sightline.funding.models import BudgetLine, Spend
from sightline.funding.presenters.addresses import at, called
from sightline.funding.presenters.spend import shown_on
from sightline.govuk.blocks import Action, Empty, Section, SummaryRow
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Filter, Row, Table
from sightline.govuk.values import Link, Muted, Tag, Value
from sightline.imports.exporting import Cell, Sheet, exports
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Told

COLUMNS = (
    Column("Heading", sort="heading", wide=True),
    Column("Year", sort="year"),
    Column("Budget", sort="budget", numeric=True),
    Column("Spent", sort="spent", numeric=True),
    Column("Left", sort="left", numeric=True),
)
ORDERS = {
    "heading": ("heading", "-year", "id"),
    "year": ("year", "heading", "id"),
    "budget": ("amount", "heading", "id"),
    "spent": ("spent", "heading", "id"),
    "left": ("left", "heading", "id"),
}
EMPTY = Empty(
    "No budget line matches. What the budget of a year sets aside belongs here, one line for each heading.",
    example="Training, 2024-25: £28,000. £26,150 of it was spent.",
)


def left(amount: Decimal) -> Value:
    """What is left of a budget, or by how much it is overspent."""
    return Tag(f"Over by {pounds(-amount)}", "red") if amount < 0 else pounds(amount)


def list_page(
    partnership: Partnership, shown: Part[Any], *, lead: str, filters: tuple[Filter, ...], add: str
) -> ListPage:
    """Budget lines with what was ``spent`` and what is ``left``. ``add`` is where one is added, "" for who may not."""
    return ListPage(
        title="Budget",
        lead=lead,
        breadcrumbs=(Link("Funding", reverse("funding:year", args=[partnership.slug])),),
        filters=filters,
        actions=(Action("Add a budget line", add, style="primary"),) if add else (),
        exports=exports(),
        table=Table(
            caption=f"{shown.total} budget line{'' if shown.total == 1 else 's'}",
            columns=COLUMNS,
            rows=tuple(_row(line, partnership) for line in shown.items),
            sorted_by="heading",
            empty=EMPTY,
        ),
        pagination=shown.pagination,
    )


def _row(line: Any, partnership: Partnership) -> Row:
    return Row(
        (
            Link(line.heading, at(line, partnership)),
            line.year,
            pounds(line.amount),
            Muted("nothing recorded") if line.spent is None else pounds(line.spent),
            left(line.left),
        ),
        key=str(line.pk),
    )


def _cells(line: Any) -> tuple[Cell, ...]:
    spent = None if line.spent is None else half_up(line.spent, 2)
    return (line.heading, line.year, line.amount, spent, half_up(line.left, 2), line.note)


SHEET = Sheet[Any](("Heading", "Reporting year", "Budget", "Spent", "Left", "Note"), _cells)


def record_page(
    line: BudgetLine, told: Told, shown: Part[Spend], *, spent: Decimal | None, add: str
) -> RecordPage:
    """One budget line, and what was spent of it. ``add`` is where a payment is added, "" for who may not."""
    partnership = line.partnership
    table = Table(
        caption="Payments",
        caption_hidden=True,
        columns=(Column("What for", wide=True), Column("Paid on"), Column("Amount", numeric=True)),
        rows=tuple(
            (Link(one.what_for, at(one, partnership)), shown_on(one), pounds(one.amount))
            for one in shown.items
        ),
        empty="Nothing that was spent of it is recorded.",
    )
    pagination = (shown.pagination,) if shown.pagination else ()
    actions = (Action("Add a payment", add),) if add else ()
    over = spent is not None and spent > line.amount
    return told.page(
        title=called(line),
        caption="Budget line",
        state=Tag("Over budget", "red") if over else None,
        summary=(
            SummaryRow("Reporting year", line.year),
            SummaryRow("Budget", pounds(line.amount)),
            SummaryRow("Spent", Muted("nothing recorded") if spent is None else pounds(spent)),
            SummaryRow("Left", left(line.amount - (spent or 0))),
            SummaryRow("Note", line.note or Muted("none")),
        ),
        sections=(Section("What was spent", (table, *pagination), actions=actions, id="spend"),),
    )
