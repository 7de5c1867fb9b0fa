"""The numbers and comparisons of checks, kept as they were written and compared exactly."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from sightline.claims.checks.errors import CheckError

MOST_DIGITS = 15


class Op(StrEnum):
    """How a figure is compared with a number."""

    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"
    EQUAL = "="
    UNEQUAL = "!="

    def holds(self, left: Fraction, right: Fraction) -> bool:
        match self:
            case Op.AT_LEAST:
                return left >= right
            case Op.AT_MOST:
                return left <= right
            case Op.MORE:
                return left > right
            case Op.LESS:
                return left < right
            case Op.EQUAL:
                return left == right
            case Op.UNEQUAL:
                return left != right

    @property
    def opposite(self) -> Op:
        """The comparison that holds exactly when this one does not."""
        return OPPOSITES[self]


OPPOSITES = {
    Op.AT_LEAST: Op.LESS,
    Op.LESS: Op.AT_LEAST,
    Op.AT_MOST: Op.MORE,
    Op.MORE: Op.AT_MOST,
    Op.EQUAL: Op.UNEQUAL,
    Op.UNEQUAL: Op.EQUAL,
}


class Scale(StrEnum):
    """What a number counts: itself, hundredths, or hundredths added to or taken from a rate."""

    PLAIN = ""
    PERCENT = "%"
    POINTS = "points"


@dataclass(frozen=True)
class Quantity:
    """A number as it was written: 9000, 80% or 5 points."""

    number: Decimal
    scale: Scale = Scale.PLAIN

    def __post_init__(self) -> None:
        if not self.number.is_finite() or self.number < 0:
            raise CheckError(
                f"{self.number} cannot be compared with: give a number that is 0 or more.", part="test"
            )
        if len(self.plain.replace(".", "")) > MOST_DIGITS:
            raise CheckError(f"A number may have at most {MOST_DIGITS} digits.", part="test")

    @property
    def plain(self) -> str:
        """The digits, without separators or idle noughts."""
        digits = format(self.number, "f")
        return digits.rstrip("0").rstrip(".") if "." in digits else digits

    @property
    def written(self) -> str:
        """The number as a check writes it: 9000, 80%, 5 points."""
        return f"{self.plain}{' ' if self.scale is Scale.POINTS else ''}{self.scale}"

    @property
    def exact(self) -> Fraction:
        """The number on the scale of measures, where 80% is 4/5."""
        return Fraction(self.number) / (1 if self.scale is Scale.PLAIN else 100)
