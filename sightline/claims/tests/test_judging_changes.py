"""A figure against what it was: which way it moved, and by how much."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.claims.checks import Op
from sightline.claims.figures import Figure
from sightline.claims.tests.of_figures import MARCH_2024, MARCH_2025, YEAR, YEAR_BEFORE, rate, verdict
from sightline.claims.tests.test_judging import counts, ops, plain, printed, well_said
from sightline.claims.verdicts import VerdictKind

HOLDS, NOT, UNKNOWN = VerdictKind.HOLDS, VerdictKind.DOES_NOT_HOLD, VerdictKind.NOT_RECORDED

FELL = "Outstanding actions fell from 47 on 31 March 2024 to 23 on 31 March 2025"
CHANGED = [
    (47, 23, "falls by >= 25%", HOLDS, f"{FELL}, a fall of 51%, which is at least 25%."),
    (47, 23, "falls by >= 60%", NOT, f"{FELL}, a fall of 51%, which is less than 60%."),
    (47, 23, "falls by > 24", NOT, f"{FELL}, a fall of 24, which is at most 24."),
    (47, 23, "falls by = 24", HOLDS, f"{FELL}, a fall of 24, which is exactly 24."),
    (47, 23, "falls", HOLDS, f"{FELL}."),
    (47, 23, "rises", NOT, f"{FELL}, so there was no rise."),
    (47, 23, "rises by <= 10", NOT, f"{FELL}, so there was no rise of at most 10."),
    (
        23,
        23,
        "falls",
        NOT,
        "Outstanding actions stood at 23 on 31 March 2024 and 23 on 31 March 2025, so there was no fall.",
    ),
    (
        0,
        3,
        "rises",
        HOLDS,
        "Outstanding actions rose from 0 on 31 March 2024 to 3 on 31 March 2025.",
    ),
    (
        1000,
        751,
        "falls by >= 25%",
        NOT,
        "Outstanding actions fell from 1,000 on 31 March 2024 to 751 on 31 March 2025,"
        " a fall of 24.9%, which is less than 25%.",
    ),
]


@pytest.mark.parametrize(("before", "after", "test", "kind", "because"), CHANGED)
def test_a_change_is_told_from_one_end_to_the_other(
    before: int, after: int, test: str, kind: VerdictKind, because: str
) -> None:
    found = verdict(
        f"actions.outstanding at 2025-03-31 {test} since 2024-03-31",
        {MARCH_2024: Figure(before), MARCH_2025: Figure(after)},
    )
    assert (found.kind, found.value, found.because) == (kind, after, because)
    assert [line.value for line in found.detail] == [before, after]


def test_a_percentage_change_from_nought_is_not_judged() -> None:
    found = verdict(
        "actions.outstanding at 2025-03-31 rises by >= 25% since 2024-03-31",
        {MARCH_2024: Figure(0), MARCH_2025: Figure(3)},
    )
    assert found.kind is UNKNOWN
    assert found.because == (
        "Outstanding actions on 31 March 2025 could not be judged:"
        " the figure was 0 on 31 March 2024, and a change from 0 is no percentage."
    )


def test_what_rose_from_nought_did_not_fall_by_any_percentage() -> None:
    found = verdict(
        "actions.outstanding at 2025-03-31 falls by >= 10% since 2024-03-31",
        {MARCH_2024: Figure(0), MARCH_2025: Figure(23)},
    )
    assert (found.kind, found.because) == (
        NOT,
        "Outstanding actions rose from 0 on 31 March 2024 to 23 on 31 March 2025, so there was no fall of at"
        " least 10%.",
    )


def test_beside_the_size_of_a_change_a_rate_has_a_decimal() -> None:
    # 66 of 1,000 to 60 of 1,000 is 0.6 points: printed as 7% to 6% it would seem to be one.
    found = verdict(
        "meetings.attendance_rate in 2024-25 falls by >= 1 points since 2023-24",
        {YEAR_BEFORE: rate(66, 1000), YEAR: rate(60, 1000)},
    )
    assert (found.kind, found.because) == (
        NOT,
        "Meeting attendance fell from 6.6% (66 of 1,000) in 2023-24 to 6% (60 of 1,000) in 2024-25,"
        " a fall of 0.6 percentage points, which is less than 1 percentage point.",
    )


@pytest.mark.parametrize(
    ("test", "kind", "end"),
    [
        (
            "rises by >= 5 points",
            HOLDS,
            "a rise of 5 percentage points, which is at least 5 percentage points.",
        ),
        ("rises by > 0.05", NOT, "a rise of 5 percentage points, which is at most 5 percentage points."),
        (
            "rises by <= 1 points",
            NOT,
            "a rise of 5 percentage points, which is more than 1 percentage point.",
        ),
        ("rises by >= 6%", HOLDS, "a relative rise of 6.3%, which is at least 6%."),
        ("rises by > 6.25%", NOT, "a relative rise of 6.25%, which is at most 6.25%."),
    ],
)
def test_a_rate_moves_by_points_or_by_a_share_of_what_it_was(test: str, kind: VerdictKind, end: str) -> None:
    found = verdict(
        f"meetings.attendance_rate in 2024-25 {test} since 2023-24",
        {YEAR_BEFORE: rate(80, 100), YEAR: rate(85, 100)},
    )
    told = "Meeting attendance rose from 80% (80 of 100) in 2023-24 to 85% (85 of 100) in 2024-25, "
    assert (found.kind, found.because) == (kind, told + end)


def test_two_rates_that_round_alike_are_printed_apart() -> None:
    found = verdict(
        "meetings.attendance_rate in 2024-25 rises since 2023-24",
        {YEAR_BEFORE: rate(796, 1000), YEAR: rate(804, 1000)},
    )
    assert "rose from 79.6% (796 of 1,000) in 2023-24 to 80.4% (804 of 1,000) in 2024-25" in found.because


@given(counts, counts, st.sampled_from(["falls", "rises"]), ops, st.decimals(0, 200, places=1))
def test_what_is_printed_of_a_change_never_contradicts_its_verdict(
    before: int, after: int, way: str, op: Op, amount: Decimal
) -> None:
    if op is Op.UNEQUAL:
        op = Op.EQUAL
    found = verdict(
        f"actions.outstanding at 2025-03-31 {way} by {op} {amount}% since 2024-03-31",
        {MARCH_2024: Figure(before), MARCH_2025: Figure(after)},
    )
    assert well_said(found)
    size = re.search(r"a (?:fall|rise) of ([\d,.]+)%, which", found.because)
    if size:
        assert (found.kind is HOLDS) == plain[op](printed(size[1]), Fraction(amount))
    else:
        rose_from_nought = before == 0 and after > 0 and way == "rises"
        assert found.kind is (UNKNOWN if rose_from_nought else NOT)
