"""Whether months improve, worsen or are consistent: by special causes only, and never on too few."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.claims.figures import Figure
from sightline.claims.tests.of_figures import months, rate, verdict
from sightline.claims.verdicts import VerdictKind
from sightline.foundation.dates import month_of

HOLDS, NOT, UNKNOWN = VerdictKind.HOLDS, VerdictKind.DOES_NOT_HOLD, VerdictKind.NOT_RECORDED

ACTIONS = "actions.outstanding monthly from 2023-04 to 2025-03 is "
TOLD = "Outstanding actions from April 2023 to March 2025: "
ORDINARY = [47, 46, 48] * 5
LATEST = "the latest monthly figure, "

# By hand, ORDINARY and 40: mean 745/16 = 46.56; ranges nine of 1, five of 2 and one of 8, which is screened
# (3.267 x 27/15 = 5.9), so their mean is 19/14; limits 46.56 -/+ 2.66 x 1.357 = 42.95 and 50.17.
SERIES = [
    (
        [*ORDINARY, 40],
        "improving",
        HOLDS,
        LATEST
        + "40 in July 2024, is below the lower limit of ordinary variation, 43.0, which is an improvement.",
    ),
    (
        [*ORDINARY, 40],
        "worsening",
        NOT,
        LATEST
        + "40 in July 2024, is below the lower limit of ordinary variation, 43.0, which is an improvement.",
    ),
    (
        [*ORDINARY, 40],
        "consistent",
        NOT,
        "1 of the 16 monthly figures shows more than ordinary variation (43.0 to 50.2, around an average month"
        " of 46.6): the latest, 40 in July 2024, is below the lower limit.",
    ),
]


@pytest.mark.parametrize(("values", "test", "kind", "told"), SERIES)
def test_a_month_beyond_a_limit_is_told_with_the_limit(
    values: list[int], test: str, kind: VerdictKind, told: str
) -> None:
    found = verdict(ACTIONS + test, series=months(values))
    assert (found.kind, found.because) == (kind, TOLD + told)


def test_ordinary_variation_is_consistent_and_neither_better_nor_worse() -> None:
    # By hand: mean 47; ranges nine of 1 and five of 2; limits 47 -/+ 2.66 x 19/14 = 43.39 and 50.61.
    figures = months(ORDINARY)
    assert verdict(ACTIONS + "consistent", series=figures).kind is HOLDS
    for test, noun in (("improving", "improvement"), ("worsening", "worsening")):
        found = verdict(ACTIONS + test, series=figures)
        assert found.kind is NOT
        assert found.because == (
            f"{TOLD}{LATEST}48 in June 2024, is within ordinary variation (43.4 to 50.6, around an average month"
            f" of 47), so there is no {noun}."
        )


def test_a_steady_fall_is_told_with_its_length() -> None:
    found = verdict(ACTIONS + "improving", series=months([40, 60] * 6 + [58, 57, 56, 55, 54, 53, 52, 51]))
    assert found.kind is HOLDS
    assert f"{LATEST}51 in November 2024, ends a steady fall over 9 monthly figures" in found.because


def test_a_run_on_one_side_of_the_mean_is_told_with_its_length() -> None:
    found = verdict(ACTIONS + "worsening", series=months([40, 50] * 6 + [48, 49] * 4))
    assert found.kind is HOLDS
    assert (
        "49 in November 2024, ends a run of 9 monthly figures above the average month of 46.4"
        in found.because
    )
    assert found.because.endswith("which is a worsening.")


def test_two_of_the_last_three_near_a_limit_are_told_so() -> None:
    found = verdict(
        "training.places_attended monthly in 2024-25 is worsening", series=months([10, 13] * 8 + [10, 5, 5])
    )
    assert found.kind is HOLDS
    assert "5 in October 2024, is, like another of the last three, near the lower limit" in found.because


def test_a_fall_is_a_worsening_where_higher_is_better() -> None:
    found = verdict(
        "training.places_attended monthly in 2024-25 is worsening", series=months([*ORDINARY, 40])
    )
    assert found.kind is HOLDS


@pytest.mark.parametrize(
    ("figures", "months_recorded"),
    [
        ([5] * 11, "11 months"),
        ([5] + [None] * 23, "1 month"),
        ([None] * 24, "no month"),
        ([], "no month"),
    ],
)
@pytest.mark.parametrize("test", ["improving", "worsening", "consistent"])
def test_fewer_than_twelve_months_are_too_few_to_judge(
    figures: list[Figure | int | None], months_recorded: str, test: str
) -> None:
    found = verdict(ACTIONS + test, series=months(figures))
    assert (found.kind, found.value) == (UNKNOWN, None)
    assert found.because == f"{TOLD}too few to judge, with {months_recorded} recorded where 12 are needed."


def test_a_month_without_rows_is_left_out_of_a_rate_and_is_nought_in_a_count() -> None:
    rates = [rate(9, 10), rate(8, 10), rate(0, 0)] * 6
    found = verdict("meetings.attendance_rate monthly in 2024-25 is consistent", series=months(rates))
    assert found.kind is HOLDS
    assert "the 12 monthly figures show only ordinary variation" in found.because
    counts = verdict(
        "training.places_attended monthly in 2024-25 is worsening", series=months([90, 80] * 6 + [0])
    )
    assert counts.kind is HOLDS
    assert f"{LATEST}0 in April 2024, is below the lower limit" in counts.because


@pytest.mark.parametrize("place", [0, 7, 15])
@pytest.mark.parametrize("test", ["improving", "worsening", "consistent"])
def test_one_month_that_is_not_covered_leaves_nothing_to_judge(place: int, test: str) -> None:
    values: list[Figure | int] = [*ORDINARY]
    values.insert(place, Figure(0, covered=False, why_not="Nothing was imported in that month."))
    found = verdict(ACTIONS + test, series=months(values))
    assert (found.kind, found.value) == (UNKNOWN, None)
    assert found.because == (
        "Outstanding actions from April 2023 to March 2025 could not be judged:"
        " nothing was imported in that month."
    )
    assert found.detail[place].value is None


def test_where_every_month_is_unusual_all_are_said_to_be_with_the_reasons() -> None:
    # By hand: 1 to 14 rise by 1; mean 7.5, limits 7.5 -/+ 2.66 = 4.84 and 10.16: 1 to 4 and 11 to 14 lie outside.
    found = verdict(ACTIONS + "consistent", series=months(range(1, 15)))
    assert (found.kind, found.because) == (
        NOT,
        f"{TOLD}all 14 monthly figures show more than ordinary variation (4.8 to 10.2, around an average month"
        " of 7.5), beginning with 1 in April 2023, below the lower limit; the latest, 14 in May 2024, is above"
        " the upper limit.",
    )


def test_a_rate_that_varies_over_all_it_can_be_is_not_called_consistent() -> None:
    # By hand: 0 and 1 in turn, mean 1/2, every range 1; limits 1/2 -/+ 2.66.
    rates = [rate(0, 10), rate(10, 10)] * 6
    found = verdict("meetings.attendance_rate monthly in 2024-25 is consistent", series=months(rates))
    assert (found.kind, found.because) == (
        UNKNOWN,
        "Meeting attendance in 2024-25 could not be judged: the months vary so much that nothing would show.",
    )


def test_the_limits_of_a_rate_are_printed_within_what_it_can_be() -> None:
    # By hand: 90% and 80% in turn, mean 85%, every range 10 points; limits 85 -/+ 26.6 = 58.4% and 111.6%.
    rates = [rate(9, 10), rate(8, 10)] * 6
    found = verdict("meetings.attendance_rate monthly in 2024-25 is consistent", series=months(rates))
    assert found.kind is HOLDS
    assert "(58% to 100%, around an average month of 85%)" in found.because


def test_limits_that_lie_near_one_another_have_a_decimal_more() -> None:
    # By hand: 4 and 4.1 in turn; mean 4.05, every range 0.1; limits 4.05 -/+ 0.266 = 3.784 and 4.316.
    scores = [Fraction(4), Fraction(41, 10)] * 6
    found = verdict("training.places_attended monthly in 2024-25 is consistent", series=months(scores))
    assert "(3.78 to 4.32, around an average month of 4.05)" in found.because


def test_the_one_unusual_month_is_told_with_its_reason_and_the_latest_beside_it() -> None:
    # By hand: mean 745/16 = 46.56, as above; the range of 8 on either side of 40 is screened.
    values = [*ORDINARY[:8], 40, *ORDINARY[8:]]
    found = verdict(ACTIONS + "consistent", series=months(values))
    assert found.kind is NOT
    assert "1 of the 16 monthly figures shows more than ordinary variation" in found.because
    assert found.because.endswith(
        ": 40 in December 2023, below the lower limit; the latest is 48 in July 2024."
    )


def test_limits_of_days_that_lie_wide_apart_have_no_decimals() -> None:
    # By hand: 300 and 391 in turn; mean 345.5, every range 91; limits 345.5 -/+ 242.06 = 103.44 and 587.56.
    found = verdict(
        "actions.median_age monthly from 2023-04 to 2024-03 is consistent", series=months([300, 391] * 6)
    )
    assert "(103 days to 588 days, around an average month of 346 days), the latest being 391 days" in (
        found.because
    )


def test_the_months_are_kept_with_the_cause_each_belongs_to() -> None:
    found = verdict(ACTIONS + "consistent", series=months([*ORDINARY, 40]))
    assert [line.note for line in found.detail] == [""] * 15 + ["outside"]
    assert found.detail[-1].label == "in July 2024"


@given(
    st.lists(st.integers(0, 60), min_size=12, max_size=36),
    st.sampled_from(["improving", "worsening", "consistent"]),
    st.sampled_from(["training.places_attended", "actions.outstanding", "meetings.attendance_rate"]),
)
def test_the_sentence_holds_the_latest_figure_and_reads_plainly(
    values: list[int], test: str, key: str
) -> None:
    figures = [rate(value, 60) for value in values] if key.startswith("meetings") else values
    found = verdict(f"{key} monthly from 2023-04 to 2026-03 is {test}", series=months(figures))
    percent, last = ("%", 100 * values[-1] / 60) if key.startswith("meetings") else ("", values[-1])
    shown = re.search(
        rf"([\d.]+){percent}(?: \(\d+ of 60\))? in {month_of(months(values)[-1][0])}", found.because
    )
    if found.kind is UNKNOWN:
        assert (key, test) == ("meetings.attendance_rate", "consistent")
        assert found.because.endswith("could not be judged: the months vary so much that nothing would show.")
        return
    assert shown
    assert abs(float(shown[1]) - last) <= 0.5
    assert found.because.endswith(".")
    assert not any(word in found.because for word in ("None", "nan", "..", "  ", "Fraction"))


@given(st.lists(st.integers(0, 60), min_size=12, max_size=36))
def test_a_series_cannot_both_improve_and_worsen_and_a_consistent_one_does_neither(values: list[int]) -> None:
    kinds = {
        test: verdict(ACTIONS + test, series=months(values)).kind
        for test in ("improving", "worsening", "consistent")
    }
    if kinds["consistent"] is HOLDS:
        assert kinds["improving"] is kinds["worsening"] is NOT
    assert not (kinds["improving"] is kinds["worsening"] is HOLDS)
