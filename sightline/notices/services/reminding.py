"""Posting reminders of what is due, to whoever has to do it and, when it stays undone, to the chair."""

from __future__ import annotations

import logging
from datetime import date

from sightline.foundation.access import Itself
from sightline.foundation.dates import spell_out
from sightline.foundation.reminders import Due, reminders
from sightline.notices import queries
from sightline.notices.milestones import escalation, reminder
from sightline.notices.models import Lengths
from sightline.notices.services.posting import post
from sightline.partnership.models import Partnership
from sightline.people.letters import site

log = logging.getLogger(__name__)


def remind(*, partnership: Partnership, today: date) -> None:
    """Post what is to be posted by today; what was posted already stays as it is. One by one, so nobody waits long."""
    lengths = queries.lengths(partnership)
    for source in reminders:
        try:
            for due in source.due(partnership, today):
                _remind_of(partnership, lengths, f"{source.key}:{due.key}:{due.due}", due, today)
        except Exception:  # one source that fails keeps no other's reminders back; tomorrow is not too late
            log.exception("The reminders of %s could not be posted.", source.key)


def _remind_of(partnership: Partnership, lengths: Lengths, key: str, due: Due, today: date) -> None:
    if due.person is not None and (day := reminder(due.due, today, lengths)):
        post(
            by=Itself(),
            partnership=partnership,
            to=due.person,
            key=f"{key}:reminder:{day}",
            subject=f"{_when(due, today)}: {due.text}",
            text=_text(partnership, due, today, ""),
        )
    if due.chair is not None and (day := escalation(due.due, today, lengths)):
        post(
            by=Itself(),
            partnership=partnership,
            to=due.chair,
            key=f"{key}:escalated:{day}",
            subject=f"Still not done: {due.text}",
            text=_text(
                partnership,
                due,
                today,
                "You are told because you are the chair. The page says whose it is.\n\n",
            ),
        )


def _when(due: Due, today: date) -> str:
    return f"{'Overdue since' if today > due.due else 'Due by'} {spell_out(due.due)}"


def _text(partnership: Partnership, due: Due, today: date, why: str) -> str:
    was = "was" if today > due.due else "is"
    return (
        f"{due.text}.\n\nThis {was} due by {spell_out(due.due)}. Open it here:\n\n{site()}{due.href}\n\n"
        f"{why}Sightline, for {partnership.name}\n"
    )
