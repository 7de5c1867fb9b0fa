"""Axes: round numbers that hold the data, and the way from a value to a place on the page."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from sightline.documents.charts.model import Show

_STEPS = (1.0, 2.0, 5.0)
_INTERVALS = 6
_ALIKE = 1e-9  # what differs by less than this is drawn as one value


@dataclass(frozen=True)
class Scale:
    """A straight line from values ``low`` to ``high`` to places ``start`` to ``stop`` in pixels."""

    low: float
    high: float
    start: float
    stop: float

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.stop - self.start)


def ticks(values: Iterable[float], *, from_zero: bool = True) -> list[float]:
    """Round numbers in at most six equal steps, the first at or below all values and the last at or above.

    Whole values get whole steps. Without values: 0 and 1.
    """
    held = [*values, *([0.0] if from_zero else [])]
    low, high = min(held, default=0.0), max(held, default=0.0)
    if high - low < _ALIKE:
        low, high = (low, low + 1) if from_zero else (low - 0.5, low + 0.5)
    power = math.floor(math.log10((high - low) / _INTERVALS))
    smallest = 1.0 if all(value.is_integer() for value in held) else 0.0
    steps = (multiple * 10.0**exponent for exponent in range(power, power + 3) for multiple in _STEPS)
    first, last, step = next(
        (first, last, step)
        for step in steps
        if step >= smallest
        and (last := math.ceil(high / step - 1e-9)) - (first := math.floor(low / step + 1e-9)) <= _INTERVALS
    )
    return [float(f"{index * step:.12g}") for index in range(first, last + 1)]


def labelled(values: list[float], show: Show) -> list[tuple[float, str]]:
    """Each tick with its words; ticks that would read like the one before are left out."""
    seen: list[tuple[float, str]] = []
    for value in values:
        words = show(int(value) if value.is_integer() else value)
        if not seen or seen[-1][1] != words:
            seen.append((value, words))
    return seen
