"""Those who come into a forum for their partnership: at the first time they become known there by name."""

from __future__ import annotations

from django.db import transaction

from sightline.partnership.queries import partnership_by_slug
from sightline.partnership.refusals import Refused
from sightline.people.actors import Newcomer
from sightline.people.admission import roles_brought
from sightline.people.models import Account, Person
from sightline.people.queries import person_by_email
from sightline.people.services.accounts import person_for


def receive(*, account: Account, slug: str) -> Person | None:
    """Who an account is in the forum at an address; None when nothing lets it in, or the forum withdrew them."""
    forum = partnership_by_slug(slug)
    if forum is None or not roles_brought(account, forum):
        return None
    known = account.persons.filter(partnership=forum).first() or person_by_email(forum, account.email)
    if known is not None and (known.withdrawn_at or _is_somebody_elses(known)):
        return None
    if known is None or known.account_id is None:
        try:
            with transaction.atomic():
                known = person_for(Newcomer(account), forum, account, account.name)
        except Refused:  # a real account at the door of a demonstration, or the other way round
            return None
    known.partnership = forum
    return known


def _is_somebody_elses(known: Person) -> bool:
    """Whether the address has roles here that await an account: those are given by invitation, never by a visit."""
    return known.account_id is None and known.grants.exists()
