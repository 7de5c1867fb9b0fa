"""Which of several groups have a share that chance alone would not give to a group of their size.

Limits after Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005),
appendix A.1.1: exact binomial quantiles around the share of all, interpolated between whole numbers. Of groups that
differ by chance alone 95% lie within the inner limits and 99.8% within the outer ones; only what is beyond those is
called different.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from sightline.foundation.numbers import percent

TAILS = (0.001, 0.025, 0.975, 0.999)
FEW_GROUPS = 3
"""Of fewer groups the share of all is mostly their own, and says little of what to expect."""
REACH = 12
"""Standard deviations beyond which no probability is worth counting."""


class Limits(NamedTuple):
    """Between what shares chance leaves a group of a size, as fractions: nearly always, and usually."""

    lowest: float
    low: float
    high: float
    highest: float


class Place(StrEnum):
    """Where a group lies."""

    WITHIN = "within"
    HIGHER = "higher"
    LOWER = "lower"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Group:
    """One group with its limits; a group of nobody has none. ``usual`` is whether it lies within the inner limits."""

    label: str
    numerator: int
    denominator: int
    limits: Limits | None
    place: Place
    usual: bool

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.numerator, self.denominator) if self.denominator else None


@dataclass(frozen=True)
class Comparison:
    """Groups beside the share of them all; None where there is nobody in any."""

    overall: Fraction | None
    groups: tuple[Group, ...]

    @property
    def outside(self) -> tuple[Group, ...]:
        """The groups beyond the outer limits."""
        return tuple(group for group in self.groups if group.place in (Place.HIGHER, Place.LOWER))

    @property
    def too_few(self) -> bool:
        return sum(group.denominator > 0 for group in self.groups) < FEW_GROUPS

    def sentence(self) -> str:
        """Which groups differ from all by more than chance, each with its share, for people who read no charts."""
        if self.overall is None or self.too_few:
            return "There are too few groups to compare."
        told = f"{percent(self.overall, 1)} of all"
        if not self.outside:
            return f"No group differs from the others by more than chance would give ({told})."
        parts = [
            f"{group.label}, at {percent(group.share or 0, 1)}, is {group.place.value}"
            for group in self.outside
        ]
        return f"{_listed(parts)} than chance would give ({told})."


def compare(groups: Sequence[tuple[str, int, int]]) -> Comparison:
    """The groups, each a label with so many of so many. Raises ValueError where more than all are counted."""
    for label, numerator, denominator in groups:
        if not 0 <= numerator <= denominator:
            raise ValueError(f"“{label}” counts {numerator} of {denominator}.")
    size = sum(denominator for _, _, denominator in groups)
    overall = Fraction(sum(numerator for _, numerator, _ in groups), size) if size else None
    return Comparison(overall, tuple(_placed(overall, *group) for group in groups))


def _placed(overall: Fraction | None, label: str, numerator: int, denominator: int) -> Group:
    if overall is None or not denominator:
        return Group(label, numerator, denominator, None, Place.UNKNOWN, usual=True)
    found = limits(float(overall), denominator)
    share = numerator / denominator
    place = Place.HIGHER if share > found.highest else Place.LOWER if share < found.lowest else Place.WITHIN
    return Group(label, numerator, denominator, found, place, usual=found.low <= share <= found.high)


@lru_cache(maxsize=4096)
def limits(overall: float, size: int) -> Limits:
    """The limits for a group of so many where the share of all is ``overall``, from 0 to 1.

    Raises ValueError for a size below 1 and a share that is none.
    """
    if size < 1 or not 0 <= overall <= 1:
        raise ValueError(f"There are no limits for {overall} of {size}.")
    if overall in (0, 1):
        return Limits(*[overall] * 4)
    centre, spread = size * overall, math.sqrt(size * overall * (1 - overall))
    count = max(0, math.floor(centre - REACH * spread))
    last = min(size, math.ceil(centre + REACH * spread + REACH))
    chance = math.exp(
        math.lgamma(size + 1) - math.lgamma(count + 1) - math.lgamma(size - count + 1)
        + count * math.log(overall) + (size - count) * math.log1p(-overall)
    )  # fmt: skip
    odds, reached, found = overall / (1 - overall), chance, []
    for tail in TAILS:
        while reached < tail and count < last:
            chance *= (size - count) / (count + 1) * odds
            count += 1
            reached += chance
        over = (reached - tail) / chance if chance else 0
        found.append(min(1, max(0, (count - over) / size)))
    return Limits(*found)


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{'; '.join(parts[:-1])}; and {parts[-1]}"
