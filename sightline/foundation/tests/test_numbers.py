"""Rounding is half up, exactly, and never at odds with what a person would do on paper."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.foundation.numbers import exact, half_up, percent, thousands


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Fraction(165, 2), 0, "83"),
        (0.5, 0, "1"),
        (-0.5, 0, "-1"),
        (2.675, 2, "2.68"),  # a binary float lies a little below; a person reads 2.675
        (1.005, 2, "1.01"),
        (Decimal("0.4999999999999999999999999999999999999"), 0, "0"),
        (Fraction(5 * 10**40 - 1, 10**41), 0, "0"),
        (10**40 + 1, 0, str(10**40 + 1)),
        (7, 2, "7.00"),
        (-0.4, 0, "0"),
    ],
)
def test_a_half_goes_up(value: float, places: int, rounded: str) -> None:
    assert str(half_up(value, places)) == rounded


@given(st.fractions(), st.integers(0, 6))
def test_a_rounded_number_is_never_further_off_than_half_a_step(value: Fraction, places: int) -> None:
    assert abs(Fraction(half_up(value, places)) - value) <= Fraction(1, 2 * 10**places)


@given(st.fractions(min_value=0), st.fractions(min_value=0))
def test_rounding_keeps_the_order(one: Fraction, other: Fraction) -> None:
    assert (half_up(one) <= half_up(other)) or one > other


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-10_000, max_value=10_000))
def test_a_float_is_read_as_it_prints(value: Decimal) -> None:
    assert exact(float(value)) == Fraction(value)


def test_a_rate_is_shown_as_a_percentage() -> None:
    assert percent(Fraction(33, 40)) == "83%"
    assert percent(0.825, 1) == "82.5%"
    assert percent(12.5) == "1,250%"


def test_large_numbers_have_separators() -> None:
    assert thousands(9166) == "9,166"
    assert thousands(9166.0, 2) == "9,166"
    assert thousands(Fraction(18333, 2), 1) == "9,166.5"
    assert thousands(-1234) == "-1,234"
