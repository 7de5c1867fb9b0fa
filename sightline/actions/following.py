"""What follows from what a tracker says of an action: who owns it, that its target moved, that it was reopened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sightline.actions.models import DateMove, Reopening
from sightline.actions.queries import moves_made, persons_named, reopened_among
from sightline.actions.reopening import NOT_DONE, reopening_of
from sightline.foundation.dates import spell_out
from sightline.foundation.text import fold
from sightline.imports.layouts import Said, Whence
from sightline.partnership.models import Record
from sightline.people.models import Person

MAKES: tuple[type[Record], ...] = (DateMove, Reopening)


def follow(whence: Whence, said: Sequence[Said]) -> Iterable[Record]:
    """Find the persons whom the owners' names mean, and keep what would be lost of what an action was."""
    _find_owners(whence, [one for one in said if one.held is None or "owner" in one.now])
    held = [one for one in said if one.held is not None]
    return [*_moves(whence, held), *_reopenings(whence, held)]


def _find_owners(whence: Whence, said: Sequence[Said]) -> None:
    """A name means a person where one alone is called so, and is of no other agency than the one that leads."""
    known = persons_named(whence.partnership_id, [_as_it_will_be(one, "owner") for one in said])
    for one in said:
        called, agency = _as_it_will_be(one, "owner"), _as_it_will_be(one, "agency_id")
        found = _alone(known.get(fold(called), []), agency)
        if one.held is None or one.held.owner_person_id != found:
            one.now["owner_person_id"] = found


def _as_it_will_be(one: Said, name: str) -> Any:
    return one.now[name] if name in one.now else getattr(one.held, name)


def _alone(persons: Sequence[Person], agency: int) -> int | None:
    if len(persons) != 1 or persons[0].agency_id not in (None, agency):
        return None
    return persons[0].pk


def _moves(whence: Whence, said: Sequence[Said]) -> Iterator[DateMove]:
    """The target dates that a tracker moves: by its own word, since it does not say who allowed it.

    To give an action its first target date is not to move it, nor is to take it away.
    """
    moved = [one for one in said if one.now.get("due_on") and one.held.due_on and one.held.agreed_on]  # type: ignore[union-attr]
    made = moves_made(one.held.pk for one in moved)  # type: ignore[union-attr]
    for one in moved:
        action: Any = one.held
        yield DateMove(
            key=f"{action.key}|{made.get(action.pk, 0) + 1}",
            action=action,
            moved_on=whence.received_on,
            was_due_on=action.due_on,
            due_on=one.now["due_on"],
            authority=f"The spreadsheet of {spell_out(whence.received_on)}",
            why=_from(whence),
        )


def _reopenings(whence: Whence, said: Sequence[Said]) -> Iterator[Reopening]:
    """The completed actions that a tracker says are open again; one that still says what was reopened is late."""
    ended = [one for one in said if "completed_on" in one.now]
    known = reopened_among(one.held.pk for one in ended)  # type: ignore[union-attr]
    for one in ended:
        action: Any = one.held
        day, earlier = one.now["completed_on"], known[action.pk]
        if day is None:
            one.now |= {name: no for name, no in NOT_DONE.items() if getattr(action, name) != no}
            if action.agreed_on and action.completed_on < whence.received_on:
                yield reopening_of(action, earlier, reopened_on=whence.received_on, why=_from(whence))
        elif day and any(day == past.completed_on and past.withdrawn_at is None for past in earlier):
            del one.now["completed_on"]


def _from(whence: Whence) -> str:
    return f"It says so: imported from “{whence.file}”."
