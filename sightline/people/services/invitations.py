"""Inviting somebody: a role, and a link with which they set their password, once and within a week."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.foundation.access import Actor, require
from sightline.partnership.models import Body, Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import in_turn, wait_for_turn
from sightline.people import letters
from sightline.people.actors import Newcomer
from sightline.people.models import Account, Invitation, Person
from sightline.people.permissions import CREATE_ACCOUNT, KEEP, right_to_give
from sightline.people.queries import belongs_elsewhere, digest, invitation
from sightline.people.services.accounts import account_for, address, person_for, set_password
from sightline.people.services.proving import mistrust, prove
from sightline.people.services.roles import grant_role

LASTS = timedelta(days=7)


@dataclass(frozen=True)
class Invited:
    """Who was invited. ``link`` may be handed over; "" when they have a password, or must get it by mail."""

    person: Person
    link: str
    expires_at: datetime | None


@transaction.atomic
def invite(
    *,
    by: Actor,
    partnership: Partnership,
    email: str,
    name: str,
    role: str,
    site: str,
    since: date | None = None,
    until: date | None = None,
    body: Body | None = None,
) -> Invited:
    """Give somebody a role by their address and send them the way in. ``site`` is where this site is reached.

    An account that exists already, in this partnership or another, is linked and keeps its password.
    """
    require(by, KEEP, partnership)
    address(email)
    wait_for_turn(partnership)
    account = account_for(by, email, name)
    person = person_for(by, partnership, account, name)
    if belongs_elsewhere(account, partnership):
        mistrust(by, account)
    grant_role(by=by, person=person, role=role, since=since, until=until, body=body)
    account.refresh_from_db()
    return _open_the_door(by, person, account, site)


@transaction.atomic
def give_role(
    *,
    by: Actor,
    person: Person,
    role: str,
    site: str,
    since: date | None = None,
    until: date | None = None,
    body: Body | None = None,
) -> Invited | None:
    """Give a person a further role. Who has an account and no password, or none that proves who they are, is sent a
    link with which they choose one; None for anybody else."""
    grant_role(by=by, person=person, role=role, since=since, until=until, body=body)
    account = person.account
    if account is None:
        return None
    account.refresh_from_db()
    if account.has_usable_password():
        return None
    return _open_the_door(by, person, account, site, by_mail_alone=True)


@transaction.atomic
def invite_again(*, by: Actor, person: Person, site: str) -> Invited:
    """Send a new link to somebody who has not set a password; the old ones stop working."""
    require(by, KEEP, person.partnership)
    in_turn(person)
    account = person.account
    if account is None or not person.grants.in_force().exists():
        raise Refused(f"{person.name} has no role here. Invite them with one.")
    if account.has_usable_password():
        raise Refused(
            f"{person.name} has a password already. If they forgot it, they can reset it where they sign in."
        )
    return _open_the_door(by, person, account_for(by, account.email, account.name), site)


def _open_the_door(
    by: Actor, person: Person, account: Account, site: str, *, by_mail_alone: bool = False
) -> Invited:
    partnership = person.partnership
    if account.has_usable_password():
        _after_commit(letters.access_given(account, partnership, site))
        return Invited(person, "", None)
    shown = not by_mail_alone and _may_be_shown(by, person, account)
    link, made = new_link(by=by, account=account, partnership=partnership, site=site, shown=shown)
    _after_commit(letters.invitation(account, partnership, by.label, link))
    return Invited(person, link if shown else "", made.expires_at)


def _may_be_shown(by: Actor, person: Person, account: Account) -> bool:
    """Whoever holds the link can sign in as its owner: it is shown only to those who could do as much."""
    if account.last_login or account.may_found or belongs_elsewhere(account, person.partnership):
        return False
    held = person.grants.not_over().values_list("role", flat=True)
    return all(by.may(right_to_give(role), person.partnership) for role in held)


def new_link(
    *, by: Actor, account: Account, partnership: Partnership | None, site: str, shown: bool = False
) -> tuple[str, Invitation]:
    """A link with which the holder of an account sets its password; earlier links stop working.

    ``shown``: whether somebody sees it who is not the holder of the address.
    """
    require(by, KEEP if partnership else CREATE_ACCOUNT, partnership)
    token, now = secrets.token_urlsafe(32), timezone.now()
    account.invitations.open().update(withdrawn_at=now)
    made = Invitation(
        account=account,
        partnership=partnership,
        digest=digest(token),
        expires_at=now + LASTS,
        shown=shown,
    )
    audit.added(by=by, record=made)
    return f"{site.rstrip('/')}/account/invitation/{token}/", made


@transaction.atomic
def accept_invitation(*, token: str, password: str) -> Account:
    """Set the password of an invited account. Refused when the link was used, has expired or never was."""
    found = invitation(token)
    taken = found and Invitation.objects.select_for_update().open().filter(pk=found.pk).first()
    if not found or not taken or found.account.has_usable_password():
        raise Refused("This link cannot be used any more. Ask whoever invited you for a new one.")
    account = found.account
    set_password(Newcomer(account), account, password)
    if not taken.shown:
        prove(account=account)
    audit.corrected(by=Newcomer(account), record=taken, values={"accepted_at": timezone.now()})
    return account


def _after_commit(letter: Any) -> None:
    transaction.on_commit(lambda: letters.send(letter))
