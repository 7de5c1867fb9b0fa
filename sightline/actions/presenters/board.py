"""The board: what stands where, a column for each state and a card for each action."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import groupby
from operator import attrgetter

from sightline.actions.models import Action
from sightline.actions.presenters.addresses import at
from sightline.actions.presenters.listing import EMPTY
from sightline.actions.presenters.ways import way, ways
from sightline.actions.queries import Place
from sightline.actions.states import AGREED, CHOICES, OPEN, State
from sightline.foundation.dates import spell_out
from sightline.foundation.matching import shortened
from sightline.govuk.blocks import Action as Button
from sightline.govuk.blocks import Board, BoardColumn, Card
from sightline.govuk.pages import Page
from sightline.govuk.tables import Filter, Filters
from sightline.govuk.values import Link, Muted
from sightline.partnership.models import Partnership

CARDS = 20
COLUMNS = {
    State.PROPOSED: "proposed",
    State.OVERDUE: "overdue",
    State.OUTSTANDING: "not begun",
    State.IN_PROGRESS: "in progress",
    State.COMPLETE: "to assure",
    State.ASSURED: "assured",
    State.NOT_ACHIEVED: "not achieved",
    State.DECLINED: "not taken up",
}
"""The columns from the left, each with the word by which the list shows the same actions. Proposals only where
there are some."""


def board_page(
    partnership: Partnership,
    shown: Iterable[Action],
    places: Mapping[int, Place],
    *,
    day: date,
    states: Collection[State],
    lead: str,
    filters: tuple[Filter, ...],
    add: str,
) -> Page:
    """The most urgent actions of each state; the list has the rest. ``add`` is where one is added, if at all.

    ``places`` gives the place of each action, by its number.
    """
    in_state = attrgetter("state")
    held = {state: list(same) for state, same in groupby(sorted(shown, key=in_state), key=in_state)}
    columns = tuple(
        _column(partnership, state, held.get(state, []), places, filters, day)
        for state in COLUMNS
        if state in held or (state in states and state in AGREED)
    )
    return Page(
        title="Actions",
        lead=lead,
        actions=(Button("Add an action", add, style="primary"),) if add else (),
        blocks=(ways(partnership, "board", filters), Filters(filters), Board(columns) if held else EMPTY),
    )


def _column(
    partnership: Partnership,
    state: State,
    actions: list[Action],
    places: Mapping[int, Place],
    filters: tuple[Filter, ...],
    day: date,
) -> BoardColumn:
    word = COLUMNS[state]
    total = places[actions[0].pk].of if actions else 0
    rest = None
    if total > len(actions):
        address = way(partnership, "list", filters, state=word)
        rest = Link(f"All {total}", address, hidden=CHOICES[word][0].lower())
    cards = tuple(
        _card(partnership, one, day) for one in sorted(actions, key=lambda one: places[one.pk].place)
    )
    return BoardColumn(CHOICES[word][0], str(total) if total else "none", cards, rest)


def _card(partnership: Partnership, action: Action, day: date) -> Card:
    return Card(
        Link(action.reference, at(action, partnership)),
        (shortened(action.undertaking), Muted(f"{action.agency.name}, {_when(action, day)}")),
    )


def _when(action: Action, day: date) -> str:
    """The date that matters of an action in the state that it had at a day."""
    state = action.state  # type: ignore[attr-defined]  # annotated by the query
    if state in OPEN:
        return f"target date {spell_out(action.due_on)}" if action.due_on else "no target date"
    if state == State.PROPOSED:
        return f"proposed {spell_out(action.proposed_on)}" if action.proposed_on else "proposed"
    if state == State.DECLINED:
        return f"decided {spell_out(action.declined_on)}" if action.declined_on else "not taken up"
    if action.completed_on is None or action.completed_on > day:
        return "reopened since"
    if state == State.COMPLETE or action.checked_on is None:
        return f"completed {spell_out(action.completed_on)}"
    return f"looked at {spell_out(action.checked_on)}"
