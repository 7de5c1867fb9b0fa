"""Which body reports what to which: the list of rules, and one of them with its days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sightline.appointments.presenters.addresses import body_link
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Action, Empty, Section, SummaryRow
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Filter, Row, Table
from sightline.govuk.values import Link, Muted, Tag
from sightline.imports.exporting import Cell, Sheet, exports
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Told
from sightline.required_reports.models import DueReport, Requirement
from sightline.required_reports.presenters.addresses import TAGS, at, listed, rule_at
from sightline.required_reports.presenters.due_reports import considered, state_of

ORDERS = {
    "report": ("subject", "reporter__name", "to__name", "id"),
    "from": ("reporter__name", "subject", "to__name", "id"),
    "to": ("to__name", "reporter__name", "subject", "id"),
    "until": ("until", "subject", "id"),
}


def home(partnership: Partnership) -> Link:
    """The link back to what is due."""
    return Link("Required reports", listed(partnership))


def tag(requirement: Requirement, day: date) -> Tag:
    """Whether a rule is in force on a day."""
    if requirement.until < day:
        return Tag("Ended", "grey")
    return Tag("In force", "green") if requirement.first_on <= day else Tag("Begins later", "blue")


def list_page(
    partnership: Partnership,
    shown: Part[Requirement],
    *,
    filters: tuple[Filter, ...],
    add: str,
    day: date,
) -> ListPage:
    """The rules. ``add`` is where one is added, "" for who may not."""
    return ListPage(
        title="Who reports what to whom",
        breadcrumbs=(home(partnership),),
        filters=filters,
        actions=(Action("Add a required report", add, style="primary"),) if add else (),
        exports=exports(),
        table=Table(
            caption=f"{shown.total} required report{'' if shown.total == 1 else 's'}",
            columns=(
                Column("Report", sort="report", wide=True),
                Column("From", sort="from"),
                Column("To", sort="to"),
                Column("How often"),
                Column("First not received"),
                Column("Last day", sort="until"),
                Column("State"),
            ),
            rows=tuple(_row(one, partnership, day) for one in shown.items),
            sorted_by="from",
            empty=Empty(
                "No body is required to report to another yet.",
                example="The MASH Operational Group reports to the DSP Executive each quarter.",
            ),
        ),
        pagination=shown.pagination,
    )


def _row(one: Requirement, partnership: Partnership, day: date) -> Row:
    return Row(
        (
            Link(one.subject, rule_at(one, partnership)),
            one.reporter.name,
            one.to.name,
            one.get_frequency_display(),
            one.next_due or Muted("none"),  # type: ignore[attr-defined]  # annotated by the query
            one.until,
            tag(one, day),
        ),
        key=str(one.pk),
    )


def _cells(one: Requirement) -> tuple[Cell, ...]:
    return (
        one.subject,
        one.reporter.name,
        one.to.name,
        one.concerns,
        one.get_frequency_display(),
        one.first_on,
        one.until,
        one.note,
    )


SHEET: Sheet[Requirement] = Sheet(
    ("Report", "From", "To", "Whom it concerns", "How often", "First due date", "Last day", "Note"), _cells
)


def record_page(
    one: Requirement,
    told: Told,
    *,
    days: Sequence[DueReport],
    alike: Sequence[Requirement],
    day: date,
    may: bool,
) -> RecordPage:
    """One rule, with each report that it makes due and what became of it."""
    where = one.partnership
    actions = (Action("Change its last day", rule_at(one, where, "end")),) if may and one.until >= day else ()
    return told.page(
        title=one.subject,
        caption=f"Required of {one.reporter.name}",
        state=tag(one, day),
        actions=actions,
        summary=(
            SummaryRow("From", body_link(one.reporter, where)),
            SummaryRow("To", body_link(one.to, where)),
            *_to_others(alike, where),
            SummaryRow("Whom it concerns", one.concerns or Muted("not said")),
            SummaryRow("How often", one.get_frequency_display()),
            SummaryRow("First due date", one.first_on),
            SummaryRow("Last day", one.until),
            SummaryRow("Note", one.note or Muted("none")),
        ),
        sections=(_days(days, where, day),),
    )


def _to_others(alike: Sequence[Requirement], where: Partnership) -> tuple[SummaryRow, ...]:
    return tuple(SummaryRow("Also to", Link(other.to.name, rule_at(other, where))) for other in alike)


def _days(days: Sequence[DueReport], where: Partnership, day: date) -> Section:
    table = Table(
        caption="When it is due",
        caption_hidden=True,
        columns=(Column("Due"), Column("Received"), Column("Considered at"), Column("State")),
        rows=tuple(
            (
                Link(spell_out(one.due_on), at(one, where)),
                one.received_on or Muted("not needed" if one.not_needed else "not yet"),
                considered(one, where),
                TAGS[state_of(one, day)],
            )
            for one in days
        ),
        cards=True,
    )
    return Section("When it is due", (table,), id="days")
