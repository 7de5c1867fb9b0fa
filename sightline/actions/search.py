"""Finding actions by their reference and by what they say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sightline.actions.permissions import VIEW
from sightline.actions.presenters.addresses import at
from sightline.actions.queries import actions
from sightline.foundation.matching import matching, shortened, snippet
from sightline.foundation.search import Finder, Hit, finders

MOST = 10


def hits(person: Any, partnership: Any, words: str) -> Iterator[Hit]:
    """The first actions that hold the words."""
    if not person.may(VIEW, partnership):
        return
    for action in matching(
        actions(partnership), words, "reference", "undertaking", "recommendation", "review"
    )[:MOST]:
        text = f"{action.undertaking} {action.recommendation}"
        title = f"{action.reference}: {shortened(action.undertaking, 70)}"
        yield Hit(title, at(action, partnership), "Action", snippet(text, words))


finders.add(Finder("actions", hits))
