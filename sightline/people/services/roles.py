"""Giving people roles from a day on, and ending them."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.foundation.access import Actor, require
from sightline.govuk.forms.base import lower_first
from sightline.partnership.models import Body
from sightline.partnership.refusals import Refused
from sightline.partnership.roles import ADMINISTRATOR, BODY_CHAIR, roles
from sightline.partnership.services.turns import in_use, wait_for_turn
from sightline.people.models import Person, RoleGrant
from sightline.people.permissions import KEEP, MAKE_ADMINISTRATOR, right_to_give
from sightline.people.queries import other_administrators
from sightline.people.services.proving import mistrust


def check_may_end(by: Actor, person: Person, role: str) -> None:
    """Forbidden unless ``by`` may end this role of this person."""
    require(by, KEEP, person.partnership)
    if role == ADMINISTRATOR:
        require(by, MAKE_ADMINISTRATOR, person.partnership)


@transaction.atomic
def grant_role(
    *,
    by: Actor,
    person: Person,
    role: str,
    since: date | None = None,
    until: date | None = None,
    body: Body | None = None,
) -> RoleGrant:
    """Give a person a role from a day (today) until another (none). Refused when they have it then already.

    Forbidden for a role that is not theirs to give; only an administrator may give one to themselves.
    """
    given = [one.key for one in roles if one.by_hand]
    if role not in given:
        raise Refused(f"There is no role “{role}”. The roles are: {', '.join(given)}.", field="role")
    require(by, KEEP, person.partnership)
    require(by, right_to_give(role), person.partnership)
    if by.person_id == person.pk and not by.may(MAKE_ADMINISTRATOR, person.partnership):
        raise Refused("Nobody can give a role to themselves. Ask a colleague, or your administrator.")
    in_use(person, f"{person.name} was withdrawn. Put them back first.")
    start = since or timezone.localdate()
    if until is not None and until < start:
        raise Refused("The last day comes before the first. Enter a later day.", field="until")
    if body is not None and (role != BODY_CHAIR or body.partnership_id != person.partnership_id):
        raise Refused(
            "A body goes with the role of its chair, and must be one of this partnership.", field="body"
        )
    for other in person.grants.filter(role=role, body=body, ended_at=None):
        if (other.until is None or other.until >= start) and (until is None or other.since <= until):
            raise Refused(
                f"{person.name} has the role {lower_first(roles[role].title)} then already.", field="role"
            )
    grant = RoleGrant(
        partnership=person.partnership, person=person, role=role, body=body, since=start, until=until
    )
    audit.added(by=by, record=grant)
    if right_to_give(role) != KEEP and person.account:
        mistrust(by, person.account)
    person.look_again()
    return grant


@transaction.atomic
def end_role(*, by: Actor, grant: RoleGrant, until: date | None = None, reason: str = "") -> None:
    """End a role with a last day, or at once without one.

    Refused for the only administrator, and for a role that is over: it would come back to life.
    """
    check_may_end(by, grant.person, grant.role)
    _in_turn(grant)
    if grant.is_over:
        raise Refused("This role is over. Give it again if it is needed once more.")
    if until is None:
        end_now(by, grant, reason)
    else:
        _check_not_last(grant)
        if until < grant.since:
            raise Refused("The last day comes before the first. Enter a later day.", field="until")
        longer = grant.until is not None and until > grant.until
        if longer:
            require(by, right_to_give(grant.role), grant.partnership)
        if longer and by.person_id == grant.person_id and not by.may(MAKE_ADMINISTRATOR, grant.partnership):
            raise Refused("Nobody can lengthen a role of their own. Ask a colleague, or your administrator.")
        audit.corrected(by=by, record=grant, values={"until": until}, reason=reason)
    grant.person.look_again()


def _in_turn(grant: RoleGrant) -> None:
    """Take the partnership's turn, and see when the role ends by now; whose it is stays the same."""
    wait_for_turn(grant.partnership)
    grant.refresh_from_db(fields=["until", "ended_at"])


def end_now(by: Actor, grant: RoleGrant, reason: str) -> None:
    """End a role that is not over at this moment."""
    _check_not_last(grant)
    values = {"until": max(timezone.localdate(), grant.since), "ended_at": timezone.now()}
    audit.corrected(by=by, record=grant, values=values, reason=reason)


def _check_not_last(grant: RoleGrant) -> None:
    if grant.role == ADMINISTRATOR and not other_administrators(grant).exists():
        raise Refused(
            f"{grant.person.name} is the only administrator. Make somebody else administrator first, "
            "so that the partnership is never without one."
        )
