"""How two years go, month by month: what happens how often, with the seasons, and what really changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sightline.demo.children.chance import Array, weighted
from sightline.demo.children.families import COVERED

MONTHS = 24
OLD_ENOUGH = 10
"""The age from which children hurt themselves, go missing and are exploited, most of them."""
ALL_YEAR = (1.0,) * 12
SCHOOL_YEAR = (0.75, 1.1, 1.15, 0.9, 0.0, 1.05, 1.05, 1.25, 0.85, 1.15, 1.0, 1.2)
"""April to March; schools are closed in August."""
BUSY_AUTUMN = (0.9, 1.0, 1.0, 1.02, 0.85, 1.0, 1.1, 1.1, 0.95, 1.03, 1.0, 1.05)
BUSY_SUMMER = (0.95, 1.05, 1.1, 1.12, 1.05, 1.0, 1.0, 0.97, 0.95, 0.93, 0.92, 0.96)


@dataclass(frozen=True)
class Kinds:
    """What can happen: the share of each kind below and from the age of ten, and kinds that are ``times`` as frequent
    from a month on, counted from the first."""

    names: tuple[str, ...]
    young: tuple[float, ...]
    older: tuple[float, ...]
    seasons: Sequence[float] = ALL_YEAR
    changed: Mapping[str, tuple[int, float]] = field(default_factory=dict)


def happened(dice: np.random.Generator, kinds: Kinds, born: Array) -> tuple[Array, Array]:
    """A day and a kind for each of the children's events, never before the child was born."""
    older = (COVERED[0] - born).astype(int) >= OLD_ENOUGH * 365
    cell = np.where(
        older,
        weighted(dice, _cells(kinds, kinds.older), len(born)),
        weighted(dice, _cells(kinds, kinds.young), len(born)),
    )
    months, kind = np.divmod(cell, len(kinds.names))
    first = COVERED[0].astype("datetime64[M]") + months
    length = ((first + 1).astype("datetime64[D]") - first.astype("datetime64[D]")).astype(int)
    days = first.astype("datetime64[D]") + (dice.random(len(born)) * length).astype(int)
    early = days < born
    left = (COVERED[1] - born).astype(int) + 1
    days = np.where(early, born + (dice.random(len(born)) * left).astype("timedelta64[D]"), days)
    return days, np.array(kinds.names)[kind]


def _cells(kinds: Kinds, shares: Sequence[float]) -> Array:
    """The weight of each month and kind, months first."""
    weights = np.outer(np.tile(kinds.seasons, MONTHS // 12), shares)
    for name, (since, times) in kinds.changed.items():
        weights[since:, kinds.names.index(name)] *= times
    return weights.ravel()


def on_weekdays(days: Array) -> Array:
    """The same days, those of a weekend moved to the Monday after."""
    return np.busday_offset(days, 0, roll="forward")
