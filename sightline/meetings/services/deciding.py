"""Writing what a meeting noted, decided, asked for and challenged."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from sightline.actions.models import Action
from sightline.actions.services import actions
from sightline.challenges.models import Challenge
from sightline.challenges.services import challenges
from sightline.foundation.access import Actor, require
from sightline.foundation.dates import spell_out
from sightline.meetings.models import AgendaItem, Meeting, Outcome, OutcomeKind
from sightline.meetings.permissions import EDIT
from sightline.meetings.queries import actions_asked_for
from sightline.meetings.services.keepings import in_progress, outcomes
from sightline.partnership.models import Agency
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import wait_for_turn

SOURCE = "meeting"
"""What an action that a meeting asked for came from."""


@transaction.atomic
def write_outcome(
    *,
    by: Actor,
    meeting: Meeting,
    kind: str,
    text: str,
    item: AgendaItem | None = None,
    agency: Agency | None = None,
    owner: str = "",
    due_on: date | None = None,
    proposed: bool = False,
    raised_by: Agency | None = None,
    raised_with: Agency | None = None,
) -> Outcome:
    """Write an outcome while the meeting is in progress.

    An action needs the ``agency`` that undertakes it, and is added to the actions, as one that is only ``proposed``
    if so; a challenge needs who raised
    it and with whom, and is added to the challenges.
    """
    require(by, EDIT, meeting.partnership)
    wait_for_turn(meeting.partnership)
    held = in_progress(meeting)
    outcome = Outcome(partnership=held.partnership, meeting=held, item=item, kind=kind, text=text)
    if kind == OutcomeKind.ACTION:
        if agency is None:
            raise Refused("Choose the agency that will do it.", field="agency")
        outcome.action = _action(by, outcome, agency, owner, due_on, proposed)
    elif kind == OutcomeKind.CHALLENGE:
        if raised_by is None or raised_with is None:
            missing = "raised_by" if raised_by is None else "raised_with"
            raise Refused("Choose who raised it and with whom.", field=missing)
        outcome.challenge = _challenge(by, outcome, raised_by, raised_with)
    return outcomes.add(by=by, record=outcome)


def _action(
    by: Actor, outcome: Outcome, agency: Agency, owner: str, due_on: date | None, proposed: bool
) -> Action:
    meeting = outcome.meeting
    number = actions_asked_for(meeting) + 1
    return actions.add(
        by=by,
        record=Action(
            partnership=meeting.partnership,
            reference=f"MTG{meeting.pk}-{number}",
            source=SOURCE,
            review=f"{meeting.body.name}, {spell_out(meeting.held_on)}"[-200:],
            undertaking=outcome.text,
            agency=agency,
            owner=owner,
            proposed_on=meeting.held_on if proposed else None,
            agreed_on=None if proposed else meeting.held_on,
            due_on=due_on,
        ),
    )


def _challenge(by: Actor, outcome: Outcome, raised_by: Agency, raised_with: Agency) -> Challenge:
    meeting = outcome.meeting
    return challenges.add(
        by=by,
        record=Challenge(
            partnership=meeting.partnership,
            raised_on=meeting.held_on,
            body=meeting.body,
            raised_by=raised_by,
            raised_with=raised_with,
            subject=outcome.text,
        ),
    )
