"""Finding challenges by what they say and who was asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sightline.challenges.permissions import VIEW
from sightline.challenges.presenters import at, title
from sightline.challenges.queries import SEARCHED, listed
from sightline.foundation.matching import matching, snippet
from sightline.foundation.search import Finder, Hit, finders

MOST = 10


def hits(person: Any, partnership: Any, words: str) -> Iterator[Hit]:
    """The latest challenges that hold the words."""
    if not person.may(VIEW, partnership):
        return
    found = matching(listed(partnership), words, *SEARCHED)
    for challenge in found[:MOST]:
        between = f"{challenge.raiser} to {challenge.asked}: "
        text = between + f"{challenge.subject} {challenge.response}"
        yield Hit(title(challenge), at(challenge, partnership), "Challenge", snippet(text, words))


finders.add(Finder("challenges", hits))
