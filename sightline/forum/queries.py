"""Reading forums. In a forum every read starts from the forum; for a member, from what concerns it and from the
forums that it belongs to today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from sightline.forum.models import AffectedArea, Allocation, Issue, Membership
from sightline.forum.permissions import TAKING_PART
from sightline.meetings.models import Meeting
from sightline.partnership.models import Partnership, ScopeKind
from sightline.partnership.roles import roles
from sightline.people.models import Account, RoleGrant
from sightline.people.queries import has_second_factor


def _in_force() -> QuerySet[Membership]:
    return Membership.objects.filter(since__isnull=False, until=None)


def memberships(forum: Partnership) -> QuerySet[Membership]:
    """Every membership of a forum: invited, in force and over."""
    return Membership.objects.of(forum).select_related("member", "partnership").order_by("member__name", "id")


def membership(forum: Partnership, number: int) -> Membership | None:
    """One membership of a forum."""
    return memberships(forum).filter(pk=number).first()


def memberships_of(member: Partnership) -> QuerySet[Membership]:
    """The forums that a partnership belongs to, or is invited to."""
    held = Membership.objects.filter(member=member, until=None).select_related("member", "partnership")
    return held.order_by("partnership__name")


def membership_of(member: Partnership, number: int) -> Membership | None:
    """One invitation or membership that a partnership has today."""
    return memberships_of(member).filter(pk=number).first()


def members(forum: Partnership) -> QuerySet[Partnership]:
    """The partnerships that belong to a forum today."""
    held = _in_force().filter(partnership=forum, member=OuterRef("pk"))
    return Partnership.objects.filter(Exists(held)).order_by("name")


def forums_of(member: Partnership) -> QuerySet[Partnership]:
    """The forums that a partnership belongs to today."""
    held = _in_force().filter(member=member, partnership=OuterRef("pk"))
    return Partnership.objects.filter(Exists(held)).order_by("name")


def speaks_for(account: Account, forum: Partnership) -> list[Partnership]:
    """The members of a forum that an account takes part for today.

    Nobody comes in past the second step at sign-in that a role of theirs asks for at home.
    """
    grants = RoleGrant.objects.in_force().filter(
        person__account=account,
        person__withdrawn_at=None,
        partnership__in=members(forum),
    )
    held: dict[Partnership, set[str]] = {}
    for grant in grants.select_related("partnership"):
        held.setdefault(grant.partnership, set()).add(grant.role)
    taking = {where: own for where, own in held.items() if own & TAKING_PART}
    asked = [
        where
        for where, own in taking.items()
        if not where.demonstration and any(roles[role].needs_second_factor for role in own)
    ]
    if asked and not has_second_factor(account):
        taking = {where: own for where, own in taking.items() if where not in asked}
    return sorted(taking, key=lambda where: where.name)


def issues(partnership: Partnership) -> QuerySet[Issue]:
    """The issues of a forum; of a partnership, those of its forums that it raised or that affect it."""
    if partnership.kind == ScopeKind.FORUM:
        return Issue.objects.of(partnership)
    affected = AffectedArea.objects.filter(issue=OuterRef("pk"), member=partnership)
    shared = Issue.objects.filter(withdrawn_at=None, partnership__in=forums_of(partnership))
    return shared.filter(Q(raised_by=partnership) | Exists(affected))


def actioned(partnership: Partnership) -> QuerySet[Issue]:
    """Those on which something was decided and of which a member took up an action."""
    taken = Allocation.objects.filter(issue=OuterRef("pk"), withdrawn_at=None, taken_up_on__isnull=False)
    return issues(partnership).filter(Exists(taken), decided_on__isnull=False)


def seen_by(partnership: Partnership, enters: Iterable[Partnership]) -> QuerySet[Issue]:
    """The issues that somebody may read of: those that concern their partnership, and all of the forums they enter."""
    shared = Issue.objects.filter(withdrawn_at=None, partnership__in=list(enters))
    either = Q(pk__in=issues(partnership).values("pk")) | Q(pk__in=shared.values("pk"))
    return Issue.objects.filter(either).select_related("raised_by", "partnership")


def entered(member: Partnership, account: Account) -> list[Partnership]:
    """The forums of a partnership that somebody comes into."""
    return [forum for forum in forums_of(member) if speaks_for(account, forum)]


def listed(partnership: Partnership) -> QuerySet[Issue]:
    """The issues with the names that a list shows."""
    areas = Prefetch("areas", AffectedArea.objects.select_related("member"))
    return issues(partnership).select_related("raised_by", "partnership").prefetch_related(areas)


def issue(forum: Partnership, number: int) -> Issue | None:
    """One issue of a forum, withdrawn or not."""
    every = Issue.objects.ever_of(forum).filter(pk=number)
    return every.select_related("raised_by", "partnership", "meeting__body").first()


def affected(issue: Issue) -> list[Partnership]:
    """The members whose areas an issue affects."""
    held = AffectedArea.objects.of(issue.partnership).filter(issue=issue).select_related("member")
    return [area.member for area in held.order_by("member__name")]


def to_review(partnership: Partnership, day: date) -> QuerySet[Issue]:
    """The open issues whose review date lies before a day."""
    return issues(partnership).filter(closed_on=None, review_on__lt=day)


def allocations(issue: Issue) -> QuerySet[Allocation]:
    """What members are asked to do about an issue."""
    held = Allocation.objects.of(issue.partnership).filter(issue=issue)
    return held.select_related("member", "issue", "partnership")


def allocation(forum: Partnership, number: int) -> Allocation | None:
    """One allocation of a forum, withdrawn or not."""
    every = Allocation.objects.ever_of(forum).filter(pk=number)
    return every.select_related("member", "issue", "partnership").first()


def asked_of(member: Partnership) -> QuerySet[Allocation]:
    """What a partnership is asked to do in the forums it belongs to."""
    held = Allocation.objects.filter(
        member=member, withdrawn_at=None, issue__withdrawn_at=None, partnership__in=forums_of(member)
    )
    return held.select_related("member", "issue", "partnership").order_by("due_on", "id")


def asked(member: Partnership, number: int) -> Allocation | None:
    """One thing that a partnership is asked to do."""
    return asked_of(member).filter(pk=number).first()


def waiting(member: Partnership) -> QuerySet[Allocation]:
    """What a partnership has not answered yet."""
    return asked_of(member).filter(taken_up_on=None, declined_on=None)


def meetings(forum: Partnership) -> QuerySet[Meeting]:
    """The meetings at which a forum may have decided."""
    return Meeting.objects.of(forum).select_related("body").order_by("-held_on", "id")
