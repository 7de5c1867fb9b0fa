"""Groups of different sizes beside the share of all: the limits of chance against sums of exact probabilities."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.measures.funnel import Place, compare, limits


def below(overall: Fraction, size: int, count: int) -> Fraction:
    """The chance that a group of a size counts so many or fewer, summed exactly."""
    return sum(
        (comb(size, k) * overall**k * (1 - overall) ** (size - k) for k in range(count + 1)), Fraction(0)
    )


def quantile(overall: Fraction, size: int, tail: Fraction) -> Fraction:
    """Spiegelhalter's interpolated quantile, A.1.1: the smallest count reached with the tail, less the part over it."""
    count = next(k for k in range(size + 1) if below(overall, size, k) >= tail)
    at = below(overall, size, count) - (below(overall, size, count - 1) if count else 0)
    return max(Fraction(0), (count - (below(overall, size, count) - tail) / at) / size)


@pytest.mark.parametrize(
    ("overall", "size"),
    [
        (Fraction(1, 10), 50),
        (Fraction(226, 1000), 40),
        (Fraction(9, 10), 12),
        (Fraction(1, 2), 1),
        (Fraction(1, 3), 100),
    ],
)
def test_limits_are_those_of_exact_sums_of_probabilities(overall: Fraction, size: int) -> None:
    found = limits(float(overall), size)
    for limit, tail in zip(found, ("0.001", "0.025", "0.975", "0.999"), strict=True):
        assert limit == pytest.approx(float(quantile(overall, size, Fraction(tail))), abs=1e-9)


def test_limits_of_large_groups_are_those_of_the_normal_curve() -> None:
    # 0.226 +- 1.96 and 3.09 standard errors of a proportion, sqrt(.226 x .774 / 632,830) = 0.000526.
    found = limits(0.226, 632_830)
    error = (0.226 * 0.774 / 632_830) ** 0.5
    assert found.low == pytest.approx(0.226 - 1.96 * error, abs=2e-6)
    assert found.high == pytest.approx(0.226 + 1.96 * error, abs=2e-6)
    assert found.highest == pytest.approx(0.226 + 3.09 * error, abs=3e-6)


def test_a_small_group_may_differ_more_than_a_large_one() -> None:
    small, large = limits(0.2, 20), limits(0.2, 2000)
    assert small.lowest < large.lowest < 0.2 < large.highest < small.highest


def test_where_all_or_none_are_counted_nothing_else_is_expected() -> None:
    assert limits(0, 10) == (0, 0, 0, 0)
    assert limits(1, 10) == (1, 1, 1, 1)


def test_groups_beyond_chance_are_named_with_their_share() -> None:
    compared = compare([("Police", 100, 500), ("Health", 98, 500), ("Schools", 170, 500), ("Youth", 3, 12)])
    assert [group.label for group in compared.outside] == ["Schools"]
    assert compared.groups[3].place is Place.WITHIN
    assert compared.sentence() == "Schools, at 34.0%, is higher than chance would give (24.5% of all)."


def test_several_are_listed_each_with_its_side() -> None:
    compared = compare([("A", 50, 1000), ("B", 200, 1000), ("C", 350, 1000)])
    assert compared.sentence() == (
        "A, at 5.0%, is lower; and C, at 35.0%, is higher than chance would give (20.0% of all)."
    )


def test_groups_that_differ_by_chance_alone_are_not_told_apart() -> None:
    compared = compare([("A", 20, 100), ("B", 25, 100), ("C", 18, 100)])
    assert (
        compared.sentence()
        == "No group differs from the others by more than chance would give (21.0% of all)."
    )


def test_a_group_of_nobody_has_no_place_and_two_groups_are_too_few() -> None:
    compared = compare([("A", 20, 100), ("B", 0, 0), ("C", 18, 100)])
    assert compared.groups[1].place is Place.UNKNOWN
    assert compared.groups[1].share is None
    assert compared.sentence() == "There are too few groups to compare."
    assert compare([]).overall is None


def test_more_than_all_is_refused() -> None:
    with pytest.raises(ValueError, match="“A” counts 3 of 2"):
        compare([("A", 3, 2)])
    with pytest.raises(ValueError, match="no limits"):
        limits(0.5, 0)


@given(st.floats(0.001, 0.999), st.integers(1, 5000))
def test_limits_stand_in_order_around_the_share_of_all(overall: float, size: int) -> None:
    found = limits(overall, size)
    assert 0 <= found.lowest <= found.low <= found.high <= found.highest <= 1
    assert found.lowest <= overall + 1 / size
    assert found.highest >= overall - 1 / size


@given(st.floats(0.01, 0.99), st.integers(1, 400))
def test_those_left_out_have_the_limits_turned_round(overall: float, size: int) -> None:
    # Interpolation is one-sided, so that the two agree to within one of the group.
    one, other = limits(overall, size), limits(1 - overall, size)
    for limit, mirrored in zip(one, reversed(other), strict=True):
        assert abs(limit - (1 - mirrored)) <= 1.0001 / size
