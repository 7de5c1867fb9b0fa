"""What came of a meeting, one outcome of it, and the page on which a meeting is run."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sightline.actions.presenters.addresses import at as action_at
from sightline.challenges.presenters import at as challenge_at
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Action, Section, SummaryRow, Text
from sightline.govuk.pages import Page, RecordPage
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Link, Muted, Tag, Value
from sightline.meetings.models import AgendaItem, Meeting, Outcome, OutcomeKind
from sightline.meetings.presenters.addresses import at, called, home, moving
from sightline.meetings.presenters.agenda import proposal_of, speaker, undecided
from sightline.meetings.states import CLOSED
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Told

COLOURS = {
    OutcomeKind.INFORMATION: "grey",
    OutcomeKind.DECISION: "blue",
    OutcomeKind.ACTION: "purple",
    OutcomeKind.CHALLENGE: "orange",
}


def tag(outcome: Outcome) -> Tag:
    """What sort of outcome it is."""
    return Tag(outcome.get_kind_display(), COLOURS[OutcomeKind(outcome.kind)])


def writing_at(meeting: Meeting, partnership: Partnership, item: AgendaItem | None = None) -> str:
    """The address where an outcome is written."""
    asked = f"?item={item.pk}" if item else ""
    return reverse("meetings:write", args=[partnership.slug, meeting.pk]) + asked


def leads_to(outcome: Outcome, partnership: Partnership) -> Value:
    """The action or the challenge that it became."""
    if outcome.action:
        return Link(outcome.action.reference, action_at(outcome.action, partnership))
    if outcome.challenge:
        return Link("The challenge", challenge_at(outcome.challenge, partnership))
    return ""


def outcomes_table(partnership: Partnership, outcomes: Sequence[Outcome], caption: str) -> Table:
    """Outcomes, each with what it became."""
    return Table(
        caption=caption,
        caption_hidden=True,
        columns=(Column("Outcome", wide=True), Column("Kind"), Column("Leads to")),
        rows=tuple(
            Row(
                (
                    Link(one.text, at(one, partnership, "outcome-record")),
                    tag(one),
                    leads_to(one, partnership),
                ),
                key=str(one.pk),
            )
            for one in outcomes
        ),
        empty="Nothing is written yet.",
    )


def outcome_page(partnership: Partnership, outcome: Outcome, told: Told) -> RecordPage:
    """One outcome."""
    return told.page(
        title=outcome.text if len(outcome.text) < 100 else outcome.get_kind_display(),
        caption=called(outcome.meeting),
        state=tag(outcome),
        summary=(
            SummaryRow("What was said", outcome.text),
            SummaryRow("Agenda item", outcome.item.title if outcome.item else Muted("none")),
            SummaryRow("Leads to", leads_to(outcome, partnership) or Muted("nothing further")),
        ),
    )


def run_page(
    partnership: Partnership, meeting: Meeting, items: Sequence[AgendaItem], outcomes: Sequence[Outcome]
) -> Page:
    """The meeting item by item, with what has come of each so far."""
    sections = [
        _item_section(partnership, meeting, number, item, [one for one in outcomes if one.item_id == item.pk])
        for number, item in enumerate(items, start=1)
    ]
    others = [one for one in outcomes if one.item_id is None]
    general = Section(
        "Anything else",
        (outcomes_table(partnership, others, "Anything else"),),
        id="general",
        actions=(Action("Write an outcome", writing_at(meeting, partnership)),),
    )
    return Page(
        title=meeting.body.name,
        caption=spell_out(meeting.held_on),
        state=Tag("In progress", "green"),
        breadcrumbs=(home(partnership), Link(called(meeting), at(meeting, partnership))),
        actions=(
            Action("Record who came", at(meeting, partnership, "attendance")),
            Action("Close the meeting", moving(meeting, partnership, CLOSED)),
        ),
        blocks=(*sections, general),
    )


def _item_section(
    partnership: Partnership, meeting: Meeting, number: int, item: AgendaItem, outcomes: Sequence[Outcome]
) -> Section:
    title = f"{number}. {item.title}"
    who = speaker(item)
    said = ", ".join(
        part
        for part in (
            item.get_purpose_display(),
            who,
            f"{item.allotted} minutes" if item.allotted else "",
        )
        if part
    )
    table = outcomes_table(partnership, outcomes, title)
    decide = (
        (Action("Decide on the proposal", at(item, partnership, "item-decide"), style="primary"),)
        if undecided(item)
        else ()
    )
    proposal = (Text(proposal_of(item, partnership)),) if item.proposal else ()
    return Section(
        title,
        (Text(said, "small"), *proposal, table),
        id=f"item-{item.pk}",
        actions=(*decide, Action("Write an outcome", writing_at(meeting, partnership, item))),
    )
