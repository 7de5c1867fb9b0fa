"""The page of one action, and of a risk accepted about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from sightline.actions.models import AcceptedRisk, Action, DateMove, Reopening
from sightline.actions.presenters.addresses import at, risk_at, tag
from sightline.actions.states import DONE, State
from sightline.foundation.dates import spell_out
from sightline.foundation.matching import shortened
from sightline.govuk.blocks import Action as Button
from sightline.govuk.blocks import Section, SummaryRow
from sightline.govuk.pages import RecordPage
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Lines, Link, Muted, Tag, Value, sentence_list
from sightline.measures.registry import registry
from sightline.partnership.recording import Told


@dataclass(frozen=True)
class Ways:
    """Where an action is taken further: each "" for who may not, or where it is not the time."""

    agree: str = ""
    decline: str = ""
    begin: str = ""
    update: str = ""
    complete: str = ""
    assure: str = ""
    reopen: str = ""
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
    evidence: Section,
    reopenings: Sequence[Reopening],
) -> RecordPage:
    """One action: where it stands, what one can do now, how its target date came about, what became of it."""
    buttons = (
        ("Agree it", ways.agree),
        ("Say how far it is", ways.update),
        ("Mark as complete", ways.complete),
        ("Say whether it worked", ways.assure),
    )
    done = tuple(Button(said, at, style="primary") for said, at in buttons if at)
    others = (
        ("Say that work began", ways.begin),
        ("Do not take it up", ways.decline),
        ("Reopen it", ways.reopen),
    )
    begin = tuple(Button(said, at) for said, at in others if at)
    title, state = shortened(action.undertaking), tag(action)
    telling = day != timezone.localdate() and action.state not in (*DONE, State.DECLINED)  # type: ignore[attr-defined]
    whole = () if title == action.undertaking else (SummaryRow("Action", action.undertaking),)
    return told.page(
        title=title,
        caption=action.reference,
        state=state,
        lead=f"As at {spell_out(day)}, the last day that is covered." if telling else "",
        actions=(*done, *begin),
        sections=(evidence, _dates(action, moves, risks, ways), *_reopened(reopenings)),
        summary=(
            *whole,
            SummaryRow(
                "Lead", Lines(action.agency.name, Muted(action.owner)) if action.owner else action.agency.name
            ),
            *_proposal(action),
            SummaryRow("Agreed", action.agreed_on or Muted("not yet")),
            SummaryRow("Target date", action.due_on or Muted("none")),
            *_work(action),
            SummaryRow("From", _source(action)),
            SummaryRow("Recommendation", action.recommendation or Muted("none")),
            SummaryRow("Progress", action.progress or Muted("nothing said yet")),
            SummaryRow("Evidence of impact", action.impact or Muted("none yet")),
            *_impact_measure(action),
        ),
    )


def _proposal(action: Action) -> tuple[SummaryRow, ...]:
    """When it was proposed, and whether it was decided not to take it up."""
    rows = (SummaryRow("Proposed", action.proposed_on),) if action.proposed_on else ()
    if action.declined_on is None:
        return rows
    return (*rows, SummaryRow("Not taken up", Lines(spell_out(action.declined_on), action.declined_why)))


def _work(action: Action) -> tuple[SummaryRow, ...]:
    """How far it is; of what is only proposed, nothing."""
    if action.agreed_on is None:
        return ()
    return (
        SummaryRow("Work began", action.started_on or Muted("not said")),
        SummaryRow("Completed", action.completed_on or Muted("not yet")),
        *_effect(action),
    )


def _impact_measure(action: Action) -> tuple[SummaryRow, ...]:
    """The figure by which one will see whether it worked, where one was named."""
    if not action.impact_measure:
        return ()
    measure = registry.get(action.impact_measure)
    told: Value = action.impact_measure
    if measure:
        where = reverse("measures:measure", args=[action.partnership.slug, measure.key])
        told = Link(measure.title, where)
    return (SummaryRow("Figure that shows whether it worked", told),)


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
                Link(spell_out(one.since), risk_at(one, one.partnership)),
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
                empty="The target date has not been moved.",
            ),
        ),
        actions=tuple(Button(said, at) for said, at in buttons if at),
        id="target-date",
    )


def _reopened(reopenings: Sequence[Reopening]) -> tuple[Section, ...]:
    """When it was complete before, what was seen of it, and why it was taken up again."""
    if not reopenings:
        return ()
    rows = tuple(Row((one.completed_on, _seen(one), one.reopened_on, one.why)) for one in reopenings)
    columns = (Column("Completed"), Column("Whether it worked"), Column("Reopened"), Column("Why", wide=True))
    table = Table(caption="When it was reopened", caption_hidden=True, columns=columns, rows=rows)
    return (Section("Reopened", (table,), id="reopened"),)


def _seen(one: Reopening) -> Value:
    if one.checked_on is None:
        return Muted("nobody had looked")
    looked = f"{one.checked_by}, {spell_out(one.checked_on)}"
    return Lines(one.get_effect_display(), one.seen, Muted(looked))


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
