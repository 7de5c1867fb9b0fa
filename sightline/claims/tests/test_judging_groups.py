"""A check of each group: which groups count, which fail, and how many had nothing to count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.claims.checks import Period
from sightline.claims.figures import Figure
from sightline.claims.tests.of_figures import (
    MARCH_2024,
    MARCH_2025,
    NOT_COVERED,
    YEAR,
    months,
    rate,
    split,
    verdict,
)
from sightline.claims.verdicts import VerdictKind

HOLDS, NOT, UNKNOWN = VerdictKind.HOLDS, VerdictKind.DOES_NOT_HOLD, VerdictKind.NOT_RECORDED

EXECUTIVE, QA, EDUCATION = rate(44, 48), rate(39, 42), rate(18, 25)
NO_STAFF = Figure(None, 3, 0, why_not="No workforce is recorded.", rows=3)

RATES = [
    (
        {"DSP Executive": EXECUTIVE, "QA Group": QA, "Education Advisory Group": EDUCATION},
        NOT,
        "2 of 3 bodies reached at least 80%; Education Advisory Group did not, at 72% (18 of 25).",
    ),
    (
        {"A": EDUCATION, "B": EDUCATION, "DSP Executive": EXECUTIVE},
        NOT,
        "1 of 3 bodies reached at least 80%; A at 72% (18 of 25) and B at 72% (18 of 25) did not.",
    ),
    (
        {"A": EDUCATION, "B": EDUCATION, "C": EDUCATION},
        NOT,
        "none of the 3 bodies reached at least 80%: A at 72% (18 of 25), B at 72% (18 of 25) and C at 72% (18 of 25).",
    ),
    (
        {"A": EDUCATION, "B": rate(0, 9)},
        NOT,
        "neither body reached at least 80%: A at 72% (18 of 25) and B at 0% (0 of 9).",
    ),
    ({"A": EDUCATION}, NOT, "only A had records: 72% (18 of 25), less than 80%."),
    ({"A": QA}, HOLDS, "only A had records: 93% (39 of 42), at least 80%."),
    (
        {"A": NO_STAFF},
        UNKNOWN,
        "the one body with records, A, could not be judged: no workforce is recorded.",
    ),
    (
        {"A": QA, "B": EXECUTIVE},
        HOLDS,
        "both bodies reached at least 80%, the lowest being B at 92% (44 of 48).",
    ),
    (
        {"A": QA, "B": EXECUTIVE, "C": QA, "D": rate(0, 0)},
        HOLDS,
        "all 3 bodies reached at least 80%, the lowest being B at 92% (44 of 48); 1 other body had no records.",
    ),
    (
        {"A": QA, "B": rate(0, 0), "C": rate(0, 0)},
        HOLDS,
        "only A had records: 93% (39 of 42), at least 80%; 2 other bodies had no records.",
    ),
    (
        {"A": QA, "B": NO_STAFF},
        UNKNOWN,
        "1 body reached at least 80%, but B (no workforce is recorded) could not be judged.",
    ),
    (
        {"A": NO_STAFF, "B": NO_STAFF},
        UNKNOWN,
        "neither body could be judged: A (no workforce is recorded) and B (no workforce is recorded).",
    ),
    (
        {"A": EDUCATION, "B": NO_STAFF},
        NOT,
        "the one body that could be judged, A, did not reach at least 80%, at 72% (18 of 25);"
        " B (no workforce is recorded) could not be judged.",
    ),
    (
        {"A": EDUCATION, "B": QA, "C": NO_STAFF},
        NOT,
        "1 of the 2 bodies that could be judged reached at least 80%; A did not, at 72% (18 of 25);"
        " C (no workforce is recorded) could not be judged.",
    ),
]


@pytest.mark.parametrize(("groups", "kind", "told"), RATES)
def test_each_group_with_rows_is_judged_and_those_that_fail_are_named(
    groups: dict[str, Figure], kind: VerdictKind, told: str
) -> None:
    found = verdict("meetings.attendance_rate in 2024-25 by body each >= 80%", {YEAR: split(groups)})
    assert (found.kind, found.because) == (kind, f"Meeting attendance in 2024-25: {told}")


def test_a_group_with_no_rows_is_not_judged() -> None:
    found = verdict(
        "actions.outstanding at 2025-03-31 by agency each <= 5", {MARCH_2025: split({"A": 0, "B": 3, "C": 4})}
    )
    assert found.kind is HOLDS
    assert found.because == (
        "Outstanding actions on 31 March 2025: both agencies had at most 5, the highest being C at 4;"
        " 1 other agency had none."
    )
    assert [(line.label, line.value, line.holds) for line in found.detail] == [("B", 3, True), ("C", 4, True)]


@pytest.mark.parametrize("groups", [{}, {"A": 0, "B": 0}])
def test_no_group_with_rows_leaves_nothing_to_judge(groups: dict[str, int]) -> None:
    found = verdict("training.places_attended in 2024-25 by agency each >= 0", {YEAR: split(groups)})
    assert found.kind is UNKNOWN
    assert found.because == "Training places attended in 2024-25 could not be judged: no agency had any."


def test_the_only_group_that_has_any_is_said_to_be_that() -> None:
    found = verdict(
        "actions.outstanding at 2025-03-31 by agency each = 2",
        {MARCH_2025: split({"Police": 1, "Council": 0})},
    )
    assert (found.kind, found.because) == (
        NOT,
        "Outstanding actions on 31 March 2025: only Police had any: 1, not 2; 1 other agency had none.",
    )


def test_every_month_of_a_count_is_judged_and_nothing_in_it_is_a_true_0() -> None:
    held = {"2024-04": 2, "2024-05": 0, "2024-06": 1}
    found = verdict("training.places_attended in 2024-25 by month each >= 1", {YEAR: split(held)})
    assert (found.kind, found.because) == (
        NOT,
        "Training places attended in 2024-25: 2 of 3 months reached at least 1; May 2024 did not, at 0.",
    )
    found = verdict("training.places_attended in 2024-25 by month each <= 2", {YEAR: split(held)})
    assert (found.kind, found.because) == (
        HOLDS,
        "Training places attended in 2024-25: all 3 months had at most 2, the highest being April 2024 at 2.",
    )
    found = verdict("training.places_attended in 2024-25 by month each >= 1", {YEAR: split({"2024-04": 0})})
    assert (found.kind, found.because) == (
        NOT,
        "Training places attended in 2024-25: the one month asked about, April 2024, did not reach at least 1,"
        " at 0.",
    )


def test_a_month_without_rows_is_left_out_of_a_rate() -> None:
    rates = {"2024-04": rate(9, 10), "2024-05": rate(0, 0)}
    found = verdict("meetings.attendance_rate in 2024-25 by month each >= 80%", {YEAR: split(rates)})
    assert (found.kind, found.because) == (
        HOLDS,
        "Meeting attendance in 2024-25: only April 2024 had records: 90% (9 of 10), at least 80%;"
        " 1 other month had no records.",
    )


def test_a_series_of_each_group_that_is_not_covered_is_said_once_to_be_that() -> None:
    figures = months([*[split({"A": 3, "B": 4})] * 13, NOT_COVERED])
    found = verdict(
        "training.places_attended monthly in 2024-25 by agency each is consistent", series=figures
    )
    assert (found.kind, found.value) == (UNKNOWN, None)
    assert found.because == (
        "Training places attended in 2024-25 could not be judged: records of bookings cover 2023-24 only."
    )


def test_groups_with_too_few_months_are_said_to_have_them_once() -> None:
    values: dict[str, int] = {"A": 4, "B": 9, "C": 5}
    figures = months(
        [
            split({n: rate(1, 2) if month < known else rate(0, 0) for n, known in values.items()})
            for month in range(12)
        ]
    )
    found = verdict("meetings.attendance_rate monthly in 2024-25 by body each is consistent", series=figures)
    assert (found.kind, found.because) == (
        UNKNOWN,
        "Meeting attendance in 2024-25: none of the 3 bodies could be judged:"
        " each has fewer than the 12 months needed (4 to 9).",
    )


def test_a_period_that_is_not_covered_is_not_judged_group_by_group() -> None:
    found = verdict("training.places_attended in 2024-25 by agency each >= 0", {YEAR: NOT_COVERED})
    assert found.kind is UNKNOWN
    assert found.because.endswith("could not be judged: records of bookings cover 2023-24 only.")


def test_a_group_that_fell_to_nothing_fell_and_one_that_came_from_nothing_did_not() -> None:
    figures: dict[Period, Figure] = {
        MARCH_2024: split({"A": 3, "C": 4, "Z": 0}),
        MARCH_2025: split({"A": 2, "B": 4}),
    }
    found = verdict("actions.outstanding at 2025-03-31 by agency each falls since 2024-03-31", figures)
    assert (found.kind, found.because) == (
        NOT,
        "Outstanding actions on 31 March 2025: 2 of 3 agencies showed a fall since 31 March 2024;"
        " B did not, going from 0 to 4; 1 other agency had none.",
    )


def test_each_fact_is_judged_by_its_name() -> None:
    found = verdict(
        'partnership.chair_agency at 2025-03-31 by body each is not "Council"',
        {MARCH_2025: split({"MASH": "Police", "QA Group": "Council", "DSP Executive": "Health"})},
    )
    assert (found.kind, found.because) == (
        NOT,
        "Agency of the chair on 31 March 2025: 2 of 3 bodies had a name other than Council;"
        " QA Group did not, with Council.",
    )


def test_each_group_has_a_series_of_its_own_with_nought_where_it_has_no_rows() -> None:
    steady, spike = [2, 3] * 6, [2, 3] * 5 + [2, 30]
    figures = months([split({"A": a, "B": b} if b else {"A": a}) for a, b in zip(spike, steady, strict=True)])
    found = verdict(
        "training.places_attended monthly in 2024-25 by agency each is consistent", series=figures
    )
    assert (found.kind, found.because) == (
        NOT,
        "Training places attended in 2024-25: 1 of 2 agencies showed only ordinary variation;"
        " A did not, with 30 in March 2024 (above the upper limit; 11 other months too).",
    )
    gone = months([split({"A": 20} if n < 11 else {}) for n in range(12)])
    found = verdict("training.places_attended monthly in 2024-25 by agency each is worsening", series=gone)
    assert (found.kind, found.because) == (
        HOLDS,
        "Training places attended in 2024-25: the one agency with records, A, showed a worsening,"
        " at 0 in March 2024 (below the lower limit).",
    )


def test_a_long_list_of_failing_groups_names_some_and_counts_the_rest() -> None:
    found = verdict(
        "training.places_attended in 2024-25 by course each >= 10",
        {YEAR: split({f"Course {n:02}": n for n in range(1, 31)})},
    )
    assert found.because.startswith(
        "Training places attended in 2024-25: 21 of 30 courses reached at least 10; Course 01 at 1"
    )
    assert found.because.endswith("Course 07 at 7 and 2 others did not.")
    assert len(found.detail) == 30


names = st.text("abcdefgh", min_size=1, max_size=3)


@given(st.dictionaries(names, st.integers(0, 20), max_size=12), st.integers(0, 20))
def test_each_holds_exactly_when_it_holds_of_all_that_have_rows(groups: dict[str, int], bound: int) -> None:
    found = verdict(f"training.places_attended in 2024-25 by agency each >= {bound}", {YEAR: split(groups)})
    counted = {name: value for name, value in groups.items() if value}
    if not counted:
        assert found.kind is UNKNOWN
    else:
        assert (found.kind is HOLDS) == all(value >= bound for value in counted.values())
    failing = [name for name, value in counted.items() if value < bound]
    if len(failing) <= 8:
        assert all(name in found.because for name in failing)
    if counted and len(counted) < len(groups):
        assert f"; {len(groups) - len(counted)} other agenc" in found.because
