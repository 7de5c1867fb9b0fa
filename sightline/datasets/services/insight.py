"""From insight to action: recording what an indicator shows, and recommending something to a body."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from sightline.actions.models import Action
from sightline.audit import services as audit
from sightline.datasets.models import Observation, Recommendation
from sightline.datasets.permissions import OBSERVE
from sightline.foundation.access import Actor, require
from sightline.measures.registry import registry
from sightline.meetings.models import AgendaItem, Meeting
from sightline.meetings.services import propose
from sightline.partnership.models import Agency, Body
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Keeping, check_order
from sightline.partnership.services.turns import wait_for_turn

SOURCE = "data"
"""What an action that was recommended because of an indicator came from."""


def _check(observation: Observation) -> None:
    if registry.get(observation.indicator) is None:
        raise Refused("There is no such indicator any more.")
    if not observation.sentence.strip():
        raise Refused("Say what you see, in a sentence.", field="sentence")
    check_order(observation, "starts", "ends")
    if observation.ends > timezone.localdate():
        raise Refused("The last day must be today or earlier.", field="ends")


observations = Keeping(
    model=Observation,
    right=OBSERVE,
    identity=lambda one: one.key or f"observation|{uuid4()}",  # two may see the same
    check=_check,
)


@transaction.atomic
def recommend(
    *,
    by: Actor,
    observation: Observation,
    body: Body,
    text: str,
    agency: Agency,
    meeting: Meeting | None = None,
    due_on: date | None = None,
) -> Recommendation:
    """Recommend to a body that an agency does something, because of an observation.

    It becomes a proposed action, with the indicator as the figure that will show whether it works, and an item for
    decision on the agenda of ``meeting``, or in the backlog of the body.
    """
    require(by, OBSERVE, observation.partnership)
    wait_for_turn(observation.partnership)
    if observation.withdrawn_at:
        raise Refused("This observation was withdrawn. Put it back first.")
    if meeting and meeting.body_id != body.pk:
        raise Refused("Choose a meeting of the same body.", field="meeting")
    measure = registry.get(observation.indicator)
    action = Action(
        partnership=observation.partnership,
        reference=f"REC{observation.pk}-{observation.recommendations.count() + 1}",
        source=SOURCE,
        review=f"Indicator: {measure.title if measure else observation.indicator}"[:200],
        recommendation=observation.sentence,
        undertaking=text,
        agency=agency,
        proposed_on=timezone.localdate(),
        due_on=due_on,
        impact_measure=observation.indicator,
    )
    item = AgendaItem(
        partnership=observation.partnership,
        body=body,
        meeting=meeting,
        title=f"Recommendation: {text}",
        presenter=by.label if by.record is not None else "",
    )
    item = propose(by=by, item=item, action=action)
    made = Recommendation(
        partnership=observation.partnership,
        key=f"recommendation|{item.key}",
        observation=observation,
        body=body,
        item=item,
        action=action,
    )
    audit.added(by=by, record=made)
    return made
