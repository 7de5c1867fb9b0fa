"""The pages of agreements: the list, the choice of a data set for a new one, and an agreement with its deliveries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sightline.datasets.catalogue import fields_of, title_of
from sightline.datasets.engine import contracts
from sightline.datasets.engine.contracts import Contract
from sightline.datasets.models import Agreement
from sightline.datasets.presenters.addresses import agreement_at, list_of_deliveries, within_agreements
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Action, Block, Bullets, Details, Empty, Section, SummaryRow
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage, Page, RecordPage
from sightline.govuk.tables import Column, Filter, Row, Table
from sightline.govuk.values import Link, Muted, Tag
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Told

EMPTY = Empty(
    "Agencies share data under an agreement: which data set, which of its fields, why, on what lawful basis, from when "
    "until when. Record it here first; files can be delivered from its first day.",
    example="Contacts with children's social care, from the county council, monthly from 1 April 2025 to "
    "31 March 2027; names are kept for 24 months.",
)
COLUMNS = (
    Column("Data set"),
    Column("Who shares it"),
    Column("From", sort="starts"),
    Column("Until", sort="ends"),
    Column("How often"),
    Column("Next delivery due"),
    Column("State"),
)


def state_of(agreement: Agreement, today: date) -> Tag:
    """Whether data may be delivered under an agreement today."""
    if agreement.starts > today:
        return Tag("Not begun", "blue")
    return Tag("Ended") if agreement.ends < today else Tag("In force", "green")


def due_said(due: date | None, today: date) -> str | Tag | Muted:
    """When the next delivery is due, and whether that is past."""
    if due is None:
        return Muted("none")
    return Tag(f"Overdue since {spell_out(due)}", "red") if due < today else spell_out(due)


def list_page(
    shown: Part[Agreement],
    partnership: Partnership,
    due: Mapping[int, date | None],
    *,
    lead: str,
    filters: tuple[Filter, ...],
    add: str,
    today: date,
) -> ListPage:
    """Agreements. ``due``: the next due day by agreement; ``add``: where one is recorded, "" for who may not."""
    action = (Action("Record an agreement", add, style="primary"),) if add else ()
    return ListPage(
        title="Agreements",
        lead=lead,
        breadcrumbs=(list_of_deliveries(partnership),),
        filters=filters,
        actions=action,
        table=Table(
            caption=f"{shown.total} agreement{'' if shown.total == 1 else 's'}",
            columns=COLUMNS,
            rows=tuple(_row(one, partnership, due.get(one.pk), today) for one in shown.items),
            sorted_by="-ends",
            empty=EMPTY,
        ),
        pagination=shown.pagination,
    )


def _row(one: Agreement, partnership: Partnership, due: date | None, today: date) -> Row:
    return Row(
        (
            Link(title_of(one.contract), agreement_at(one, partnership)),
            one.agency.name if one.agency else Muted("not said"),
            one.starts,
            one.ends,
            one.get_frequency_display(),
            due_said(due, today) if one.ends >= today else Muted("none"),
            state_of(one, today),
        ),
        key=str(one.pk),
    )


def choose_page(partnership: Partnership, new: str) -> Page:
    """Which data set a new agreement is about."""
    rows = tuple(
        (Link(one.title, f"{new}?contract={key}"), _tables(one), len(fields_of(one)))
        for key, one in sorted(contracts.shipped().items(), key=lambda it: it[1].title)
    )
    table = Table(
        caption="Data sets that can be agreed on",
        columns=(Column("Data set"), Column("What it holds", wide=True), Column("Fields", numeric=True)),
        rows=rows,
        cards=True,
    )
    return Page(
        title="Which data set is it about?",
        breadcrumbs=within_agreements(partnership, None),
        lead="An agreement allows the fields of one data set, or some of them.",
        blocks=(table,),
    )


def _tables(contract: Contract) -> str:
    titles = [table.title for table in contract.tables]
    return ", ".join([*titles[:4], *([f"and {len(titles) - 4} more"] if len(titles) > 4 else [])])


def record_page(
    one: Agreement, told: Told, deliveries: Block, *, due: date | None, deliver: str, today: date
) -> RecordPage:
    """One agreement; ``deliver`` is where a file is taken in, "" where that cannot be done now."""
    action = (Action("Take in a delivery", deliver, style="primary"),) if deliver else ()
    contract = contracts.shipped().get(one.contract)
    known = fields_of(contract) if contract else {}
    fields: Sequence[str] = [known.get(name, name) for name in one.fields]
    everything = bool(known) and set(one.fields) >= set(known)
    return told.page(
        title=title_of(one.contract),
        caption="Data-sharing agreement",
        state=state_of(one, today),
        lead=_lead(one, due, today),
        actions=action,
        summary=(
            SummaryRow("Who shares it", one.agency.name if one.agency else Muted("not said")),
            SummaryRow("Parties", one.parties or Muted("not said")),
            SummaryRow("Purpose", one.purpose or Muted("not said")),
            SummaryRow("Lawful basis", one.lawful_basis or Muted("not said")),
            SummaryRow("From", one.starts),
            SummaryRow("Until", one.ends),
            SummaryRow("How often", one.get_frequency_display()),
            SummaryRow("First delivery due", one.first_due or Muted("not said")),
            SummaryRow("Next delivery due", due_said(due, today) if one.ends >= today else Muted("none")),
            SummaryRow("Names are kept for", f"{one.retention_months} months after each delivery"),
            SummaryRow("Whom to ask", one.contact_name or Muted("not said")),
            SummaryRow("Their email address", one.contact_email or Muted("not said")),
            SummaryRow("Note", one.note or Muted("none")),
        ),
        blocks=(
            Details(
                f"All {len(fields)} fields of the data set may be delivered"
                if everything
                else f"{len(fields)} of its {len(known)} fields may be delivered",
                (Bullets(tuple(fields)),),
            ),
        ),
        sections=(Section("Deliveries", (deliveries,), id="deliveries"),),
    )


def _lead(one: Agreement, due: date | None, today: date) -> str:
    if one.starts > today:
        return f"Files can be delivered from {spell_out(one.starts)}."
    if one.ends < today:
        return f"It ended on {spell_out(one.ends)}. Nothing can be delivered under it any more."
    return "" if due is None or due >= today else f"The delivery due on {spell_out(due)} has not come."
