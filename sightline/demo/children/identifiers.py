"""Numbers of the kind that the health service and schools give children, right in their check digit and nobody's."""

from __future__ import annotations

import numpy as np

from sightline.demo.children.chance import Array

LETTERS = np.array(list("ABCDEFGHJKLMNPQRTUVWXYZ"))
"""The check letters of a unique pupil number. Source: DfE, Unique pupil numbers guide."""


def _scattered(count: int, start: int, step: int, modulus: int) -> Array:
    """Whole numbers below ``modulus``, each once as long as ``step`` shares no factor with it."""
    return (start + np.arange(count, dtype=np.int64) * step) % modulus


def _digits(numbers: Array, width: int) -> Array:
    return numbers[:, None] // 10 ** np.arange(width - 1, -1, -1, dtype=np.int64) % 10


def nhs_numbers(chance: np.random.Generator, count: int) -> Array:
    """Ten digits that begin with 9, each different, with a check digit of modulus 11."""
    start = int(chance.integers(10**8))
    front = 9 * 10**8 + _scattered(count + count // 5 + 50, start, 61_803_399, 10**8)
    check = 11 - _digits(front, 9) @ np.arange(10, 1, -1) % 11
    there = check != 10
    return (front[there] * 10 + check[there] % 11)[:count].astype("U10")


def pupil_numbers(chance: np.random.Generator, count: int) -> Array:
    """A check letter and twelve digits, each different."""
    start = int(chance.integers(10**12))
    numbers = 8 * 10**11 + _scattered(count, start, 16_180_339, 10**11)
    letters = LETTERS[_digits(numbers, 12) @ np.arange(2, 14) % 23]
    return np.char.add(letters, numbers.astype("U12"))
