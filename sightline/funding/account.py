"""What came in, what went out and what is left of a year's money, as far as it is recorded. Pure: no database.

Only money counts: what is given in kind is worth something and pays no bill.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from sightline.foundation.years import ReportingYear

Pounds = int | Fraction


@dataclass(frozen=True)
class Account:
    """The sums of one year; each is None where nothing of its kind is recorded.

    ``contributions`` is the money that has come of what was agreed; ``other`` is without what was brought forward.
    """

    year: ReportingYear
    brought_forward: Pounds | None
    contributions: Pounds | None
    other: Pounds | None
    spent: Pounds | None

    @property
    def of_the_year(self) -> Pounds | None:
        """What came in during the year alone, less what was spent; None where either is not recorded."""
        if self.contributions is None or self.spent is None:
            return None
        return self.contributions + (self.other or 0) - self.spent

    @property
    def carried_forward(self) -> Pounds | None:
        """What the next year begins with; None where it cannot be said."""
        if self.of_the_year is None or self.brought_forward is None:
            return None
        return self.brought_forward + self.of_the_year

    @property
    def why_not(self) -> str:
        """Why it cannot be said what is carried forward, in a sentence; "" where it can."""
        missing = {
            "what was brought forward": self.brought_forward,
            "contributions received in cash": self.contributions,
            "what was spent": self.spent,
        }
        names = [name for name, amount in missing.items() if amount is None]
        if not names:
            return ""
        listed = " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
        return f"Not recorded for {self.year}: {listed}."
