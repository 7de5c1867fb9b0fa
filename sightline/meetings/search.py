"""Finding meetings by their body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sightline.foundation.matching import matching
from sightline.foundation.search import Finder, Hit, finders
from sightline.meetings.permissions import VIEW
from sightline.meetings.presenters.addresses import at, called
from sightline.meetings.queries import meetings

MOST = 10


def hits(person: Any, partnership: Any, words: str) -> Iterator[Hit]:
    """The latest meetings of the bodies whose names hold the words."""
    if not person.may(VIEW, partnership):
        return
    for meeting in matching(meetings(partnership).select_related("body"), words, "body__name")[:MOST]:
        yield Hit(called(meeting), at(meeting, partnership), "Meeting")


finders.add(Finder("meetings", hits))
