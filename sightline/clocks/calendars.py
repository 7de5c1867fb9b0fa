"""Which days nobody works: weekends, bank holidays of a jurisdiction, and days that a partnership adds or takes away.

Pure: no database. Bank holidays come from the ``holidays`` package, whose years are read as they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

import holidays


class Jurisdiction(StrEnum):
    """Whose bank holidays count. UK-wide, as for information requests, a holiday of any nation does."""

    ENGLAND = "England"
    UNITED_KINGDOM = "United Kingdom"


NATIONS = {
    Jurisdiction.ENGLAND: ("ENG",),
    Jurisdiction.UNITED_KINGDOM: ("ENG", "NIR", "SCT", "WLS"),
}


@dataclass(frozen=True)
class LocalDay:
    """A day that a partnership's own calendar says is closed, or open after all; ``known_on``: since when one knew."""

    day: date
    name: str
    known_on: date
    closed: bool = True


@dataclass(frozen=True)
class Calendar:
    """The working days of a jurisdiction with a partnership's own days, as they were known on a day (now)."""

    jurisdiction: Jurisdiction = Jurisdiction.ENGLAND
    local: tuple[LocalDay, ...] = ()
    known_on: date | None = None

    def closed(self, day: date) -> str:
        """Why nobody works on a day, in a word or two; "" on a working day."""
        for own in reversed(self.local):
            if own.day == day and (self.known_on is None or own.known_on <= self.known_on):
                return own.name if own.closed else ""
        if day.weekday() >= 5:
            return f"{day:%A}"
        return _holidays(self.jurisdiction, day.year).get(day, "")

    def known(self, day: date) -> Calendar:
        """The same calendar as it was known on a day."""
        return Calendar(self.jurisdiction, self.local, day)


def calendar_of(jurisdiction: Jurisdiction, local: Iterable[LocalDay] = ()) -> Calendar:
    """A calendar; of two words about one day, the one that was known later counts."""
    return Calendar(jurisdiction, tuple(sorted(local, key=lambda own: own.known_on)))


@cache
def _holidays(jurisdiction: Jurisdiction, year: int) -> dict[date, str]:
    found: dict[date, str] = {}
    for nation in NATIONS[jurisdiction]:
        for day, name in holidays.country_holidays("GB", subdiv=nation, years=year).items():
            found.setdefault(day, name)
    return found
