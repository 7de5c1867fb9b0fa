"""Timing, and what a benchmark answers."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """One ratio: what was measured over its floor, and what it may be at most."""

    what: str
    floor: float
    measured: float
    at_most: float
    unit: str = "s"

    @property
    def ratio(self) -> float:
        return self.measured / self.floor

    @property
    def within(self) -> bool:
        return self.ratio <= self.at_most

    def line(self) -> str:
        mark = "" if self.within else " (over)"
        return (
            f"| {self.what} | {self.floor:.3f} {self.unit} | {self.measured:.3f} {self.unit} |"
            f" {self.ratio:.1f}{mark} | {self.at_most:g} |"
        )


def best_of(times: int, work: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds: the run that the rest of the machine disturbed least."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)
