"""An administrator's rights are in force for an hour at a time, with a reason that is kept."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.foundation.access import require
from sightline.partnership.refusals import Refused
from sightline.partnership.services.words import because
from sightline.people.models import Account, Elevation, Person
from sightline.people.permissions import ELEVATE
from sightline.people.queries import has_second_factor

LASTS = timedelta(minutes=60)


@transaction.atomic
def elevate(*, by: Person, reason: str) -> Elevation:
    """Put an administrator's rights in force for an hour. Refused without a reason or a second factor."""
    require(by, ELEVATE, by.partnership)
    why = because(reason)
    if not by.partnership.demonstration and not (by.account and has_second_factor(by.account)):
        raise Refused("Acting as administrator needs a second step at sign-in. Set one up first.")
    now = timezone.now()
    elevation = Elevation(
        partnership=by.partnership, person=by, reason=why, started_at=now, until=now + LASTS
    )
    audit.added(by=by, record=elevation)
    audit.note(
        by=by,
        partnership=by.partnership,
        verb="began to act as administrator",
        subject=by,
        detail={"until": elevation.until},
        reason=why,
    )
    by.look_again()
    return elevation


@transaction.atomic
def end_elevation(*, by: Person) -> None:
    """Give the rights up before the hour is over; nothing happens when they are not in force."""
    now = timezone.now()
    for elevation in by.elevations.filter(started_at__lte=now, until__gt=now):
        audit.corrected(by=by, record=elevation, values={"until": now})
    by.look_again()


@transaction.atomic
def end_elevations(*, account: Account) -> None:
    """Give up an administrator's rights in every partnership of an account, as when it signs in or out."""
    for person in account.persons.all():
        end_elevation(by=person)
