"""Reading actions."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from sightline.actions.keys import key_of
from sightline.actions.models import Action
from sightline.actions.states import State, state_at
from sightline.measures.standing import last_covered
from sightline.partnership.models import Partnership


def actions(partnership: Partnership) -> QuerySet[Action]:
    """Every action of a partnership, from whatever source."""
    return Action.objects.of(partnership)


def with_target_date(partnership: Partnership) -> QuerySet[Action]:
    """The actions that were to be done by a day."""
    return actions(partnership).filter(due_on__isnull=False)


def action(partnership: Partnership, reference: str) -> Action | None:
    """The action with a reference, however it is written; withdrawn or not."""
    every = Action.objects.ever_of(partnership).select_related("agency", "partnership")
    now = state_at(last_covered(partnership, "actions"))
    return every.annotate(state=now).filter(key=key_of(reference)).first()


def standing(
    partnership: Partnership, day: date, states: Collection[State] = tuple(State)
) -> QuerySet[Action]:
    """The actions that were agreed by a day and were in one of these states then.

    Each has its ``state``; ordered by ``due``, those without a target date come last.
    """
    agreed = actions(partnership).filter(agreed_on__lte=day).select_related("agency")
    return agreed.annotate(state=state_at(day), due=Coalesce("due_on", date.max)).filter(state__in=states)


def sources(partnership: Partnership) -> list[str]:
    """What the partnership's actions came from."""
    return list(actions(partnership).order_by("source").values_list("source", flat=True).distinct())


def leads(partnership: Partnership) -> list[tuple[int, str]]:
    """(number, name) of the agencies that lead an action."""
    held = actions(partnership).order_by("agency__name").values_list("agency_id", "agency__name")
    return list(held.distinct())
