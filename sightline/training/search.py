"""Finding courses, and delegates for those who may see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from sightline.foundation.matching import matching
from sightline.foundation.search import Finder, Hit, finders
from sightline.training.permissions import SEE_DELEGATES, VIEW
from sightline.training.presenters.addresses import at, page
from sightline.training.queries import courses, delegates

MOST = 10


def hits(person: Any, partnership: Any, words: str) -> Iterator[Hit]:
    """The first courses and delegates that hold the words; a delegate leads to their bookings."""
    if person.may(VIEW, partnership):
        for course in matching(courses(partnership), words, "title", "code")[:MOST]:
            yield Hit(course.title, at(course, partnership), "Course", course.level)
    if person.may(SEE_DELEGATES, partnership):
        for delegate in matching(delegates(partnership), words, "name", "email")[:MOST]:
            asked = urlencode({"q": delegate.email or delegate.name})
            agency = delegate.agency.name if delegate.agency else ""
            yield Hit(delegate.name, f"{page(partnership, 'bookings')}?{asked}", "Delegate", agency)


finders.add(Finder("training", hits))
