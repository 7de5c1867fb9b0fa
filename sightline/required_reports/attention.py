"""What needs attention among required reports: those that are late, and those that are due soon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sightline.foundation.attention import Attention, Item, attention
from sightline.required_reports.due import State
from sightline.required_reports.permissions import EDIT
from sightline.required_reports.presenters.addresses import at, listed
from sightline.required_reports.queries import awaited, standing
from sightline.required_reports.queries import listed as reports

MOST = 5
SOON = timedelta(days=14)


def items(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """The reports that are late, the longest first, and how many are due soon, for who keeps them. Two queries."""
    if not person.may(EDIT, partnership):
        return
    late = list(standing(reports(partnership), State.LATE, today).order_by("due_on", "id"))
    for report in late[:MOST]:
        rule = report.requirement
        yield Item(
            f"Get “{rule.subject}” from {rule.reporter.name} for {rule.to.name}",
            at(report, partnership),
            due=report.due_on,
            why="It is late.",
        )
    if len(late) > MOST:
        more = len(late) - MOST
        yield Item(
            f"Get {_counted(more, 'more required report')} that {'is' if more == 1 else 'are'} late",
            listed(partnership, year="all", state=State.LATE.value),
            due=late[MOST].due_on,
        )
    soon = awaited(partnership).filter(due_on__gte=today, due_on__lte=today + SOON).order_by("due_on")
    days = list(soon.values_list("due_on", flat=True))
    if days:
        yield Item(
            f"Expect {_counted(len(days), 'required report')} due within {SOON.days} days",
            listed(partnership, year="all", state=State.DUE.value),
            due=days[0],
        )


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


attention.add(Attention("required_reports", items))
