"""Putting right what is held of a person, withdrawing them, and erasing who they were."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.foundation.access import Actor, require
from sightline.foundation.text import fold
from sightline.partnership.keys import lasting
from sightline.partnership.models import Agency, Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import in_turn, in_use, wait_for_turn
from sightline.partnership.services.words import because, named
from sightline.people.forgetting import forgetting
from sightline.people.models import Account, Person
from sightline.people.permissions import ERASE, KEEP
from sightline.people.services.accounts import address


@transaction.atomic
def correct_person(
    *,
    by: Actor,
    person: Person,
    name: str,
    email: str = "",
    job_role: str = "",
    agency: Agency | None = None,
    reason: str = "",
) -> None:
    """Put right a person's name, address, job and agency.

    Refused for the address of somebody with an account: whoever could change it could sign in as them.
    """
    require(by, KEEP, person.partnership)
    in_use(person, f"{person.name} was withdrawn. Put them back first.")
    if agency is not None and agency.partnership_id != person.partnership_id:
        raise Refused("Choose an agency of this partnership.", field="agency")
    email = address(email) if email.strip() else ""
    values = {
        "name": named(name),
        "job_role": named(job_role, field="job_role", what="job", needed=False, longest=120),
        "agency_id": agency.pk if agency else None,
    }
    if email != person.email:
        if person.account_id:
            raise Refused(
                f"{person.name} signs in with {person.email}. Invite the new one and end the old one's roles.",
                field="email",
            )
        values |= {"email": email, "key": _key(email, name, agency)}
        if (
            Person.objects.ever_of(person.partnership)
            .filter(key=values["key"])
            .exclude(pk=person.pk)
            .exists()
        ):
            raise Refused("Another person here has this address already.", field="email")
    audit.corrected(by=by, record=person, values=values, reason=reason)


def _key(email: str, name: str, agency: Agency | None) -> str:
    """The natural key as imports make it."""
    return email or lasting(f"{fold(name)}|{agency.pk if agency else ''}")


@transaction.atomic
def withdraw_person(*, by: Actor, person: Person, reason: str) -> None:
    """Take a person out of every figure and list. Refused while they have a role."""
    require(by, KEEP, person.partnership)
    in_turn(person)
    _check_no_role(person)
    if person.withdrawn_at:
        raise Refused(f"{person.name} was withdrawn already.")
    audit.withdrawn(by=by, record=person, reason=because(reason))


@transaction.atomic
def restore_person(*, by: Actor, person: Person, reason: str = "") -> None:
    """Put a withdrawn person back; nothing happens to one who is there."""
    require(by, KEEP, person.partnership)
    in_turn(person)
    if person.withdrawn_at:
        audit.restored(by=by, record=person, reason=reason)


@transaction.atomic
def erase_person(*, by: Actor, person: Person, reason: str) -> None:
    """Forget who a person was: their name, address and job, here and in history. What they did still counts.

    The key under which history sealed those values is destroyed, so that the trail still verifies. An account
    that no other partnership uses goes with them, and so does who they were in forums, which they entered for
    this partnership alone. Refused while they have a role. It cannot be undone.
    """
    require(by, ERASE, person.partnership)
    why = because(reason)
    account = person.account
    for scope in _in_order(person.partnership, account):
        wait_for_turn(scope)
    in_turn(person)
    _check_no_role(person)
    _forget(by, person, why)
    if account is None:
        return
    elsewhere = list(account.persons.select_related("partnership"))
    guests = [one for one in elsewhere if one.partnership.is_forum and not one.roles_granted]
    if len(guests) == len(elsewhere):
        for guest in guests:
            _forget(by, guest, why)
        _erase_account(by, account, why)


def _in_order(partnership: Partnership, account: Account | None) -> list[Partnership]:
    """A partnership and the forums that an account was received in, in the order in which turns are taken."""
    forums = (one.partnership for one in account.persons.select_related("partnership")) if account else ()
    return sorted({partnership, *(one for one in forums if one.is_forum)}, key=lambda scope: scope.pk)


def _forget(by: Actor, person: Person, reason: str) -> None:
    person.name, person.email, person.job_role = f"Erased person {person.pk}", "", ""
    person.key, person.account, person.source_digest = f"erased-{person.pk}", None, None
    person.save()
    audit.erase(by=by, record=person, reason=reason)
    for place in forgetting:
        place.forget(by=by, person=person, reason=reason)


def _erase_account(by: Actor, account: Account, reason: str) -> None:
    """An account keeps its row, because history speaks of it, and nothing that says whose it was."""
    account.name, account.email = f"Erased account {account.pk}", f"erased-{account.pk}@erased.invalid"
    account.is_active, account.may_found = False, False
    account.set_unusable_password()
    account.save()
    account.invitations.open().update(withdrawn_at=timezone.now())
    EmailAddress.objects.filter(user=account).delete()
    Authenticator.objects.filter(user=account).delete()
    SocialAccount.objects.filter(user=account).delete()
    audit.erase(by=by, record=account, reason=reason)


def _check_no_role(person: Person) -> None:
    if person.grants.in_force().exists():
        raise Refused(f"{person.name} still has a role here. End it first.")
