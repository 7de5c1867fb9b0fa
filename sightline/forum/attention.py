"""What needs attention: for a member an invitation and what it is asked to do; in a forum issues to review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from sightline.forum import queries
from sightline.forum.permissions import ANSWER, JOIN, KEEP
from sightline.forum.presenters import asked_at, counted, home
from sightline.foundation.attention import Attention, Item, attention

MOST = 5


def items(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """What a forum, or a member of one, has to see to."""
    if partnership.is_forum:
        yield from _reviews(person, partnership, today)
        return
    if person.may(JOIN, partnership):
        for one in queries.memberships_of(partnership).filter(since=None)[:MOST]:
            yield Item(
                f"Answer the invitation of {one.partnership.name}",
                reverse("forum:accept", args=[partnership.slug, one.pk]),
            )
    if person.may(ANSWER, partnership):
        for asked in queries.waiting(partnership)[:MOST]:
            yield Item(
                f"Take up or decline what {asked.partnership.name} asks",
                asked_at(asked),
                due=asked.due_on,
                why=asked.issue.title,
            )


def _reviews(person: Any, forum: Any, today: date) -> Iterator[Item]:
    number = queries.to_review(forum, today).count() if person.may(KEEP, forum) else 0
    if number:
        yield Item(f"Review {counted(number, 'issue')} past the review date", f"{home(forum)}?state=review")


# An invitation is written in the forum, and a membership ends there: what a page kept would not know of it.
attention.add(Attention("forum", items, lasting=False))
