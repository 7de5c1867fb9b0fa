"""The pages of actions: the list as at a date, and the record of one."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone

from sightline.actions.models import Action
from sightline.actions.states import State
from sightline.foundation.dates import spell_out
from sightline.foundation.matching import shortened
from sightline.govuk.blocks import Action as Button
from sightline.govuk.blocks import Empty, SummaryRow
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Filter, Row, Table
from sightline.govuk.values import Lines, Link, Muted, Tag, Value, sentence_list
from sightline.imports.exporting import Cell, Sheet, exports
from sightline.measures.answers import Answer
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Told

COLOURS = {State.OVERDUE: "red", State.OUTSTANDING: "blue", State.COMPLETE: "green"}
COLUMNS = (
    Column("Reference", sort="reference"),
    Column("Action", wide=True),
    Column("Lead agency", sort="agency"),
    Column("Target date", sort="due"),
    Column("State", sort="state"),
)
ORDERS = {
    "reference": ("key",),
    "agency": ("agency__name", "due", "key"),
    "due": ("due", "key"),
    "state": ("-state", "due", "key"),
}


def listed(partnership: Partnership) -> str:
    """The address of the list."""
    return reverse("actions:list", args=[partnership.slug])


def at(action: Action, partnership: Partnership, page: str = "record") -> str:
    """The address of a page of an action."""
    return reverse(f"actions:{page}", args=[partnership.slug, place(action)])


def place(action: Action) -> str:
    """What stands for an action in an address: its reference, as in RR01-24-3."""
    return action.key.upper()


def tag(action: Action) -> Tag:
    """The state that was worked out for an action."""
    state = State(action.state)  # type: ignore[attr-defined]  # annotated by the query
    return Tag(state.label, COLOURS[state])


def list_page(
    partnership: Partnership,
    shown: Part[Action],
    *,
    lead: str,
    filters: tuple[Filter, ...],
    add: str,
) -> ListPage:
    """The actions of a partnership as at a day. ``add`` is where one is added, "" for who may not."""
    new = (Button("Add an action", add, style="primary"),) if add else ()
    return ListPage(
        title="Actions",
        lead=lead,
        filters=filters,
        actions=new,
        exports=exports(),
        table=Table(
            caption=f"{shown.total} action{'' if shown.total == 1 else 's'}",
            columns=COLUMNS,
            rows=tuple(_row(action, partnership) for action in shown.items),
            sorted_by="state",
            empty=Empty(
                "No action matches. Actions come from reviews, audits and meetings: import the tracker you keep "
                "today, or add them one by one.",
                example="RR01/24-3, “Brief all staff on the escalation protocol”, led by Westmoor Hospitals, by "
                "30 June.",
            ),
        ),
        pagination=shown.pagination,
    )


def _row(action: Action, partnership: Partnership) -> Row:
    told = ", ".join(part for part in (action.review or action.source, action.owner) if part)
    return Row(
        (
            Link(action.reference, at(action, partnership)),
            Lines(shortened(action.undertaking, 160), Muted(told)),
            action.agency.name,
            action.due_on or Muted("none"),
            tag(action),
        ),
        key=str(action.pk),
    )


def state_sentence(day: date, outstanding: Answer, overdue: Answer, *, asked: bool) -> str:
    """How many are outstanding and overdue at a day; why not, where that is not recorded."""
    when = f"At {spell_out(day)}"
    if outstanding.value is None or overdue.value is None:
        return f"{when}: not recorded. {outstanding.why_not or overdue.why_not}"
    late = f"{overdue.value or 'none'} of them overdue"
    said = f"{outstanding.shown} outstanding, {late}" if outstanding.value else "nothing is outstanding"
    if day == timezone.localdate():
        return f"{said[:1].upper()}{said[1:]}."
    return f"{when}{'' if asked else ', the last day that is covered'}: {said}."


def _cells(action: Action) -> tuple[Cell, ...]:
    return (
        action.reference,
        action.source,
        action.review,
        action.recommendation,
        action.undertaking,
        action.agency.name,
        action.owner,
        action.agreed_on,
        action.due_on,
        tag(action).text,
        action.completed_on,
        action.progress,
        action.impact,
    )


SHEET = Sheet(
    (
        "Reference",
        "Source",
        "Review or meeting",
        "Recommendation",
        "Action",
        "Lead agency",
        "Lead officer",
        "Date agreed",
        "Target date",
        "State",
        "Date completed",
        "Progress update",
        "Evidence of impact",
    ),
    _cells,
)


def record_page(action: Action, told: Told, *, day: date, complete: str) -> RecordPage:
    """One action. ``complete`` is where it is marked as complete, "" for who may not or when it is."""
    done = (Button("Mark as complete", complete, style="primary"),) if complete else ()
    title, state = shortened(action.undertaking), tag(action)
    telling = day != timezone.localdate() and state.text != State.COMPLETE.label
    whole = () if title == action.undertaking else (SummaryRow("Action", action.undertaking),)
    return told.page(
        title=title,
        caption=action.reference,
        state=state,
        lead=f"As at {spell_out(day)}, the last day that is covered." if telling else "",
        actions=done,
        summary=(
            *whole,
            SummaryRow(
                "Lead", Lines(action.agency.name, Muted(action.owner)) if action.owner else action.agency.name
            ),
            SummaryRow("Agreed", action.agreed_on),
            SummaryRow("Target date", action.due_on or Muted("none")),
            SummaryRow("Completed", action.completed_on or Muted("not yet")),
            SummaryRow("From", _source(action)),
            SummaryRow("Recommendation", action.recommendation or Muted("none")),
            SummaryRow("Progress", action.progress or Muted("nothing said yet")),
            SummaryRow("Evidence of impact", action.impact or Muted("none yet")),
        ),
    )


def _source(action: Action) -> Value:
    return sentence_list([part for part in (action.review, action.source) if part]).replace(" and ", ", ")
