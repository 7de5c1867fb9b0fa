"""Posting reminders of what is due, to whoever has to do it and, when it stays undone, to the chair.

What one person is to be reminded of on a morning is one mail, however much it is.
"""

from __future__ import annotations

import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from sightline.foundation.access import Itself
from sightline.foundation.dates import spell_out
from sightline.foundation.reminders import Due, reminders
from sightline.notices import queries
from sightline.notices.milestones import escalation, reminder
from sightline.notices.models import Lengths, Reminder
from sightline.notices.services.posting import post
from sightline.partnership.keys import lasting
from sightline.partnership.models import Partnership
from sightline.people.letters import site
from sightline.people.models import Person

log = logging.getLogger(__name__)
TO_CHAIR = "You are told because you are the chair. Each page says whose it is.\n\n"


@dataclass(frozen=True)
class ToSay:
    """One thing of which somebody is to be reminded, under a key that is said once, and where its page is."""

    key: str
    due: Due
    href: str

    def when(self, today: date) -> str:
        return f"{'Overdue since' if today > self.due.due else 'Due by'} {spell_out(self.due.due)}"


def remind(*, partnership: Partnership, today: date) -> None:
    """Post what is to be said by today and was not said before, person by person."""
    due = list(_due(partnership, today))
    lengths = queries.lengths(partnership)
    chairs = queries.chairs(partnership, lengths.body)
    for chair, found in (
        (False, _of_owners(due, lengths, today)),
        (True, _of_chairs(due, chairs, lengths, today)),
    ):
        for person, things in found.items():
            try:
                _remind(partnership, person, things, today, chair=chair)
            except (
                Exception
            ):  # what fails for one person keeps nobody else's mail back; tomorrow is not too late
                log.exception("The reminders of person %s could not be posted.", person.pk)


def _due(partnership: Partnership, today: date) -> Iterator[tuple[str, Due]]:
    for source in reminders:
        try:
            for due in source.due(partnership, today):
                yield f"{source.key}:{due.key}:{due.due}", due
        except Exception:  # one source that fails keeps no other's reminders back
            log.exception("What is due of %s could not be read.", source.key)


def _of_owners(due: Sequence[tuple[str, Due]], lengths: Lengths, today: date) -> dict[Person, list[ToSay]]:
    """Of what whoever has to do it is to be reminded."""
    found: dict[Person, list[ToSay]] = defaultdict(list)
    for key, one in due:
        if one.person is not None and (day := reminder(one.due, today, lengths)):
            found[one.person].append(ToSay(lasting(f"{key}:reminder:{day}"), one, one.href))
    return found


def _of_chairs(
    due: Sequence[tuple[str, Due]], chairs: Sequence[Person], lengths: Lengths, today: date
) -> dict[Person, list[ToSay]]:
    """What stayed undone, for the chair that it names or else the partnership's: each thing once, whoever has it."""
    found: dict[Person, dict[str, ToSay]] = defaultdict(dict)
    for _, one in due:
        if day := escalation(one.due, today, lengths):
            for chair in [one.chair] if one.chair is not None else chairs:
                key = lasting(f"{one.for_chair}:{one.due}:escalated:{day}:{chair.pk}")
                found[chair].setdefault(key, ToSay(key, one, one.for_chair))
    return {chair: list(things.values()) for chair, things in found.items()}


@transaction.atomic
def _remind(
    partnership: Partnership, person: Person, things: Sequence[ToSay], today: date, *, chair: bool
) -> None:
    said = queries.reminded(partnership, [one.key for one in things])
    new = sorted((one for one in things if one.key not in said), key=lambda one: (one.due.due, one.due.text))
    if not new:
        return
    together = hashlib.sha256("\n".join(one.key for one in new).encode()).hexdigest()
    notice = post(
        by=Itself(),
        partnership=partnership,
        to=person,
        key=f"reminders:{person.pk}:{together}",
        subject=_subject(new, today, chair=chair),
        text=_text(partnership, new, today, TO_CHAIR if chair else ""),
    )
    Reminder.objects.bulk_create(Reminder(partnership=partnership, notice=notice, key=one.key) for one in new)


def _subject(things: Sequence[ToSay], today: date, *, chair: bool) -> str:
    if len(things) == 1:
        return f"{'Still not done' if chair else things[0].when(today)}: {things[0].due.text}"
    if chair:
        return f"{len(things)} things are still not done"
    late = sum(one.due.due < today for one in things)
    return f"{len(things)} things are due{f', {late} of them overdue' if late else ''}"


def _text(partnership: Partnership, things: Sequence[ToSay], today: date, why: str) -> str:
    listed = "\n".join(f"{one.due.text}.\n{one.when(today)}: {site()}{one.href}\n" for one in things)
    return f"{listed}\n{why}Sightline, for {partnership.name}\n"
