"""Giving somebody an address at which their calendar fetches their meetings, and taking it away."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.meetings.models import CalendarFeed
from sightline.people.actors import Newcomer
from sightline.people.models import Account
from sightline.people.queries import digest


@transaction.atomic
def make_feed(*, account: Account) -> str:
    """The secret of a new address, which is not kept; one that there was before shows nothing from now on."""
    token = secrets.token_urlsafe(32)
    values = {"digest": digest(token), "made_at": timezone.now()}
    CalendarFeed.objects.update_or_create(account=account, defaults=values)
    audit.note(by=Newcomer(account), partnership=None, verb="made a calendar feed", subject=account)
    return token


@transaction.atomic
def stop_feed(*, account: Account) -> None:
    """Let the address show nothing any more; nothing happens where there is none."""
    stopped, _ = CalendarFeed.objects.filter(account=account).delete()
    if stopped:
        audit.note(by=Newcomer(account), partnership=None, verb="stopped the calendar feed", subject=account)
