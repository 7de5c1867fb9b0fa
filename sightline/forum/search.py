"""Finding what is on the register of a forum: in the forum, and by its members."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sightline.forum import queries
from sightline.forum.permissions import VIEW
from sightline.forum.presenters.register import at, home
from sightline.foundation.matching import matching, snippet
from sightline.foundation.search import Finder, Hit, finders

MOST = 10
SEARCHED = ("title", "what", "assessment", "decision", "raised_by__name")


def hits(person: Any, partnership: Any, words: str) -> Iterator[Hit]:
    """The latest issues that hold the words; who does not come into a forum is led to their own page of it."""
    if not person.may(VIEW, partnership):
        return
    enters = queries.entered(partnership, person.account) if person.account else []
    found = matching(queries.seen_by(partnership, enters), words, *SEARCHED)
    for issue in found.order_by("-raised_on", "-id")[:MOST]:
        inside = issue.partnership == partnership or issue.partnership in enters
        href = at(issue) if inside else f"{home(partnership)}#issues"
        said = " ".join(filter(None, (issue.what, issue.assessment, issue.decision)))
        yield Hit(
            issue.title,
            href,
            f"Issue, {issue.partnership.name}",
            snippet(f"{issue.raised_by.name}: {said}", words),
        )


finders.add(Finder("forum", hits))
