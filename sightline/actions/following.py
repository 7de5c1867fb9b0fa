"""What follows from what a tracker says of an action: who its owner is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sightline.actions.queries import persons_named
from sightline.foundation.text import fold
from sightline.imports.layouts import Said, Whence
from sightline.partnership.models import Record
from sightline.people.models import Person


def follow(whence: Whence, said: Sequence[Said]) -> Iterable[Record]:
    """Find the persons whom the owners' names mean."""
    _find_owners(whence, [one for one in said if one.held is None or "owner" in one.now])
    return ()


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
