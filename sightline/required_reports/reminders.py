"""Reminding the chairs of the bodies that have to report, and in the end the chair of the body that waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sightline.foundation.reminders import Due, Reminders, reminders
from sightline.measures.standing import last_covered
from sightline.required_reports.presenters.addresses import at
from sightline.required_reports.queries import SOURCE, awaited, chairs

AHEAD = timedelta(days=60)


def due(partnership: Any, today: date) -> Iterator[Due]:
    """Reports that were not received, for each chair of the body that owes them. A fixed number of queries.

    Nobody is reminded where reports are kept here only up to an earlier day: what came since is not known.
    """
    if last_covered(partnership, SOURCE) < today:
        return
    rows = awaited(partnership).filter(due_on__lte=today + AHEAD)
    reports = list(rows.select_related("requirement__reporter", "requirement__to").order_by("due_on", "id"))
    if not reports:
        return
    rules = [report.requirement for report in reports]
    who = chairs(partnership, {body for rule in rules for body in (rule.reporter_id, rule.to_id)}, today)
    for report in reports:
        rule = report.requirement
        waiting = next(iter(who.get(rule.to_id, ())), None)
        owing: list[Any] = list(who.get(rule.reporter_id, ()))
        for person in owing or ([None] if waiting else []):
            yield Due(
                key=f"{report.pk}:{person.pk if person else ''}",
                due=report.due_on,
                person=person,
                text=f"Give the report “{rule.subject}” to {rule.to.name}",
                href=at(report, partnership),
                chair=waiting,
            )
            waiting = None  # who waits is told once, however many chair the body that owes it


reminders.add(Reminders("required_reports", due))
