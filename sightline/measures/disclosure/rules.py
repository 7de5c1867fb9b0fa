"""What may be shown of counts of children, and the symbols that stand where a figure is not shown.

After the practice of England's official statistics on children: 1 to 5 are confidential, a true 0 is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Symbol(StrEnum):
    """What stands in the place of a figure."""

    CONFIDENTIAL = "c"
    UNAVAILABLE = "x"
    NOT_APPLICABLE = "z"
    ROUNDS_TO_ZERO = "k"


class Status(StrEnum):
    """Whether a number is shown, and if not, whether it is small itself or would give a small one away.

    ``UNSAID`` is a hidden number of which a reader is taken not to know which of the two it is. ``WITHHELD`` is a 0
    that would give a small one away, where its totals had to stay.
    """

    SHOWN = "shown"
    SMALL = "small"
    SECOND = "second"
    UNSAID = "unsaid"
    WITHHELD = "withheld"


@dataclass(frozen=True)
class Rules:
    """How far counts are protected.

    Counts from 1 to ``threshold`` are hidden. The smallest and the largest value that a reader can make out for
    a hidden count differ by more than ``protection``. With ``rounding`` counts are shown to its nearest multiple.
    Without ``show_zero`` a 0 is hidden as a small number is. Raises ValueError where no choice of cells could
    keep what is asked.
    """

    threshold: int = 5
    protection: int = 1
    rounding: int | None = None
    show_zero: bool = True

    def __post_init__(self) -> None:
        if self.protection < 0:
            raise ValueError("The protection level cannot be below 0.")
        if self.threshold - self.smallest <= self.protection:
            raise ValueError(
                f"Counts from {self.smallest} to {self.threshold} cannot be kept apart by more than"
                f" {self.protection}: choose a higher threshold or a lower protection level."
            )
        if self.rounding is not None and self.rounding < 2:
            raise ValueError("Counts can be rounded to multiples of 2 or more.")

    @property
    def smallest(self) -> int:
        """The smallest count that is hidden."""
        return 1 if self.show_zero else 0

    def small(self, count: int) -> bool:
        """Whether a count is hidden for its own size."""
        return self.smallest <= count <= self.threshold

    def rounded(self, count: int) -> int:
        """A count as it is shown: half up where it is rounded."""
        if not self.rounding:
            return count
        return (2 * count + self.rounding) // (2 * self.rounding) * self.rounding

    def told(self, status: Status, count: int) -> tuple[float, float]:
        """What a reader knows of a count that stands there with a status: its lowest and highest value.

        A hidden count is taken to be known for what it is, small or second, so that whoever finds that out learns
        no more. A count that gives a small one away is never itself 0, nor small.
        """
        match status:
            case Status.SMALL:
                return self.smallest, self.threshold
            case Status.SECOND:
                return self.threshold + 1, float("inf")
            case Status.UNSAID:
                return self.smallest, float("inf")
            case Status.WITHHELD:
                return 0, float("inf")
        if not self.rounding or count == 0:
            return count, count
        shown = self.rounded(count)
        lowest = max(shown - self.rounding // 2, self.threshold + 1)
        return lowest, shown + (self.rounding - 1) // 2

    def means(self, symbol: Symbol) -> str:
        """What a symbol means, for the people who read the table. It does not say which c is small itself."""
        match symbol:
            case Symbol.CONFIDENTIAL:
                return (
                    f"Between {self.smallest} and {self.threshold}, or a number from which one of those could be"
                    " worked out: not shown to protect children."
                )
            case Symbol.UNAVAILABLE:
                return "Not recorded: nothing is known of it."
            case Symbol.NOT_APPLICABLE:
                return "Does not apply: there was nothing of which to count a share."
            case Symbol.ROUNDS_TO_ZERO:
                return "Rounds to 0, but is not 0."


USUAL = Rules()
"""1 to 5 are hidden, a true 0 is shown, nothing is rounded."""
