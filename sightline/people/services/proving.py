"""Whether whoever signs in with an account was shown to have its address.

A link that is shown to whoever invites may be followed by them as well as by the one they invite. So a password
that was chosen with such a link opens no more than they could have given: before it opens more, it is taken away.
"""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.foundation.access import Actor
from sightline.people.actors import Newcomer
from sightline.people.models import Account


@transaction.atomic
def prove(*, account: Account) -> None:
    """Note that the address was proven: by a link that went by mail alone, or by an identity provider."""
    audit.corrected(by=Newcomer(account), record=account, values={"proven_at": timezone.now()})


def mistrust(by: Actor, account: Account) -> None:
    """Take away what an account of an unproven address signs in with; whoever has the address gets a new link.

    Its sessions end with its password. The links it was sent before stop working.
    """
    account.invitations.open().update(withdrawn_at=timezone.now())
    if account.proven_at or not account.has_usable_password():
        return
    account.set_unusable_password()
    account.save(update_fields=["password"])
    Authenticator.objects.filter(user=account).delete()
    audit.note(by=by, partnership=None, verb="asked for proof of the address of", subject=account)
