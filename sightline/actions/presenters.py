"""The pages of actions: the list as at a date, and the record of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from sightline.actions.models import AcceptedRisk, Action, DateMove
from sightline.actions.states import DONE, State
from sightline.foundation.dates import spell_out
from sightline.foundation.matching import shortened
from sightline.govuk.blocks import Action as Button
from sightline.govuk.blocks import Empty, Section, SummaryRow
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Filter, Row, Table
from sightline.govuk.values import Lines, Link, Muted, Tag, Value, sentence_list
from sightline.imports.exporting import Cell, Sheet, exports
from sightline.measures.answers import Answer
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Told

COLOURS = {
    State.OVERDUE: "red",
    State.OUTSTANDING: "blue",
    State.IN_PROGRESS: "purple",
    State.NOT_ACHIEVED: "orange",
    State.COMPLETE: "green",
    State.ASSURED: "teal",
}
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
        State.COMPLETE.label if action.state in DONE else tag(action).text,  # type: ignore[attr-defined]
        action.started_on,
        action.completed_on,
        action.progress,
        action.impact,
        action.effect.capitalize(),
        action.checked_on,
        action.checked_by,
        action.seen,
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
    ),
    _cells,
)


@dataclass(frozen=True)
class Ways:
    """Where an action is taken further: each "" for who may not, or where it is not the time."""

    begin: str = ""
    update: str = ""
    complete: str = ""
    assure: str = ""
    move: str = ""
    accept: str = ""


def record_page(
    action: Action,
    told: Told,
    *,
    day: date,
    ways: Ways,
    moves: Sequence[DateMove],
    risks: Sequence[AcceptedRisk],
) -> RecordPage:
    """One action: where it stands, what one can do now, how its target date came about, what became of it."""
    buttons = (
        ("Say how far it is", ways.update),
        ("Mark as complete", ways.complete),
        ("Say whether it worked", ways.assure),
    )
    done = tuple(Button(said, at, style="primary") for said, at in buttons if at)
    begin = (Button("Say that work began", ways.begin),) if ways.begin else ()
    title, state = shortened(action.undertaking), tag(action)
    telling = day != timezone.localdate() and action.state not in DONE  # type: ignore[attr-defined]
    whole = () if title == action.undertaking else (SummaryRow("Action", action.undertaking),)
    return told.page(
        title=title,
        caption=action.reference,
        state=state,
        lead=f"As at {spell_out(day)}, the last day that is covered." if telling else "",
        actions=(*done, *begin),
        sections=(_dates(action, moves, risks, ways),),
        summary=(
            *whole,
            SummaryRow(
                "Lead", Lines(action.agency.name, Muted(action.owner)) if action.owner else action.agency.name
            ),
            SummaryRow("Agreed", action.agreed_on),
            SummaryRow("Target date", action.due_on or Muted("none")),
            SummaryRow("Work began", action.started_on or Muted("not said")),
            SummaryRow("Completed", action.completed_on or Muted("not yet")),
            *_effect(action),
            SummaryRow("From", _source(action)),
            SummaryRow("Recommendation", action.recommendation or Muted("none")),
            SummaryRow("Progress", action.progress or Muted("nothing said yet")),
            SummaryRow("Evidence of impact", action.impact or Muted("none yet")),
        ),
    )


def _effect(action: Action) -> tuple[SummaryRow, ...]:
    """Whether it worked, of what is done: those are two facts."""
    if action.completed_on is None:
        return ()
    if not action.checked_on:
        return (SummaryRow("Whether it worked", Muted("nobody has looked yet")),)
    looked = f"{action.checked_by}, {spell_out(action.checked_on)}"
    return (SummaryRow("Whether it worked", Lines(action.get_effect_display(), action.seen, Muted(looked))),)


def _dates(action: Action, moves: Sequence[DateMove], risks: Sequence[AcceptedRisk], ways: Ways) -> Section:
    """How often the target date was moved, who allowed it, and for how long it was accepted to be late."""
    rows = [
        Row(
            (
                one.moved_on,
                Lines(f"Moved to {spell_out(one.due_on)}", Muted(_before(one))),
                one.authority,
                one.why,
            )
        )
        for one in moves
    ]
    rows += [
        Row(
            (
                Link(
                    spell_out(one.since), reverse("actions:risk-record", args=[one.partnership.slug, one.pk])
                ),
                f"Accepted as late until {spell_out(one.until)}",
                one.accepted_by,
                one.why,
            )
        )
        for one in risks
    ]
    buttons = (("Move the target date", ways.move), ("Accept that it is late", ways.accept))
    return Section(
        "Target date",
        (
            Table(
                caption="Changes of the target date",
                caption_hidden=True,
                columns=(Column("On"), Column("What"), Column("Allowed by"), Column("Why", wide=True)),
                rows=tuple(rows),
                empty="The target date was never moved, and nobody accepted that this is late.",
            ),
        ),
        actions=tuple(Button(said, at) for said, at in buttons if at),
        id="target-date",
    )


def _before(move: DateMove) -> str:
    return f"from {spell_out(move.was_due_on)}" if move.was_due_on else "there was none"


def risk_page(risk: AcceptedRisk, told: Told, day: date) -> RecordPage:
    """One accepted risk: of which action, for how long, who accepted it and why."""
    state = Tag("Accepted", "purple") if risk.since <= day <= risk.until else None
    return told.page(
        title="Accepted risk",
        caption=risk.action.reference,
        state=state or (Tag("Over", "grey") if risk.until < day else Tag("To come", "grey")),
        summary=(
            SummaryRow("Action", Link(shortened(risk.action.undertaking), at(risk.action, risk.partnership))),
            SummaryRow("From", risk.since),
            SummaryRow("Until", risk.until),
            SummaryRow("Accepted by", risk.accepted_by),
            SummaryRow("Why", risk.why),
        ),
    )


def _source(action: Action) -> Value:
    return sentence_list([part for part in (action.review, action.source) if part]).replace(" and ", ", ")
