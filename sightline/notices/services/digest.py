"""The weekly digest: what needs somebody, in one mail a week, and none when nothing does."""

from __future__ import annotations

import logging
from datetime import date

from django.db import transaction
from django.urls import reverse

from sightline.audit import services as audit
from sightline.foundation.access import Itself
from sightline.foundation.attention import Item, attention
from sightline.foundation.dates import spell_out
from sightline.notices.models import Choice
from sightline.notices.queries import takers_of_digest
from sightline.notices.services.posting import post
from sightline.partnership.models import Partnership
from sightline.people.letters import site
from sightline.people.models import Person

log = logging.getLogger(__name__)


def digest(*, partnership: Partnership, today: date) -> None:
    """Post this week's digest to everybody who can sign in here and takes it."""
    for person in takers_of_digest(partnership):
        try:
            _digest_of(person, today)
        except Exception:  # one source that fails for one person keeps nobody else's mail back
            log.exception("The digest of person %s could not be made.", person.pk)


def _digest_of(person: Person, today: date) -> None:
    where = person.partnership
    items = [item for source in attention for item in source.items(person, where, today)]
    if not items:
        return
    items.sort(key=lambda item: (item.due is None, item.due or today, item.text))
    week = today.isocalendar()
    things = "1 thing needs" if len(items) == 1 else f"{len(items)} things need"
    post(
        by=Itself(),
        partnership=where,
        to=person,
        key=f"digest:{week.year}-W{week.week:02}:{person.pk}",
        subject=f"{things} you this week",
        text=f"{things} you at {where.name}:\n\n"
        + "\n".join(map(_line, items))
        + f"\nYou get this once a week. To stop it: {site()}{reverse('notices:mine', args=[where.slug])}\n",
    )


def _line(item: Item) -> str:
    by = f" (by {spell_out(item.due)})" if item.due else ""
    return f"- {item.text}{by}\n  {site()}{item.href}\n"


@transaction.atomic
def take_digest(*, by: Person, wanted: bool) -> None:
    """Somebody turns their own weekly digest on or off."""
    choice, made = Choice.objects.get_or_create(
        person=by, defaults={"partnership": by.partnership, "digest": wanted}
    )
    if made:
        audit.note(
            by=by, partnership=by.partnership, verb="decided", subject=choice, detail={"digest": wanted}
        )
    else:
        audit.corrected(by=by, record=choice, values={"digest": wanted})
