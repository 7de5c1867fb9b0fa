"""Agreement between judges, against the worked examples of those who devised the figures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.foundation.numbers import half_up
from sightline.measures.agreement import Level, cohen, fleiss, krippendorff

FLEISS = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
UNITS = list(zip(*OBSERVERS, strict=True))


def test_two_judges_of_fifty_things_agree_by_two_fifths():
    assert cohen([[20, 5], [10, 15]]) == Fraction(2, 5)


def test_fourteen_judges_of_ten_things_agree_as_fleiss_found():
    assert half_up(fleiss(FLEISS) or 0, 3) == Decimal("0.210")


@pytest.mark.parametrize(
    ("level", "alpha"),
    [("nominal", "0.743"), ("ordinal", "0.815"), ("interval", "0.849"), ("ratio", "0.797")],
)
def test_four_observers_of_twelve_units_agree_as_krippendorff_found(level, alpha):
    assert half_up(krippendorff(UNITS, Level(level)) or 0, 3) == Decimal(alpha)


def test_who_always_says_the_same_cannot_be_told_from_chance():
    assert cohen([[7, 0], [0, 0]]) is None
    assert fleiss([[3, 0], [3, 0]]) is None
    assert krippendorff([[1, 1], [1, 1]]) is None


def test_nothing_judged_is_no_figure():
    assert cohen([[0, 0], [0, 0]]) is None
    assert fleiss([]) is None
    assert krippendorff([[1, None], [2, None]]) is None


def test_tables_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="square"):
        cohen([[1, 2], [3]])
    with pytest.raises(ValueError, match="same number of people"):
        fleiss([[2, 1], [1, 1]])
    with pytest.raises(ValueError, match="two or more"):
        fleiss([[1, 0]])


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=3, max_size=3))
def test_it_does_not_matter_which_judge_is_the_first(table):
    assert cohen(table) == cohen([list(column) for column in zip(*table, strict=True)])


@given(st.lists(st.integers(0, 2), min_size=2, max_size=12))
def test_full_agreement_is_one_unless_chance_gives_it(said):
    of_all = krippendorff([[one, one] for one in said])
    assert of_all == (None if len(set(said)) == 1 else 1)
