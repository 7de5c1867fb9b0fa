"""What needs attention among the money: what was agreed and has not come, and what ran over its budget."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sightline.foundation.attention import Attention, Item, attention
from sightline.foundation.numbers import pounds
from sightline.foundation.years import ReportingYear
from sightline.funding.permissions import EDIT
from sightline.funding.presenters.addresses import at, page
from sightline.funding.queries import listed_contributions, outstanding, overspent, year_shown, years

MOST = 5
MONTHS = 3
"""How far into its year a contribution may come without being asked for."""


def _asked_for_from(year: ReportingYear) -> date:
    return date(year.first, year.start.month + MONTHS, 1)


def not_received(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """Contributions to the latest year that were agreed and have not come, for who keeps them."""
    if not person.may(EDIT, partnership):
        return
    year = year_shown(years(partnership), today)
    if today < _asked_for_from(year):
        return
    due = list(outstanding(listed_contributions(partnership).filter(year=str(year))))
    if not due:
        return
    missing = pounds(sum(one.outstanding for one in due))
    if len(due) == 1:
        text, where = f"Ask {due[0].agency} for its contribution to {year}", at(due[0], partnership)
    else:
        text = f"Ask for {len(due)} contributions to {year} that were agreed"
        where = f"{page(partnership, 'contributions')}?year={year}&state=outstanding"
    yield Item(text, where, why=f"{missing} has not come.")


def over_budget(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """Lines of the latest year's budget of which more was spent than they hold, for who keeps them."""
    if not person.may(EDIT, partnership):
        return
    year = year_shown(years(partnership), today)
    for line in overspent(partnership, str(year))[:MOST]:
        yield Item(
            f"Look at “{line.heading}” in the budget of {year}",
            at(line, partnership),
            why=f"{pounds(line.spent)} was spent of {pounds(line.amount)}.",
        )


attention.add(Attention("funding-received", not_received))
attention.add(Attention("funding-budget", over_budget))
