"""Where the pages of actions are, and the tag of their state."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse

from sightline.actions.models import AcceptedRisk, Action
from sightline.actions.states import State
from sightline.govuk.values import Tag
from sightline.partnership.models import Partnership

COLOURS = {
    State.PROPOSED: "yellow",
    State.OVERDUE: "red",
    State.OUTSTANDING: "blue",
    State.IN_PROGRESS: "purple",
    State.NOT_ACHIEVED: "orange",
    State.DECLINED: "grey",
    State.COMPLETE: "green",
    State.ASSURED: "teal",
}


def listed(partnership: Partnership) -> str:
    """The address of the list."""
    return reverse("actions:list", args=[partnership.slug])


def at(action: Action, partnership: Partnership, page: str = "record") -> str:
    """The address of a page of an action."""
    return _address(page, partnership.slug, place(action))


@lru_cache(maxsize=10_000)
def _address(page: str, slug: str, place: str) -> str:
    """Kept, because the address is what takes longest of a row, and a list or a board has many."""
    return reverse(f"actions:{page}", args=[slug, place])


def risk_at(risk: AcceptedRisk, partnership: Partnership) -> str:
    """The address of an accepted risk."""
    return reverse("actions:risk-record", args=[partnership.slug, risk.pk])


def place(action: Action) -> str:
    """What stands for an action in an address: its reference, as in RR01-24-3."""
    return action.key.upper()


def tag(action: Action) -> Tag:
    """The state that was worked out for an action."""
    state = State(action.state)  # type: ignore[attr-defined]  # annotated by the query
    return Tag(state.label, COLOURS[state])
