"""Finding contributions, budget lines and payments, for those who may see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sightline.foundation.matching import matching, snippet
from sightline.foundation.numbers import pounds
from sightline.foundation.search import Finder, Hit, finders
from sightline.funding.permissions import VIEW
from sightline.funding.presenters.addresses import at, called
from sightline.funding.queries import listed_contributions, listed_lines, listed_spend

MOST = 10


def hits(person: Any, partnership: Any, words: str) -> Iterator[Hit]:
    """The latest of each that hold the words."""
    if not person.may(VIEW, partnership):
        return
    for one in matching(listed_contributions(partnership), words, "agency__name", "year", "purpose", "note")[
        :MOST
    ]:
        text = f"{pounds(one.agreed)} agreed. {one.purpose} {one.note}"
        yield Hit(called(one), at(one, partnership), "Contribution", snippet(text, words))
    for line in matching(listed_lines(partnership), words, "heading", "year", "note")[:MOST]:
        yield Hit(
            called(line),
            at(line, partnership),
            "Budget line",
            snippet(f"{pounds(line.amount)}. {line.note}", words),
        )
    for paid in matching(listed_spend(partnership), words, "what_for", "reference", "line__heading")[:MOST]:
        yield Hit(called(paid), at(paid, partnership), "Payment", f"{pounds(paid.amount)}, {paid.line}")


finders.add(Finder("funding", hits))
