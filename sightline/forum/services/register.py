"""The register of a forum: issues that cross boundaries, whom they affect, and what each member is asked to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, TypeVar

from django.db import transaction

from sightline.audit import services as audit
from sightline.forum import queries
from sightline.forum.models import AffectedArea, Allocation, Issue
from sightline.forum.permissions import KEEP, RAISE
from sightline.foundation.access import Actor, require
from sightline.foundation.text import fold
from sightline.partnership.models import Partnership, Record
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Keeping, check_order, check_past
from sightline.partnership.services.turns import wait_for_turn
from sightline.people.models import Person

R = TypeVar("R", bound=Record)


def tell(by: Actor, issue: Issue, members: Iterable[Partnership]) -> None:
    """Note in the trail of each of these members that something about an issue changed."""
    for member in sorted(set(members), key=lambda one: one.pk):
        audit.note(by=by, partnership=member, verb="changed what is shared in", subject=issue.partnership)


@dataclass(frozen=True, kw_only=True)
class Shared(Keeping[R]):
    """A kind of record of a forum, every change of which is noted for the members it concerns."""

    issue: Callable[[R], Issue]

    def _tell(self, by: Actor, record: R) -> None:
        issue = self.issue(record)
        asked = [one.member for one in queries.allocations(issue)]
        tell(by, issue, [issue.raised_by, *queries.affected(issue), *asked])

    @transaction.atomic
    def add(self, *, by: Actor, record: R) -> R:
        added = super().add(by=by, record=record)
        self._tell(by, added)
        return added

    @transaction.atomic
    def correct(
        self, *, by: Actor, record: R, values: Mapping[str, Any], made_from: str = "", reason: str = ""
    ) -> R:
        held = super().correct(by=by, record=record, values=values, made_from=made_from, reason=reason)
        self._tell(by, record)
        self._tell(by, held)
        return held

    @transaction.atomic
    def withdraw(self, *, by: Actor, record: R, reason: str) -> None:
        self._tell(by, record)
        super().withdraw(by=by, record=record, reason=reason)

    @transaction.atomic
    def restore(self, *, by: Actor, record: R) -> None:
        super().restore(by=by, record=record)
        self._tell(by, record)


def _issue_key(issue: Issue) -> str:
    told = (issue.raised_on, issue.raised_by_id, fold(issue.title))
    return sha256(repr(told).encode()).hexdigest()[:32]


def _check_issue(issue: Issue) -> None:
    check_past(issue, "raised_on", "decided_on", "closed_on")
    check_order(issue, "raised_on", "decided_on", "review_on", "closed_on")
    if issue.decision and not issue.decided_on:
        raise Refused("Say when this was decided.", field="decided_on")
    if issue.decided_on and not issue.decision:
        raise Refused("Say what was decided.", field="decision")


issues = Shared(
    model=Issue,
    right=KEEP,
    source="forum",
    identity=_issue_key,
    check=_check_issue,
    issue=lambda issue: issue,
)
_raising = replace(issues, right=RAISE)


@transaction.atomic
def raise_issue(*, by: Actor, issue: Issue, areas: Sequence[Partnership]) -> Issue:
    """Put an issue on a forum's register. Refused for a partnership that one does not take part for."""
    forum = issue.partnership
    require(by, RAISE, forum)
    wait_for_turn(forum)
    _check_members(forum, [issue.raised_by], "raised_by")
    if not by.may(KEEP, forum) and issue.raised_by not in _own(by, forum):
        raise Refused("You can raise an issue for your own partnership only.", field="raised_by")
    _raising.add(by=by, record=issue)
    _set_areas(by, issue, areas)
    return issue


def _own(by: Actor, forum: Partnership) -> list[Partnership]:
    """The partnerships that somebody takes part for."""
    record = by.record
    return queries.speaks_for(record.account, forum) if isinstance(record, Person) and record.account else []


@transaction.atomic
def set_areas(*, by: Actor, issue: Issue, areas: Sequence[Partnership]) -> None:
    """Say whose areas an issue affects."""
    require(by, KEEP, issue.partnership)
    wait_for_turn(issue.partnership)
    _set_areas(by, issue, areas)


def _set_areas(by: Actor, issue: Issue, areas: Sequence[Partnership]) -> None:
    held = {area.member_id: area for area in issue.areas.select_related("member")}
    new = [area for area in areas if area.pk not in held]
    gone = [area for member, area in held.items() if member not in {one.pk for one in areas}]
    _check_members(issue.partnership, new, "areas")
    for member in new:
        audit.added(by=by, record=AffectedArea(partnership=issue.partnership, issue=issue, member=member))
    for area in gone:
        audit.note(
            by=by,
            partnership=issue.partnership,
            verb="took out an area affected by",
            subject=issue,
            detail={"area": area.member.name},
        )
        area.delete()
    tell(by, issue, [*new, *(area.member for area in gone)])


def _check_members(forum: Partnership, partnerships: Sequence[Partnership], field: str) -> None:
    if set(partnerships) - set(queries.members(forum)):
        raise Refused("Choose partnerships that belong to this forum.", field=field)


def _check_allocation(allocation: Allocation) -> None:
    check_past(allocation, "allocated_on")
    check_order(allocation, "allocated_on", "due_on")


allocations = Shared(
    model=Allocation,
    right=KEEP,
    identity=lambda one: sha256(
        repr((one.issue.key, one.member_id, fold(one.undertaking))).encode()
    ).hexdigest()[:32],
    check=_check_allocation,
    issue=lambda one: one.issue,
)


@transaction.atomic
def allocate(*, by: Actor, allocation: Allocation) -> Allocation:
    """Ask a member to do something about an issue. Refused for one that does not belong to the forum."""
    forum = allocation.partnership
    require(by, KEEP, forum)
    wait_for_turn(forum)
    _check_members(forum, [allocation.member], "member")
    if allocation.issue.withdrawn_at or allocation.issue.closed_on:
        raise Refused("This issue is closed or was withdrawn. Open it again first.")
    return allocations.add(by=by, record=allocation)
