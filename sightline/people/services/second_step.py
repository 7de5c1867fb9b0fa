"""A way back for somebody who lost both their phone and their recovery codes."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from sightline.audit import services as audit
from sightline.foundation.access import Actor, require
from sightline.partnership.refusals import Refused
from sightline.partnership.services.words import because
from sightline.people import letters
from sightline.people.models import Account, Person
from sightline.people.permissions import CREATE_ACCOUNT, RESET
from sightline.people.queries import belongs_elsewhere


@transaction.atomic
def reset_second_step(*, by: Actor, person: Person, reason: str) -> None:
    """Remove the second step of somebody's sign-in, so that they set up another when they next sign in.

    Their password stays, so whoever asks for this opens nothing. Refused for an account that opens another
    partnership too: that takes whoever runs the installation.
    """
    require(by, RESET, person.partnership)
    why = because(reason)
    account = person.account
    if account is None:
        raise Refused(f"{person.name} has no account.")
    if belongs_elsewhere(account, person.partnership):
        raise Refused(
            f"{person.name} signs in to another partnership too. Ask whoever runs Sightline for you to do this."
        )
    _remove(by, account, why, told=person)


@transaction.atomic
def reset_second_step_of(*, by: Actor, account: Account, reason: str) -> None:
    """Remove the second step of any account, from a shell; in the trail of every partnership that it opens."""
    require(by, CREATE_ACCOUNT, None)
    why = because(reason)
    persons = list(account.persons.select_related("partnership"))
    _remove(by, account, why, told=account)
    for person in persons:
        audit.note(by=by, partnership=person.partnership, verb=REMOVED, subject=person, reason=why)


REMOVED = "removed the second step at sign-in"


def _remove(by: Actor, account: Account, why: str, *, told: Person | Account) -> None:
    held = Authenticator.objects.filter(user=account)
    if not held.exists():
        raise Refused(f"{account.name} has no second step at sign-in.")
    held.delete()
    where = told.partnership if isinstance(told, Person) else None
    audit.note(by=by, partnership=where, verb=REMOVED, subject=told, reason=why)
    transaction.on_commit(lambda: letters.send(letters.second_step_removed(account, by.label)))
