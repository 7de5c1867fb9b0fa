"""Finding appointments by who holds them and what they are to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sightline.appointments.permissions import VIEW
from sightline.appointments.presenters.addresses import at, called
from sightline.appointments.queries import listed
from sightline.foundation.matching import matching, snippet
from sightline.foundation.search import Finder, Hit, finders

MOST = 10


def hits(person: Any, partnership: Any, words: str) -> Iterator[Hit]:
    """The latest appointments that hold the words."""
    if not person.may(VIEW, partnership):
        return
    rows = listed(partnership).order_by("-since", "-id")
    found = matching(rows, words, "person__name", "office", "seat__title", "seat__body__name", "body__name")
    for one in found[:MOST]:
        yield Hit(called(one), at(one, partnership), "Appointment", snippet(one.place, words))


finders.add(Finder("appointments", hits))
