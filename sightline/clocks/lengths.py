"""How long a clock runs: a number of days, working days, months or hours. Pure: no database."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a clock counts."""

    WORKING_DAYS = "working days"
    DAYS = "days"
    MONTHS = "months"
    WORKING_HOURS = "working hours"
    HOURS = "hours"

    @property
    def by_the_hour(self) -> bool:
        return self in (Unit.WORKING_HOURS, Unit.HOURS)


@dataclass(frozen=True)
class Length:
    """So many of a unit; a negative number counts backwards from the start, as “7 working days before” does."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        many = abs(self.number)
        return f"{many:,} {self.unit if many != 1 else self.unit[:-1]}{' before' if self.number < 0 else ''}"
