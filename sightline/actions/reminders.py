"""What is due among the actions: whoever speaks for the lead agency is reminded of its own, and then the chair."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from sightline.actions.presenters.addresses import at, place
from sightline.actions.queries import accepted, standing
from sightline.actions.states import OPEN
from sightline.foundation.reminders import Due, Reminders, reminders
from sightline.measures.standing import last_covered
from sightline.partnership.roles import AGENCY_REPRESENTATIVE
from sightline.people.models import Person
from sightline.people.queries import filtered, people_with_access

AHEAD = timedelta(days=60)


def due(partnership: Any, today: date) -> Iterator[Due]:
    """Open actions with a target date, for each representative of the agency that leads them; for nobody where it
    has none, so that the chair is told all the same. Three queries.

    Nobody is reminded from a tracker that ended on an earlier day: what became of its actions is not known here. An
    action that is accepted as late is quiet for that time.
    """
    if last_covered(partnership, "actions") < today:
        return
    speakers: dict[int, list[Person | None]] = {}
    for person in filtered(people_with_access(partnership), role=AGENCY_REPRESENTATIVE):
        if person.agency_id:
            speakers.setdefault(person.agency_id, []).append(person)
    open_now = standing(partnership, today, OPEN).filter(due_on__lte=today + AHEAD)
    for action in open_now.filter(~accepted(partnership, today)):
        for whom in speakers.get(action.agency_id) or [None]:
            yield Due(
                key=f"{action.key}:{whom.pk if whom else 0}",
                due=action.due_on,  # type: ignore[arg-type]  # filtered by it
                person=whom,
                text=f"Complete action {action.reference}, or say how far it is",
                href=reverse("actions:update", args=[partnership.slug, place(action)]),
                seen_at=at(action, partnership),
            )


reminders.add(Reminders("actions", due))
