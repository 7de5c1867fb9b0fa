"""Axes have few round numbers, and words are broken so that they keep within their room."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sightline.documents.charts.measuring import width_of, wrap
from sightline.documents.charts.scale import ticks
from sightline.documents.tests.examples import odd_text


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([47.0], [0, 10, 20, 30, 40, 50]),
        ([1120.0], [0, 200, 400, 600, 800, 1000, 1200]),
        ([1.0], [0, 1]),
        ([], [0, 1]),
        ([0.83], [0, 0.2, 0.4, 0.6, 0.8, 1.0]),
    ],
)
def test_an_axis_has_round_numbers_and_whole_ones_for_counts(
    values: list[float], expected: list[float]
) -> None:
    assert ticks(values) == expected


@given(st.lists(st.floats(-1e9, 1e9), max_size=8), st.booleans())
@example([5e-324], True)
def test_an_axis_holds_all_values_in_few_equal_steps(values: list[float], from_zero: bool) -> None:
    found = ticks(values, from_zero=from_zero)
    assert 2 <= len(found) <= 8
    slack = 1e-6 * max([1.0, *map(abs, values)])
    assert all(found[0] - slack <= value <= found[-1] + slack for value in values)


@given(odd_text, st.integers(20, 300))
def test_wrapped_text_keeps_its_letters_and_its_room(text: str, room: int) -> None:
    lines = wrap(text, room, 16)
    assert all(width_of(line, 16) <= room for line in lines if len(line) > 1)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", "".join(wrap(text, 1e9, 16)))
