"""Founding a forum in the browser: from one partnership, which invites others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.forum.permissions import FOUND
from sightline.forum.services.belonging import check_can_join, invite_member, join_at_once, make_forum
from sightline.foundation.access import require
from sightline.partnership.models import Partnership
from sightline.partnership.permissions import CREATE
from sightline.partnership.refusals import Refused
from sightline.partnership.roles import ADMINISTRATOR, COORDINATOR
from sightline.people.actors import Newcomer
from sightline.people.models import Person, RoleGrant
from sightline.people.services.accounts import person_for


@dataclass(frozen=True)
class _Founder(Newcomer):
    """Somebody whose right in their own partnership lets them make the scope of a forum, and nothing else yet."""

    def may(self, key: str, partnership: Any) -> bool:
        return key == CREATE and self.account.is_active


@transaction.atomic
def found_with(
    *, by: Person, member: Partnership, slug: str, name: str, area: str = "", invited: Sequence[Partnership]
) -> Partnership:
    """Found a forum to which a partnership belongs at once, and invite others; nothing is shared until they accept.

    The founder is its administrator and coordinator, so that somebody can keep it. Refused where nobody else is
    invited, and for a demonstration beside a real partnership.
    """
    require(by, FOUND, member)
    if by.account is None:
        raise Refused("Sign in to found a forum.")
    others = {one.pk: one for one in invited if one.pk != member.pk}
    if not others:
        raise Refused("A forum has at least two partnerships. Invite one besides yours.", field="invited")
    for one in (member, *others.values()):
        check_can_join(one, field="invited")
        if one.demonstration != member.demonstration:
            raise Refused("A demonstration and a real partnership cannot share a forum.", field="invited")
    founder = _Founder(by.account)
    forum = make_forum(by=founder, slug=slug, name=name, area=area, demonstration=member.demonstration)
    keeper = person_for(founder, forum, by.account, by.name)
    for role in (ADMINISTRATOR, COORDINATOR):
        grant = RoleGrant(partnership=forum, person=keeper, role=role, since=timezone.localdate())
        audit.added(by=founder, record=grant)
    keeper.look_again()
    join_at_once(by=keeper, forum=forum, members=[member])
    for one in sorted(others.values(), key=lambda other: other.pk):
        invite_member(by=keeper, forum=forum, member=one)
    return forum
