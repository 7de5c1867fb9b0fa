"""Founding a forum, and which partnerships belong to it: the forum invites, the partnership accepts."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.forum.models import Membership
from sightline.forum.permissions import JOIN, KEEP
from sightline.foundation.access import Actor, require
from sightline.partnership.models import Partnership, ScopeKind
from sightline.partnership.refusals import Refused
from sightline.partnership.services import create_partnership
from sightline.partnership.services.bodies import add_body
from sightline.partnership.services.coverage import begin_live
from sightline.partnership.services.turns import wait_for_turn
from sightline.partnership.services.words import because

SOURCE = "forum"


@transaction.atomic
def found_forum(
    *, by: Actor, slug: str, name: str, members: Sequence[Partnership], area: str = ""
) -> Partnership:
    """Make a forum with a body of its own name and these members, which belong to it at once.

    Whoever founds one must have the right of every member to join. Refused for fewer than two, and for a
    demonstration beside a real partnership.
    """
    if len({member.pk for member in members}) < 2:
        raise Refused("A forum has at least two partnerships. Name two or more.", field="members")
    for member in members:
        check_can_join(member)
        require(by, JOIN, member)
    if len({member.demonstration for member in members}) > 1:
        raise Refused("A demonstration and a real partnership cannot share a forum.", field="members")
    forum = make_forum(by=by, slug=slug, name=name, area=area, demonstration=members[0].demonstration)
    join_at_once(by=by, forum=forum, members=members)
    return forum


def make_forum(*, by: Actor, slug: str, name: str, area: str, demonstration: bool) -> Partnership:
    """The scope of a forum, with nobody in it."""
    kind = ScopeKind.FORUM
    return create_partnership(by=by, slug=slug, name=name, area=area, demonstration=demonstration, kind=kind)


def join_at_once(*, by: Actor, forum: Partnership, members: Sequence[Partnership]) -> None:
    """Give a new forum its body and the members that found it."""
    add_body(by=by, partnership=forum, name=forum.name)
    begin_live(by=by, partnership=forum, source=SOURCE)
    today = timezone.localdate()
    for member in sorted(set(members), key=lambda one: one.pk):
        joined = Membership(partnership=forum, member=member, invited_on=today, since=today)
        audit.added(by=by, record=joined)
        _tell(by, joined, "joined the forum")
        begin_live(by=by, partnership=member, source=SOURCE)


def check_can_join(member: Partnership, field: str = "member") -> None:
    """Refuse a forum as the member of a forum."""
    if member.kind != ScopeKind.PARTNERSHIP:
        raise Refused(f"{member.name} is a forum itself. Only partnerships belong to a forum.", field=field)


def _tell(by: Actor, membership: Membership, verb: str) -> None:
    """Say in the member's own trail that it joined or left."""
    audit.note(by=by, partnership=membership.member, verb=verb, subject=membership.partnership)


def _in_turn(membership: Membership) -> None:
    """Take the turns of both sides, always in one order, and read the membership again."""
    for one in sorted((membership.partnership, membership.member), key=lambda scope: scope.pk):
        wait_for_turn(one)
    membership.refresh_from_db(fields=["since", "until"])


@transaction.atomic
def invite_member(*, by: Actor, forum: Partnership, member: Partnership) -> Membership:
    """Invite a partnership into a forum. Nothing is shared with it until it accepts."""
    require(by, KEEP, forum)
    wait_for_turn(forum)
    check_can_join(member)
    if member.demonstration != forum.demonstration:
        raise Refused("A demonstration and a real partnership cannot share a forum.", field="member")
    if Membership.objects.of(forum).filter(member=member, until=None).exists():
        raise Refused(f"{member.name} belongs to this forum, or is invited, already.", field="member")
    invited = Membership(partnership=forum, member=member, invited_on=timezone.localdate())
    audit.added(by=by, record=invited)
    _tell(by, invited, "was invited to the forum")
    return invited


@transaction.atomic
def accept(*, by: Actor, membership: Membership) -> None:
    """Take a partnership into the forum that invited it."""
    require(by, JOIN, membership.member)
    _in_turn(membership)
    if membership.until:
        raise Refused("This invitation is over. Ask the forum to invite you again.")
    if membership.since:
        raise Refused("Your partnership belongs to this forum already.")
    audit.corrected(by=by, record=membership, values={"since": timezone.localdate()})
    _tell(by, membership, "joined the forum")
    begin_live(by=by, partnership=membership.member, source=SOURCE)


@transaction.atomic
def leave(*, by: Actor, membership: Membership, reason: str) -> None:
    """Take a partnership out of a forum, or decline its invitation. What it shared stays there."""
    require(by, JOIN, membership.member)
    _end(by, membership, reason)


@transaction.atomic
def end_membership(*, by: Actor, membership: Membership, reason: str) -> None:
    """End a membership, or take back an invitation, for the forum."""
    require(by, KEEP, membership.partnership)
    _end(by, membership, reason)


def _end(by: Actor, membership: Membership, reason: str) -> None:
    why = because(reason)
    _in_turn(membership)
    if membership.until:
        raise Refused("This membership is over already.")
    audit.corrected(by=by, record=membership, values={"until": timezone.localdate()}, reason=why)
    _tell(by, membership, "left the forum" if membership.since else "is no longer invited to the forum")
