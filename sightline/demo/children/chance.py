"""Chance by the column: the draws that a quarter of a million children need at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]


def chance(seed: int, *named: str) -> np.random.Generator:
    """A source of chance of its own for everything that is named differently."""
    return np.random.default_rng([abs(seed), *"/".join(named).encode()])


def weighted(dice: np.random.Generator, weights: Sequence[float] | Array, count: int) -> Array:
    """``count`` numbers of places in ``weights``, each as often as its weight says."""
    edges = np.cumsum(np.asarray(weights, dtype=float))
    return np.searchsorted(edges, dice.random(count) * edges[-1], side="right")


def skewed(dice: np.random.Generator, words: Sequence[str], count: int) -> Array:
    """``count`` of the words, the first ones far more often, as names are."""
    weights = 1 / (np.arange(len(words)) + 6.0)
    return np.array(words, dtype=object)[weighted(dice, weights, count)]


def days_between(dice: np.random.Generator, first: Array, last: Array) -> Array:
    """A day of each span, both ends included."""
    return first + (dice.random(len(first)) * ((last - first).astype(int) + 1)).astype("timedelta64[D]")
