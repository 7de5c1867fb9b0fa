"""How far people who judge the same things agree, beyond what chance alone would give.

Arithmetic is exact (fractions). Where chance alone would give full agreement, as when everybody always says the same,
there is nothing to measure and the answer is None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

from sightline.foundation.numbers import Number, exact


class Level(StrEnum):
    """What may be said of two values: that they differ, in which order, how far apart, how many times as large."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def cohen(table: Sequence[Sequence[int]]) -> Fraction | None:
    """Cohen's kappa of two judges, 1 for full agreement and 0 for what chance would give.

    ``table[i][j]`` counts the things of which the first said the i-th and the second the j-th category. Raises
    ValueError for a table that is not square. Source: Cohen, Educational and Psychological Measurement 20 (1960).
    """
    if any(len(row) != len(table) for row in table):
        raise ValueError("Both judges choose from the same categories, so the table is square.")
    total = sum(map(sum, table))
    if not total:
        return None
    agreed = Fraction(sum(table[place][place] for place in range(len(table))), total)
    by_chance = sum(
        Fraction(sum(row) * sum(column), total * total)
        for row, column in zip(table, zip(*table, strict=True), strict=True)
    )
    return _beyond(agreed, Fraction(by_chance))


def fleiss(counts: Sequence[Sequence[int]]) -> Fraction | None:
    """Fleiss' kappa of several judges, who need not be the same for each thing.

    ``counts[i][j]`` is how many judges put the i-th thing into the j-th category. Raises ValueError unless each thing
    has the same number of judges, two or more. Source: Fleiss, Psychological Bulletin 76 (1971).
    """
    if not counts:
        return None
    judges = sum(counts[0])
    if judges < 2 or any(sum(row) != judges for row in counts):
        raise ValueError("Each thing is judged by the same number of people, two or more.")
    pairs = len(counts) * judges * (judges - 1)
    agreed = Fraction(sum(count * (count - 1) for row in counts for count in row), pairs)
    totals = [sum(column) for column in zip(*counts, strict=True)]
    by_chance = sum(Fraction(total, len(counts) * judges) ** 2 for total in totals)
    return _beyond(agreed, Fraction(by_chance))


def _beyond(agreed: Fraction, by_chance: Fraction) -> Fraction | None:
    return None if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


def krippendorff(units: Sequence[Sequence[Number | None]], level: Level = Level.NOMINAL) -> Fraction | None:
    """Krippendorff's alpha: any number of judges, any of whom may have left out any unit.

    ``units[i]`` are the values that the i-th unit was given, None where a judge gave none; a unit with fewer than two
    values tells nothing. Source: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011).
    """
    judged = [Counter(exact(value) for value in unit if value is not None) for unit in units]
    judged = [unit for unit in judged if unit.total() > 1]
    totals: Counter[Fraction] = sum(judged, Counter())
    apart = _distance(level, totals)
    seen = sum(
        (Fraction(unit[a] * unit[b], unit.total() - 1) * apart(a, b))
        for unit in judged
        for a, b in combinations(sorted(unit), 2)
    )
    expected = sum(totals[a] * totals[b] * apart(a, b) for a, b in combinations(sorted(totals), 2))
    return 1 - (totals.total() - 1) * Fraction(seen) / expected if expected else None


def _distance(level: Level, totals: Counter[Fraction]) -> Callable[[Fraction, Fraction], Fraction]:
    """How far apart two different values are, squared."""

    def in_order(a: Fraction, b: Fraction) -> Fraction:
        between = sum(count for value, count in totals.items() if min(a, b) <= value <= max(a, b))
        return (between - Fraction(totals[a] + totals[b], 2)) ** 2

    ways: dict[Level, Callable[[Fraction, Fraction], Fraction]] = {
        Level.NOMINAL: lambda a, b: Fraction(1),
        Level.ORDINAL: in_order,
        Level.INTERVAL: lambda a, b: (a - b) ** 2,
        Level.RATIO: lambda a, b: ((a - b) / (a + b)) ** 2,
    }
    return ways[level]
