"""The list of actions as at a date, and its spreadsheet."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from sightline.actions.models import Action
from sightline.actions.offline import ALLOWED_BY, EDITED, WHY
from sightline.actions.presenters.addresses import at, tag
from sightline.actions.states import DONE, State
from sightline.foundation.dates import spell_out
from sightline.foundation.matching import shortened
from sightline.govuk.blocks import Action as Button
from sightline.govuk.blocks import Empty, Switch
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage
from sightline.govuk.tables import Column, Filter, Row, Table
from sightline.govuk.values import Lines, Link, Muted
from sightline.imports.exporting import Cell, Sheet, exports
from sightline.imports.merging.versions import Returning
from sightline.measures.answers import Answer
from sightline.partnership.models import Partnership

COLUMNS = (
    Column("Reference", sort="reference"),
    Column("Action", wide=True),
    Column("Lead agency", sort="agency"),
    Column("Target date", sort="due"),
    Column("State", sort="state"),
)
EMPTY = Empty(
    "No action matches. Actions come from reviews, audits and meetings: import the tracker you keep today, or add "
    "them one by one.",
    example="RR01/24-3, “Brief all staff on the escalation protocol”, led by Westmoor Hospitals, by 30 June.",
)
ORDERS = {
    "reference": ("key",),
    "agency": ("agency__name", "due", "key"),
    "due": ("due", "key"),
    "state": ("-state", "due", "key"),
}


def list_page(
    partnership: Partnership,
    shown: Part[Action],
    *,
    lead: str,
    filters: tuple[Filter, ...],
    ways: Switch,
    add: str,
) -> ListPage:
    """The actions of a partnership as at a day. ``add`` is where one is added, "" for who may not."""
    new = (Button("Add an action", add, style="primary"),) if add else ()
    return ListPage(
        title="Actions",
        lead=lead,
        above=(ways,),
        filters=filters,
        actions=new,
        exports=exports(),
        table=Table(
            caption=f"{shown.total} action{'' if shown.total == 1 else 's'}",
            columns=COLUMNS,
            rows=tuple(_row(action, partnership) for action in shown.items),
            sorted_by="state",
            empty=EMPTY,
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


def state_told(action: Action) -> str:
    """The state of an action as a tracker says it: whether it worked has columns of its own."""
    return State.COMPLETE.label if action.state in DONE else tag(action).text  # type: ignore[attr-defined]


def returning(partnership: Partnership, day: date) -> Returning[Action]:
    """How the list as at a day goes out so that it can be edited elsewhere and brought back."""
    shows = f"Actions as at {spell_out(day)}"
    return Returning(partnership, shows, EDITED, told=state_told, asked=(ALLOWED_BY, WHY))


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
        state_told(action),
        action.started_on,
        action.completed_on,
        action.progress,
        action.impact,
        action.effect.capitalize(),
        action.checked_on,
        action.checked_by,
        action.seen,
        action.proposed_on,
        action.declined_on,
        action.declined_why,
        "; ".join(piece.title for piece in action.attached),  # type: ignore[attr-defined]
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
        "Date work began",
        "Date completed",
        "Progress update",
        "Evidence of impact",
        "Whether it worked",
        "Looked at on",
        "Looked at by",
        "What they saw",
        "Proposed on",
        "Not taken up on",
        "Why it is not taken up",
        "Evidence attached",
    ),
    _cells,
)
