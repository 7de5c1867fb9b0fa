"""The rules of XmR charts against the published reading, and the properties any chart must have."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.measures.spc import TOO_FEW, Cause, Chart, Meaning, xmr
from sightline.measures.units import Better

SPIKE = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
ALTERNATING = [1, -1] * 6

series = st.lists(st.integers(-50, 50), min_size=1, max_size=40)
better = st.sampled_from(Better)


def causes(chart: Chart) -> list[Cause | None]:
    return [point.cause for point in chart.points]


def directions(chart: Chart) -> list[int]:
    return [point.direction for point in chart.points]


def rounded(chart: Chart) -> tuple[float, float, float]:
    assert chart.limits
    lower, mean, upper = (
        round(float(line), 3) for line in (chart.limits.lower, chart.limits.mean, chart.limits.upper)
    )
    return lower, mean, upper


def test_screening_leaves_a_spike_out_of_the_limits() -> None:
    assert rounded(xmr(SPIKE, better=Better.HIGHER)) == (-0.716, 1.944, 4.604)


def test_without_screening_a_spike_widens_the_limits() -> None:
    assert rounded(xmr(SPIKE, better=Better.HIGHER, screen=False)) == (-3.063, 1.944, 6.952)


def test_near_limits_lie_at_two_thirds_of_the_way() -> None:
    limits = xmr(SPIKE, better=Better.HIGHER).limits
    assert limits
    assert limits.moving_range == 1
    assert limits.near_upper - limits.mean == Fraction("2.66") * 2 / 3
    assert limits.mean - limits.near_lower == Fraction("2.66") * 2 / 3


def test_a_point_beyond_a_limit_is_outside_and_its_side_gives_its_meaning() -> None:
    spike = xmr(SPIKE, better=Better.LOWER).points[4]
    assert (spike.cause, spike.direction, spike.meaning) == (Cause.OUTSIDE, 1, Meaning.CONCERN)
    assert xmr(SPIKE, better=Better.HIGHER).points[4].meaning == Meaning.IMPROVEMENT
    assert xmr(SPIKE, better=Better.NEITHER).points[4].meaning == Meaning.NEUTRAL


def test_a_point_on_a_limit_is_not_outside() -> None:
    # Baseline 0, 100: mean 50, range 100, limits -216 and 316.
    chart = xmr([0, 100, 316, 50, -216, 50, Decimal("316.01")], better=Better.HIGHER, baseline=2)
    assert [point.cause is Cause.OUTSIDE for point in chart.points] == [False] * 6 + [True]


def test_seven_points_on_one_side_of_the_mean_are_a_shift_and_all_seven_are_flagged() -> None:
    chart = xmr([0, 1] * 6 + [0] + [1] * 7, better=Better.HIGHER, baseline=12)
    assert causes(chart) == [None] * 13 + [Cause.SHIFT] * 7
    assert directions(chart)[13:] == [1] * 7


def test_a_run_of_eight_completes_a_shift_at_its_seventh_and_eighth() -> None:
    assert causes(xmr([1] * 8 + [-1], better=Better.HIGHER, screen=False)) == [Cause.SHIFT] * 8 + [
        Cause.OUTSIDE
    ]


def test_six_points_on_one_side_are_no_shift() -> None:
    assert Cause.SHIFT not in causes(xmr([1] * 6 + [-1], better=Better.HIGHER, screen=False))


def test_a_point_on_the_mean_breaks_a_shift() -> None:
    assert causes(xmr([*ALTERNATING, 1, 1, 1, 0, 1, 1, 1], better=Better.HIGHER, baseline=12)) == [None] * 19
    # Tenths have no exact binary form: a floating mean would miss that 0.7 lies on it.
    tenths = [0.8, 0.6] * 6 + [0.8, 0.8, 0.8, 0.7, 0.8, 0.8, 0.8]
    assert causes(xmr(tenths, better=Better.HIGHER, baseline=12)) == [None] * 19


@pytest.mark.parametrize(
    ("values", "flagged", "direction"),
    [
        ([1, 2, 3, 4, 5, 6, 7], 7, 1),
        ([7, 6, 5, 4, 3, 2, 1], 7, -1),
        ([1, 2, 3, 3, 4, 5, 6], 0, 0),
        ([1, 2, 3, 4, 5, 6], 0, 0),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], 7, 1),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], 7, -1),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9], 9, 1),
    ],
)
def test_a_trend_is_six_strict_steps_and_all_seven_points_are_flagged(
    values: list[int], flagged: int, direction: int
) -> None:
    # Frozen limits far wide of the values leave only the trend to be seen.
    chart = xmr([-1000, 1000, *values], better=Better.HIGHER, baseline=2)
    trend = [point for point in chart.points[2:] if point.cause is Cause.TREND]
    assert len(trend) == flagged
    assert {point.direction for point in trend} == ({direction} if flagged else set())


def test_a_falling_trend_is_an_improvement_where_lower_is_better_even_above_the_mean() -> None:
    chart = xmr([-100, 100, 90, 89, 88, 87, 86, 85, 84], better=Better.LOWER, baseline=2)
    latest = chart.latest
    assert latest
    assert latest.value > latest.limits.mean
    assert (latest.cause, latest.meaning) == (Cause.TREND, Meaning.IMPROVEMENT)


# Baseline 0, 3 repeated: mean 1.5, range 3, limits -6.48 and 9.48, near limits -3.82 and 6.82.
WIDE = [0, 3] * 6


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ([7, 7, 2], [True, True, False]),
        ([7, 2, 7], [True, False, True]),
        ([2, 7, 7], [False, True, True]),
        ([7, 7, 7], [True, True, True]),
        ([7, 7, 1], [False, False, False]),
        ([7, -4, 7], [False, False, False]),
        ([-4, -5, 0], [True, True, False]),
        ([7, 2, 2, 7], [False, False, False, False]),
    ],
)
def test_two_of_three_near_a_limit_are_flagged_when_all_three_share_a_side(
    tail: list[int], expected: list[bool]
) -> None:
    chart = xmr([*WIDE, 0, *tail, 0], better=Better.HIGHER, baseline=12)
    assert [point.cause is Cause.TWO_OF_THREE for point in chart.points[13:-1]] == expected


def test_a_point_beyond_the_limit_does_not_count_as_near() -> None:
    chart = xmr([*WIDE, 0, 7, 10, 2, 0], better=Better.HIGHER, baseline=12)
    assert causes(chart)[13:16] == [None, Cause.OUTSIDE, None]


def test_outside_comes_before_trend_and_trend_before_two_of_three_and_shift() -> None:
    chart = xmr([*WIDE, 2, 4, 5, 6, 7, 8, 10], better=Better.HIGHER, baseline=12)
    assert causes(chart)[12:] == [Cause.TREND] * 6 + [Cause.OUTSIDE]


def test_two_of_three_comes_before_shift() -> None:
    chart = xmr([*WIDE, 0, 2, 2, 2, 2, 2, 7, 7], better=Better.HIGHER, baseline=12)
    assert causes(chart)[13:] == [Cause.SHIFT] * 5 + [Cause.TWO_OF_THREE] * 2


def test_each_special_point_says_why() -> None:
    # Baseline 0, 3 repeated: limits -6.48 and 9.48. Then six steps up to 10, which lies above the upper limit.
    chart = xmr([*WIDE, 2, 4, 5, 6, 7, 8, 10], better=Better.LOWER, baseline=12)
    assert [point.why for point in chart.points[12:]] == [
        *["part of a rising run of 7"] * 6,
        "above the upper limit",
    ]
    chart = xmr([*WIDE, 0, 2, 2, 2, 2, 2, 7, 7], better=Better.LOWER, baseline=12)
    assert [point.why for point in chart.points[13:]] == [
        *["one of 7 in a row above the average"] * 5,
        *["one of two in three near the upper limit"] * 2,
    ]


def test_of_a_rise_and_the_fall_after_it_each_is_as_long_as_it_is() -> None:
    chart = xmr([-1000, 1000, *range(9), *range(7, -1, -1)], better=Better.LOWER, baseline=2)
    assert [point.run for point in chart.points[2:]] == [9] * 9 + [9] * 8


def test_a_frozen_baseline_keeps_its_limits_whatever_comes_after() -> None:
    assert xmr(WIDE, better=Better.HIGHER).limits == xmr(WIDE, better=Better.HIGHER, baseline=12).limits
    later = xmr([*WIDE, 90, 95, 99], better=Better.HIGHER, baseline=12)
    assert later.limits
    assert (later.limits.mean, later.limits.moving_range) == (Fraction(3, 2), 3)
    assert causes(later)[12:] == [Cause.OUTSIDE] * 3


def test_a_rebase_starts_a_new_group_with_its_own_limits() -> None:
    chart = xmr([*WIDE, *[100, 103] * 6], better=Better.HIGHER, rebase_at=[12])
    assert [(group.start, group.size) for group in chart.groups] == [(0, 12), (12, 12)]
    assert [group.mean for group in chart.groups] == [Fraction(3, 2), Fraction(203, 2)]
    assert causes(chart) == [None] * 24
    assert not chart.too_few


@pytest.mark.parametrize(
    ("size", "options", "too_few"),
    [
        (TOO_FEW - 1, {}, True),
        (TOO_FEW, {}, False),
        (0, {}, True),
        (24, {"rebase_at": [20]}, True),
        (24, {"baseline": 6}, True),
        (24, {"baseline": 12}, False),
    ],
)
def test_fewer_than_twelve_points_are_too_few_to_judge(size: int, options: dict, too_few: bool) -> None:
    assert xmr([1, 2] * (size // 2) + [1] * (size % 2), better=Better.HIGHER, **options).too_few is too_few


def test_a_series_that_never_moves_has_no_special_cause() -> None:
    assert causes(xmr([5] * 24, better=Better.HIGHER)) == [None] * 24


def test_a_rare_event_does_not_put_every_other_month_outside_the_limits() -> None:
    chart = xmr([0] * 6 + [1] + [0] * 6 + [1] + [0] * 4, better=Better.LOWER)
    assert [point.value for point in chart.points if point.cause is Cause.OUTSIDE] == [1, 1]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_a_value_that_is_not_a_number_is_refused_by_its_place(value: float) -> None:
    with pytest.raises(ValueError, match="Point 2 of the series is not a number"):
        xmr([1, value], better=Better.HIGHER)


def test_a_rebase_outside_the_series_and_a_baseline_of_one_are_refused() -> None:
    with pytest.raises(ValueError, match="re-based"):
        xmr([1, 2, 3], better=Better.HIGHER, rebase_at=[3])
    with pytest.raises(ValueError, match="baseline"):
        xmr([1, 2, 3], better=Better.HIGHER, baseline=1)


@given(series, st.fractions(-100, 100), st.fractions(Fraction(1, 50), 50), better)
def test_shifting_and_scaling_change_no_judgement(
    values: list[int], shift: Fraction, scale: Fraction, way: Better
) -> None:
    plain = xmr(values, better=way)
    moved = xmr([value * scale + shift for value in values], better=way)
    assert causes(moved) == causes(plain)
    assert directions(moved) == directions(plain)
    assert plain.limits
    assert moved.limits
    assert moved.limits.upper == plain.limits.upper * scale + shift


@given(series)
def test_turning_a_series_upside_down_turns_every_direction_and_swaps_the_meanings(values: list[int]) -> None:
    plain, mirrored = (
        xmr(values, better=Better.HIGHER),
        xmr([-value for value in values], better=Better.LOWER),
    )
    assert causes(mirrored) == causes(plain)
    assert directions(mirrored) == [-direction for direction in directions(plain)]
    assert [point.meaning for point in mirrored.points] == [point.meaning for point in plain.points]


@given(series)
def test_reading_a_series_backwards_flags_the_same_points(values: list[int]) -> None:
    assert causes(xmr(values[::-1], better=Better.HIGHER)) == causes(xmr(values, better=Better.HIGHER))[::-1]


@given(series, better)
def test_every_flag_can_be_explained_from_the_values(values: list[int], way: Better) -> None:
    chart = xmr(values, better=way)
    for point in chart.points:
        limits = point.limits
        assert (point.cause is Cause.OUTSIDE) == (not limits.lower <= point.value <= limits.upper)
        assert (point.cause is None) == (point.direction == 0) == (point.meaning is None)
        if point.cause in (Cause.TWO_OF_THREE, Cause.SHIFT):
            assert (point.value - limits.mean) * point.direction > 0
        if point.cause is Cause.TREND:
            windows = [
                values[first : first + 7]
                for first in range(max(0, point.index - 6), min(point.index, len(values) - 7) + 1)
            ]
            assert any(sorted(set(window), reverse=point.direction < 0) == window for window in windows)
