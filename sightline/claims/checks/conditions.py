"""What a check can say of a figure: the tests at the end of its line."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from sightline.claims.checks.errors import CheckError, Part
from sightline.claims.checks.periods import imaginable
from sightline.claims.checks.quantities import Op, Quantity, Scale
from sightline.foundation.years import ReportingYear


def tidy(value: str, part: Part) -> str:
    """A name with single spaces; CheckError for an empty one and for characters that cannot be printed."""
    spaced = " ".join(value.split())
    if not spaced:
        raise CheckError(
            'A name is empty: write it between quotation marks, such as "DSP Executive".', part=part
        )
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in spaced):
        raise CheckError("A name holds a character that cannot be printed: type it again.", part=part)
    return spaced


def _not_points(number: Quantity) -> None:
    if number.scale is Scale.POINTS:
        raise CheckError(f"Points measure a rise or a fall: write {number.plain}% here.", part="test")


@dataclass(frozen=True)
class Compare:
    """``>= 80%``: the figure compared with a number."""

    op: Op
    number: Quantity

    def __post_init__(self) -> None:
        _not_points(self.number)


@dataclass(frozen=True)
class Between:
    """``between 70% and 90%``, both ends included."""

    low: Quantity
    high: Quantity

    def __post_init__(self) -> None:
        _not_points(self.low)
        if self.low.scale is not self.high.scale:
            raise CheckError("Write both ends alike, such as between 70% and 90%.", part="test")
        if self.low.exact > self.high.exact:
            rather = f"between {self.high.written} and {self.low.written}"
            raise CheckError(f"The first number is the greater: write {rather}.", part="test")


@dataclass(frozen=True)
class Change:
    """A figure against what it was ``since`` a date or a year: by any amount, or by one that is judged."""

    since: date | ReportingYear
    op: Op | None = None
    amount: Quantity | None = None
    word: ClassVar[str]
    direction: ClassVar[Literal[-1, 1]]

    def __post_init__(self) -> None:
        imaginable(self.since.first if isinstance(self.since, ReportingYear) else self.since.year)
        if (self.op is None) != (self.amount is None) or self.op is Op.UNEQUAL:
            raise CheckError(f"Say how much it {self.word} by, such as {self.word} by >= 25%.", part="test")


@dataclass(frozen=True)
class Falls(Change):
    """``falls since 2024-03-31`` or ``falls by >= 25% since 2024-03-31``."""

    word: ClassVar[str] = "falls"
    direction: ClassVar[Literal[-1, 1]] = -1


@dataclass(frozen=True)
class Rises(Change):
    """``rises since 2023-24`` or ``rises by >= 500 since 2023-24``."""

    word: ClassVar[str] = "rises"
    direction: ClassVar[Literal[-1, 1]] = 1


@dataclass(frozen=True)
class IsImproving:
    """The latest month belongs to a special cause in the better direction."""

    word: ClassVar[str] = "improving"


@dataclass(frozen=True)
class IsWorsening:
    """The latest month belongs to a special cause in the worse direction."""

    word: ClassVar[str] = "worsening"


@dataclass(frozen=True)
class IsConsistent:
    """No month belongs to a special cause."""

    word: ClassVar[str] = "consistent"


OfSeries = IsImproving | IsWorsening | IsConsistent


@dataclass(frozen=True)
class OfFact:
    """A fact at a date against a name."""

    value: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", tidy(self.value, "test"))


@dataclass(frozen=True)
class Is(OfFact):
    """``is "Westmoor County Council"``: the fact is this one and no other."""


@dataclass(frozen=True)
class IsNot(OfFact):
    """``is not "Westmoor County Council"``."""


@dataclass(frozen=True)
class Includes(OfFact):
    """``includes "Westmoor Schools"``: this is among the facts."""


Test = Compare | Between | Falls | Rises | IsImproving | IsWorsening | IsConsistent | Is | IsNot | Includes
