"""What a measure is asked of: a partnership, a period or a date, and the filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sightline.foundation.dates import month_end, month_of, spell_out
from sightline.foundation.years import ReportingYear
from sightline.partnership.models import Partnership


@dataclass(frozen=True, order=True)
class Period:
    """From the first day to the last, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"A period cannot end on {spell_out(self.end)}, before it starts.")

    @classmethod
    def of(cls, year: ReportingYear) -> Period:
        """The twelve months of a reporting year."""
        return cls(year.start, year.end)

    @property
    def year(self) -> ReportingYear | None:
        """The reporting year that this period is, if it is one."""
        year = ReportingYear.of(self.start)
        return year if (self.start, self.end) == (year.start, year.end) else None

    def __str__(self) -> str:
        if self.year:
            return str(self.year)
        if self.start.day == 1 and self.end == month_end(self.end):
            first, last = month_of(self.start), month_of(self.end)
            return first if first == last else f"{first} to {last}"
        return (
            spell_out(self.start)
            if self.start == self.end
            else f"{spell_out(self.start)} to {spell_out(self.end)}"
        )


@dataclass(frozen=True, kw_only=True)
class Scope:
    """One partnership, either a period or a date, and for each filtered dimension the names that count."""

    partnership: Partnership
    period: Period | None = None
    at: date | None = None
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if (self.period is None) == (self.at is None):
            raise ValueError("A scope has either a period or a date.")

    @property
    def start(self) -> date:
        return self.period.start if self.period else self.as_of

    @property
    def as_of(self) -> date:
        """The date the answer stands at: the date asked for, or the last day of the period."""
        return self.period.end if self.period else self.at  # type: ignore[return-value]

    @property
    def when(self) -> str:
        """The time asked about, in words that complete a sentence: “in 2024-25”, “at 31 March 2025”."""
        if self.at:
            return f"at {spell_out(self.at)}"
        if self.start == self.as_of:
            return f"on {self.period}"
        return f"from {self.period}" if " to " in str(self.period) else f"in {self.period}"
