"""What the database hands back for one group of rows, in a form in which groups can be put together.

Groups are joined after the query, because two agencies that became one count as one, and a day belongs to a
month: a count adds up, people are united, and the days of a median are pooled.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, Self


class Tally(Protocol):
    """The rows of a group and what matters of them."""

    @property
    def rows(self) -> int: ...

    def __add__(self, other: Self) -> Self: ...


@dataclass(frozen=True)
class Sums:
    """Figures that add up: the ``part`` that is the value or numerator, and the ``whole`` it is part of."""

    rows: int = 0
    part: int | Fraction = 0
    whole: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(self.rows + other.rows, self.part + other.part, self.whole + other.whole)


@dataclass(frozen=True)
class Members:
    """Things counted once however often they occur."""

    rows: int = 0
    of: frozenset[int] = frozenset()

    def __add__(self, other: Members) -> Members:
        return Members(self.rows + other.rows, self.of | other.of)


@dataclass(frozen=True)
class Days:
    """Numbers of days of which the middle one is wanted."""

    of: tuple[int, ...] = ()

    @property
    def rows(self) -> int:
        return len(self.of)

    def __add__(self, other: Days) -> Days:
        return Days(self.of + other.of)

    @property
    def median(self) -> int | Fraction | None:
        """The middle value, or the exact mean of the two in the middle; None of nothing."""
        if not self.of:
            return None
        ordered = sorted(self.of)
        middle = len(ordered) // 2
        if len(ordered) % 2:
            return ordered[middle]
        return whole(Fraction(ordered[middle - 1] + ordered[middle], 2))


def whole(number: int | Fraction) -> int | Fraction:
    """A fraction without a remainder as the integer it is."""
    return int(number) if Fraction(number).denominator == 1 else number
