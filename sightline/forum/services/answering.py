"""What a member answers to what it is asked: it takes the action up among its own records, or says why not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from sightline.actions.models import Action
from sightline.actions.services import actions
from sightline.audit import services as audit
from sightline.forum import queries
from sightline.forum.models import Allocation
from sightline.forum.permissions import ANSWER
from sightline.forum.services.register import tell
from sightline.foundation.access import Actor, require
from sightline.partnership.models import Agency
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import wait_for_turn
from sightline.partnership.services.words import because, named


def reference_of(allocation: Allocation) -> str:
    """What the member's own action is known by."""
    return f"{allocation.partnership.slug[:30]}-{allocation.pk}"


@transaction.atomic
def take_up(*, by: Actor, allocation: Allocation, agency: Agency, owner: str = "") -> Action:
    """Take up what a forum asks: an action among the partnership's own, of which the forum sees only the dates."""
    _locked(by, allocation)
    _check_unanswered(allocation)
    today = timezone.localdate()
    late = allocation.due_on is not None and allocation.due_on < today
    action = Action(
        partnership=allocation.member,
        reference=reference_of(allocation),
        source="forum",
        review=f"{allocation.partnership.name}: {allocation.issue.title}"[:200],
        undertaking=allocation.undertaking,
        agency=agency,
        owner=named(owner, field="owner", what="name", needed=False),
        agreed_on=allocation.allocated_on if late else today,
        due_on=allocation.due_on,
    )
    actions.add(by=by, record=action)
    _answer(by, allocation, {"taken_up_on": today})
    return action


@transaction.atomic
def decline(*, by: Actor, allocation: Allocation, reason: str) -> None:
    """Say that the partnership will not do what a forum asks, and why. The forum's members see the reason."""
    _locked(by, allocation)
    _check_unanswered(allocation)
    _answer(by, allocation, {"declined_on": timezone.localdate(), "answer": because(reason)})


@transaction.atomic
def report_done(*, by: Actor, allocation: Allocation, words: str) -> None:
    """Tell a forum that what it asked is done, in words that its members see."""
    _locked(by, allocation)
    if allocation.taken_up_on is None:
        raise Refused("Take this up first.")
    if allocation.done_on:
        raise Refused("The forum was told that this is done.")
    said = words.strip()
    if not said:
        raise Refused("Say in a sentence what was done.", field="words")
    _answer(by, allocation, {"done_on": timezone.localdate(), "answer": said})


def _locked(by: Actor, allocation: Allocation) -> None:
    """Take the turns of the forum and the member, always in one order, and read the allocation again."""
    require(by, ANSWER, allocation.member)
    for scope in sorted((allocation.partnership, allocation.member), key=lambda one: one.pk):
        wait_for_turn(scope)
    if queries.asked(allocation.member, allocation.pk) is None:
        raise Refused("The forum does not ask this of your partnership any more.")
    allocation.refresh_from_db(
        fields=["undertaking", "due_on", "taken_up_on", "declined_on", "done_on", "answer"]
    )


def _check_unanswered(allocation: Allocation) -> None:
    if allocation.taken_up_on or allocation.declined_on:
        raise Refused("Your partnership has answered this already.")


def _answer(by: Actor, allocation: Allocation, values: Mapping[str, Any]) -> None:
    audit.corrected(by=by, record=allocation, values=values)
    issue = allocation.issue
    tell(by, issue, [issue.raised_by, allocation.member, *queries.affected(issue)])
