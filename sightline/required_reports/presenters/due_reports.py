"""What is due, received and late: the list of a year, and one report."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from sightline.appointments.presenters.addresses import body_link
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Action, Empty, SummaryRow
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Filter, Row, Table
from sightline.govuk.values import Link, Muted, Value
from sightline.imports.exporting import Cell, Sheet, exports
from sightline.measures.answers import Answer
from sightline.measures.scope import Period
from sightline.measures.standing import sentence
from sightline.meetings.presenters.addresses import at as meeting_at
from sightline.meetings.presenters.addresses import called as meeting_called
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Told
from sightline.required_reports.due import State, state
from sightline.required_reports.models import DueReport
from sightline.required_reports.presenters.addresses import TAGS, at, called, rule_at, rules

COLUMNS = (
    Column("Report", wide=True),
    Column("From", sort="from"),
    Column("To", sort="to"),
    Column("Due", sort="due"),
    Column("Received", sort="received"),
    Column("State"),
)
ORDERS = {
    "from": ("requirement__reporter__name", "due_on", "id"),
    "to": ("requirement__to__name", "due_on", "id"),
    "due": ("due_on", "requirement__subject", "id"),
    "received": ("received_on", "due_on", "id"),
}


def state_of(report: DueReport, day: date) -> State:
    """How a report stands on a day."""
    return state(day, report.due_on, report.received_on, needed=not report.not_needed)


def state_sentence(period: Period, due: Answer, on_time: Answer, overdue: Answer) -> str:
    """How many were due in a period, what part of them came in time, and how many are still missing at its end."""
    said = sentence(period, due, f"{due.phrase} due")
    if on_time.value is not None:
        said += f" {on_time.shown} of them received on time."
    if overdue.value:
        said += f" {overdue.shown} late at {spell_out(overdue.as_of)}, whenever due."
    return said


def list_page(
    partnership: Partnership, shown: Part[DueReport], *, lead: str, filters: tuple[Filter, ...], add: str
) -> ListPage:
    """The reports that are due. ``add`` is where a rule is added, "" for who may not."""
    return ListPage(
        title="Required reports",
        lead=lead,
        filters=filters,
        actions=(
            *((Action("Add a required report", add, style="primary"),) if add else ()),
            Action("Who reports what to whom", rules(partnership)),
        ),
        exports=exports(),
        table=Table(
            caption=f"{shown.total} report{'' if shown.total == 1 else 's'}",
            columns=COLUMNS,
            rows=tuple(_row(report, partnership) for report in shown.items),
            sorted_by="due",
            empty=Empty(
                "No report matches. What one body has to report to another belongs here once, with how often; "
                "then this page says what is due, what came and what is late.",
                example="The MASH Operational Group reports to the DSP Executive each quarter, on the last day.",
            ),
        ),
        pagination=shown.pagination,
    )


def _row(report: DueReport, partnership: Partnership) -> Row:
    how = state_of(report, timezone.localdate())
    received: Value = report.received_on or Muted("not needed" if report.not_needed else "not yet")
    return Row(
        (
            Link(report.requirement.subject, at(report, partnership)),
            report.requirement.reporter.name,
            report.requirement.to.name,
            report.due_on,
            received,
            TAGS[how],
        ),
        key=str(report.pk),
    )


def _cells(report: DueReport) -> tuple[Cell, ...]:
    rule = report.requirement
    return (
        rule.subject,
        rule.reporter.name,
        rule.to.name,
        rule.concerns,
        rule.get_frequency_display(),
        report.due_on,
        report.received_on,
        TAGS[state_of(report, timezone.localdate())].text,
        report.sent_by,
        meeting_called(report.meeting) if report.meeting else "",
        report.not_needed,
        report.note,
    )


SHEET: Sheet[DueReport] = Sheet(
    (
        "Report",
        "From",
        "To",
        "Whom it concerns",
        "How often",
        "Date due",
        "Date received",
        "State",
        "Who sent it",
        "Considered at",
        "Why it was not needed",
        "Note",
    ),
    _cells,
)


def record_page(report: DueReport, told: Told, *, day: date, stands: bool, may: bool) -> RecordPage:
    """One report. ``stands``: whether its rule still makes it due."""
    where, rule, how = report.partnership, report.requirement, state_of(report, day)
    actions: tuple[Action, ...] = ()
    if may and stands and how in (State.DUE, State.LATE):
        actions = (
            Action("Record that it was received", at(report, where, "receive"), style="primary"),
            Action("It was not needed", at(report, where, "not-needed")),
        )
    return told.page(
        title=called(report),
        caption=f"{rule.reporter.name} to {rule.to.name}",
        state=TAGS[how] if stands else None,
        lead=_lead(report, how, day) if stands else "It is required no longer, and counts in no figure.",
        actions=actions,
        summary=(
            SummaryRow("Report", Link(rule.subject, rule_at(rule, where))),
            SummaryRow("From", body_link(rule.reporter, where)),
            SummaryRow("To", body_link(rule.to, where)),
            SummaryRow("Whom it concerns", rule.concerns or Muted("not said")),
            SummaryRow("Due", report.due_on),
            *_outcome(report, where),
            SummaryRow("Note", report.note or Muted("none")),
        ),
    )


def _outcome(report: DueReport, where: Partnership) -> tuple[SummaryRow, ...]:
    """What became of a report, as far as something did."""
    if report.not_needed:
        return (SummaryRow("Why it was not needed", report.not_needed),)
    if report.received_on is None:
        return (SummaryRow("Received", Muted("not yet")),)
    return (
        SummaryRow("Received", report.received_on),
        SummaryRow("Who sent it", report.sent_by or Muted("not said")),
        SummaryRow("Considered at", considered(report, where)),
    )


def _lead(report: DueReport, how: State, day: date) -> str:
    days = abs((day - report.due_on).days)
    counted = f"{days} day{'' if days == 1 else 's'}"
    match how:
        case State.LATE:
            return f"It was due {counted} ago and has not been received."
        case State.DUE:
            return f"It is due in {counted}." if days else "It is due today."
        case State.RECEIVED_LATE if report.received_on:
            late = (report.received_on - report.due_on).days
            return f"It came {late} day{'' if late == 1 else 's'} after it was due."
    return ""


def considered(report: DueReport, where: Partnership) -> Value:
    """The meeting at which a report was considered, or that none is known."""
    if report.meeting is None:
        return Muted("not said")
    return Link(meeting_called(report.meeting), meeting_at(report.meeting, where))
