"""Proposing an action to a body, which decides at a meeting whether it is taken up; the outcome says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import transaction

from sightline.actions.models import Action
from sightline.actions.services import actions
from sightline.foundation.access import Actor, require
from sightline.meetings.models import AgendaItem, Outcome, OutcomeKind, Purpose
from sightline.meetings.permissions import EDIT, PROPOSE
from sightline.meetings.services.items import add_item
from sightline.meetings.services.keepings import agenda, in_progress, outcomes
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import wait_for_turn

TITLE = AgendaItem._meta.get_field("title").max_length or 200


@transaction.atomic
def propose(*, by: Actor, item: AgendaItem, action: Action) -> AgendaItem:
    """Propose an action to the item's body: it is kept as proposed, and the item carries it for decision.

    The item goes to the end of its meeting's agenda, or to the backlog of its body where it has no meeting.
    """
    require(by, PROPOSE, item.partnership)
    wait_for_turn(item.partnership)
    item.proposal = replace(actions, right=PROPOSE).add(by=by, record=action)
    item.purpose, item.title = Purpose.DECISION, item.title[:TITLE]
    return add_item(by=by, item=item, keeping=replace(agenda, right=PROPOSE))


@transaction.atomic
def decide_on_proposal(
    *, by: Actor, item: AgendaItem, taken_up: bool, due_on: date | None = None, why: str = ""
) -> Outcome:
    """Write down, while the meeting is in progress, whether the item's proposed action is taken up.

    Then it is agreed on the day of the meeting, due on ``due_on`` where that is given, and is itself the outcome;
    else it is declined with ``why``, and the outcome is a decision. Refused where somebody decided on it already.
    """
    require(by, EDIT, item.partnership)
    wait_for_turn(item.partnership)
    if item.meeting is None or item.proposal is None:
        raise Refused("This item has no proposed action, or no meeting to decide on it.")
    held, proposal = in_progress(item.meeting), item.proposal
    if proposal.withdrawn_at or proposal.agreed_on or proposal.declined_on:
        raise Refused("Somebody decided on this proposal already.")
    outcome = Outcome(partnership=item.partnership, meeting=held, item=item, kind=OutcomeKind.DECISION)
    if taken_up:
        values = {"agreed_on": held.held_on} | ({"due_on": due_on} if due_on else {})
        outcome.kind, outcome.text = OutcomeKind.ACTION, proposal.undertaking
        outcome.action = actions.correct(by=by, record=proposal, values=values)
    else:
        actions.correct(
            by=by, record=proposal, values={"declined_on": held.held_on, "declined_why": why.strip()}
        )
        outcome.text = f"Not taken up: {proposal.undertaking} {why.strip()}"
    return outcomes.add(by=by, record=outcome)
