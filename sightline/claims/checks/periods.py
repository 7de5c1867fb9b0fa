"""The periods that checks speak of: a year, a date, a span of months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sightline.claims.checks.errors import CheckError
from sightline.foundation.dates import month_end
from sightline.foundation.years import EARLIEST, LATEST, ReportingYear


def imaginable(year: int) -> None:
    """Refuse a year that no record can be of, with a CheckError."""
    if not EARLIEST <= year <= LATEST:
        raise CheckError(
            f"The year {year} is out of range: use years from {EARLIEST} to {LATEST}.", part="period"
        )


@dataclass(frozen=True)
class InYear:
    """The twelve months of a reporting year: ``in 2024-25``."""

    year: ReportingYear

    def __post_init__(self) -> None:
        imaginable(self.year.first)

    @property
    def start(self) -> date:
        return self.year.start

    @property
    def end(self) -> date:
        return self.year.end


@dataclass(frozen=True)
class AtDate:
    """The end of a day: ``at 2025-03-31``."""

    on: date

    def __post_init__(self) -> None:
        imaginable(self.on.year)


@dataclass(frozen=True)
class InSpan:
    """Whole months: ``from 2023-04 to 2025-03``. Any day of a month stands for the month."""

    start: date
    end: date

    def __post_init__(self) -> None:
        imaginable(self.start.year)
        imaginable(self.end.year)
        object.__setattr__(self, "start", self.start.replace(day=1))
        object.__setattr__(self, "end", month_end(self.end))
        if self.start > self.end:
            raise CheckError(
                "The first month comes after the last: write the earlier one first.", part="period"
            )


Period = InYear | AtDate | InSpan
