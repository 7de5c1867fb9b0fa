"""XmR charts: which points of a series are more than ordinary variation.

After NHS England's *Making Data Count*, in the reading of NHSRplotthedots 0.2.2. A change is called a change
only when it is a special cause here. Arithmetic is exact (fractions), so that a point which lies on the mean
or on a limit is seen to lie on it whatever the scale of the series.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Literal

from sightline.foundation.numbers import Number, exact
from sightline.measures.units import Better

TOO_FEW = 12
"""A chart of fewer points says that they are too few to judge."""

LIMIT = Fraction("2.66")
SCREEN = Fraction("3.267")
RUN = 7

Side = Literal[-1, 0, 1]


class Cause(StrEnum):
    """The kinds of special cause, in order of precedence: a point is of the first kind that fits it."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    SHIFT = "shift"


class Meaning(StrEnum):
    """What a special cause means, given the direction in which the measure is better."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class Limits:
    """The lines of one group of points: those from ``start`` up to the next re-base."""

    start: int
    size: int
    mean: Fraction
    moving_range: Fraction
    lower: Fraction
    upper: Fraction
    near_lower: Fraction
    near_upper: Fraction

    def side(self, value: Fraction) -> Side:
        """Above the mean (1), below it (-1) or on it (0)."""
        return _sign(value - self.mean)

    def outside(self, value: Fraction) -> bool:
        """Beyond a limit; a point on the limit is inside."""
        return value < self.lower or value > self.upper

    def near(self, value: Fraction) -> bool:
        """Beyond a near limit without being beyond the outer one."""
        return not self.outside(value) and (value < self.near_lower or value > self.near_upper)


@dataclass(frozen=True)
class Point:
    """One value with what it is part of; ``direction`` is 1 for high or rising, -1 for low or falling.

    ``run`` counts the points of the trend or shift that it belongs to: a trend from its first step to its last.
    """

    index: int
    value: Fraction
    limits: Limits
    cause: Cause | None
    direction: Side
    meaning: Meaning | None
    run: int = 0

    @property
    def special(self) -> bool:
        return self.cause is not None

    @property
    def why(self) -> str:
        """What makes it more than ordinary variation, as it stands beside it; "" where nothing does."""
        up = self.direction > 0
        match self.cause:
            case None:
                return ""
            case Cause.OUTSIDE:
                return "above the upper limit" if up else "below the lower limit"
            case Cause.TREND:
                return f"part of a {'rising' if up else 'falling'} run of {self.run}"
            case Cause.TWO_OF_THREE:
                return f"one of two in three near the {'upper' if up else 'lower'} limit"
            case Cause.SHIFT:
                return f"one of {self.run} in a row {'above' if up else 'below'} the average"


@dataclass(frozen=True)
class Chart:
    """A judged series. ``limits`` are those of its latest group; each point carries those of its own."""

    points: tuple[Point, ...]
    groups: tuple[Limits, ...]
    too_few: bool

    @property
    def limits(self) -> Limits | None:
        return self.groups[-1] if self.groups else None

    @property
    def latest(self) -> Point | None:
        return self.points[-1] if self.points else None

    @property
    def special(self) -> tuple[Point, ...]:
        """The points that are more than ordinary variation."""
        return tuple(point for point in self.points if point.special)


def xmr(
    values: Sequence[Number],
    *,
    better: Better,
    screen: bool = True,
    baseline: int | None = None,
    rebase_at: Sequence[int] = (),
) -> Chart:
    """The XmR chart of ``values`` in order of time.

    ``screen`` leaves moving ranges of 3.267 times their mean or more out of the limits, once. ``baseline``
    freezes the limits of each group after its first so many points. ``rebase_at`` holds the indices at which
    a new group begins. The chart is ``too_few`` when a group or the baseline has fewer than 12 points. Raises
    ValueError for a value that is not a finite number, a baseline below 2 and a re-base outside the series.
    """
    series = [_finite(value, index) for index, value in enumerate(values)]
    if baseline is not None and baseline < 2:
        raise ValueError("A baseline needs at least 2 points.")
    if any(not 0 < index < len(series) for index in rebase_at):
        raise ValueError("A chart can be re-based only at one of its own points, after the first.")
    edges = [0, *sorted(set(rebase_at)), len(series)]
    groups, points = [], []
    for start, end in pairwise(edges):
        if start == end:
            continue
        group = series[start:end]
        limits = _limits(start, group, screen, baseline)
        groups.append(limits)
        for offset, (cause, direction, run) in enumerate(_causes(group, limits)):
            meaning = _meaning(direction, better) if cause else None
            points.append(Point(start + offset, group[offset], limits, cause, direction, meaning, run))
    fewest = min([limits.size for limits in groups], default=0)
    return Chart(tuple(points), tuple(groups), min(fewest, baseline or fewest) < TOO_FEW)


def _finite(value: Number, index: int) -> Fraction:
    try:
        return exact(value)
    except (ValueError, OverflowError) as problem:
        raise ValueError(f"Point {index + 1} of the series is not a number: {value}.") from problem


def _limits(start: int, group: Sequence[Fraction], screen: bool, baseline: int | None) -> Limits:
    basis = group[:baseline]
    mean = _mean(basis)
    ranges = [abs(after - before) for before, after in pairwise(basis)]
    average = _mean(ranges)
    if screen:
        # Where screening would leave no variation at all (a series of noughts with a rare one), every point
        # would lie outside the limits; there the ranges are kept as they are.
        average = _mean([gap for gap in ranges if gap < SCREEN * average]) or average
    reach = LIMIT * average
    near = reach * 2 / 3
    return Limits(start, len(group), mean, average, mean - reach, mean + reach, mean - near, mean + near)


def _causes(group: Sequence[Fraction], limits: Limits) -> list[tuple[Cause | None, Side, int]]:
    sides = [limits.side(value) for value in group]
    steps = [_sign(after - before) for before, after in pairwise(group)]
    found: list[tuple[Cause | None, Side, int]] = [(None, 0, 0)] * len(group)

    def flag(index: int, cause: Cause, direction: Side, run: int = 0) -> None:
        if found[index][0] is None:
            found[index] = (cause, direction, run)

    for index, value in enumerate(group):
        if limits.outside(value):
            flag(index, Cause.OUTSIDE, sides[index])
    for way, first, after in _alike(steps):
        if way and after - first >= RUN - 1:
            for index in range(first, after + 1):
                flag(index, Cause.TREND, way, after - first + 1)
    for first in range(len(group) - 2):
        three = range(first, first + 3)
        near = [index for index in three if limits.near(group[index])]
        if len(near) >= 2 and sides[first] and len({sides[index] for index in three}) == 1:
            for index in near:
                flag(index, Cause.TWO_OF_THREE, sides[index])
    for way, first, after in _alike(sides):
        if way and after - first >= RUN:
            for index in range(first, after):
                flag(index, Cause.SHIFT, way, after - first)
    return found


def _alike(signs: Sequence[Side]) -> Iterator[tuple[Side, int, int]]:
    """Each longest run of equal signs: the sign, where it begins, and where the next one does."""
    first = 0
    for sign, run in groupby(signs):
        after = first + len(list(run))
        yield sign, first, after
        first = after


def _meaning(direction: Side, better: Better) -> Meaning:
    if better == Better.NEITHER:
        return Meaning.NEUTRAL
    return Meaning.IMPROVEMENT if (direction > 0) == (better == Better.HIGHER) else Meaning.CONCERN


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values) if values else Fraction(0)


def _sign(difference: Fraction) -> Side:
    return 1 if difference > 0 else -1 if difference < 0 else 0
