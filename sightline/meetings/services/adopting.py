"""Deciding on an action that was proposed to a body: it is taken up, or it is not, and the outcome says so."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from sightline.actions.services import actions
from sightline.foundation.access import Actor, require
from sightline.meetings.models import AgendaItem, Outcome, OutcomeKind
from sightline.meetings.permissions import EDIT
from sightline.meetings.services.keepings import in_progress, outcomes
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import wait_for_turn


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
