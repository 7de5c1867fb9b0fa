"""Accounts: what somebody signs in with. One account may belong to persons of several partnerships."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from sightline.audit import services as audit
from sightline.foundation.access import Actor, require
from sightline.partnership.models import Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import wait_for_turn
from sightline.partnership.services.words import named
from sightline.people.models import Account, Person
from sightline.people.permissions import CREATE_ACCOUNT, KEEP
from sightline.people.queries import account_by_email, belongs_elsewhere, person_by_email
from sightline.people.services.proving import prove
from sightline.people.services.roles import check_may_end, end_now


@transaction.atomic
def create_account(
    *, by: Actor, email: str, name: str, may_found: bool = False, password: str = ""
) -> Account:
    """Make an account, or give the one at this address what is asked; with a password when there is one.

    Refused when the address or the password cannot be used.
    """
    require(by, CREATE_ACCOUNT, None)
    account = account_for(by, email, name)
    if may_found:
        audit.corrected(by=by, record=account, values={"may_found": True})
    if password:
        set_password(by, account, password)
        prove(account=account)
    return account


def address(email: str) -> str:
    """An e-mail address in lower case. Refused when it is not one."""
    tidy = email.strip().lower()
    try:
        validate_email(tidy)
    except ValidationError:
        raise Refused(
            f"“{tidy}” is not an e-mail address; write one such as name@example.org.", field="email"
        ) from None
    if len(tidy) > 200:
        raise Refused("This address is longer than 200 characters.", field="email")
    return tidy


def account_for(by: Actor, email: str, name: str) -> Account:
    """The account at an address: made when there is none, opened again when it was closed."""
    email = address(email)
    account = account_by_email(email) or _new_account(by, email, named(name))
    if not account.is_active:
        audit.corrected(by=by, record=account, values={"is_active": True})
    return account


def _new_account(by: Actor, email: str, name: str) -> Account:
    """An account at a new address; that of whoever made one at the same moment, in another partnership perhaps."""
    account = Account(email=email, name=name)
    account.set_unusable_password()
    try:
        with transaction.atomic():
            audit.added(by=by, record=account)
            EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    except IntegrityError:
        return Account.objects.get(email=email)
    return account


def person_for(by: Actor, partnership: Partnership, account: Account, name: str) -> Person:
    """Who an account is in a partnership: a person it is already, one known by the address, a new one."""
    wait_for_turn(partnership)
    _check_world(account, partnership)
    person = account.persons.filter(partnership=partnership).first() or person_by_email(
        partnership, account.email
    )
    if person is None:
        person = Person(
            partnership=partnership, key=account.email, name=named(name), email=account.email, account=account
        )
        audit.added(by=by, record=person)
        return person
    if person.withdrawn_at:
        audit.restored(by=by, record=person)
    if person.account_id is None:
        audit.corrected(by=by, record=person, values={"account_id": account.pk, "name": named(name)})
        person.account = account
    return person


def _check_world(account: Account, partnership: Partnership) -> None:
    """Refused when an account of somebody fictional would reach a real partnership, or the other way round."""
    worlds = set(account.persons.values_list("partnership__demonstration", flat=True))
    if worlds - {partnership.demonstration}:
        which = "a demonstration" if True in worlds else "a real partnership"
        raise Refused(
            f"{account.email} belongs to {which} and cannot be used here. Use another address.", field="email"
        )


def set_password(by: Actor, account: Account, password: str) -> None:
    """Give an account a password. Refused, with the reasons, when it is too easy to guess."""
    try:
        validate_password(password, account)
    except ValidationError as problem:
        raise Refused(" ".join(problem.messages), field="password") from None
    account.set_password(password)
    account.save(update_fields=["password"])
    audit.note(by=by, partnership=None, verb="set a password", subject=account)


@transaction.atomic
def deactivate(*, by: Actor, person: Person, reason: str = "") -> None:
    """End every role of a person at once; close their account unless another partnership uses it too."""
    require(by, KEEP, person.partnership)
    wait_for_turn(person.partnership)
    for grant in person.grants.not_over():
        check_may_end(by, person, grant.role)
        end_now(by, grant, reason)
    person.look_again()
    account = person.account
    if account is not None and account.is_active and not belongs_elsewhere(account, person.partnership):
        account.set_unusable_password()
        account.save(update_fields=["password"])
        audit.corrected(by=by, record=account, values={"is_active": False}, reason=reason)
