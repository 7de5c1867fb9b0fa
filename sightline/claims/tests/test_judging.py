"""Verdicts: exact, with missing never taken for zero, and a sentence that bears out the figures."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.claims.checks import Compare, InSpan, Op, Period, Quantity, Scale
from sightline.claims.figures import Figure
from sightline.claims.grammar import parse_selection, show_test
from sightline.claims.tests.of_figures import (
    MARCH_2024,
    MARCH_2025,
    MEASURES,
    NOT_COVERED,
    YEAR,
    rate,
    verdict,
)
from sightline.claims.verdicts import Verdict, VerdictKind
from sightline.claims.words import subject

HOLDS, NOT, UNKNOWN = VerdictKind.HOLDS, VerdictKind.DOES_NOT_HOLD, VerdictKind.NOT_RECORDED

COMPARED = [
    (">= 9000", HOLDS, "which is at least 9,000"),
    (">= 9166", HOLDS, "which is at least 9,166"),
    (">= 9167", NOT, "which is less than 9,167"),
    ("> 9166", NOT, "which is at most 9,166"),
    ("> 9165", HOLDS, "which is more than 9,165"),
    ("<= 9166", HOLDS, "which is at most 9,166"),
    ("<= 9165", NOT, "which is more than 9,165"),
    ("< 9167", HOLDS, "which is less than 9,167"),
    ("< 9166", NOT, "which is at least 9,166"),
    ("= 9166", HOLDS, "which is exactly 9,166"),
    ("= 9000", NOT, "which is not 9,000"),
    ("!= 9000", HOLDS, "which is not 9,000"),
    ("!= 9166", NOT, "which is exactly 9,166"),
    ("between 9000 and 9166", HOLDS, "which is between 9,000 and 9,166"),
    ("between 9000 and 9165.5", NOT, "which is not between 9,000 and 9,165.5"),
    ("between 9166 and 9166", HOLDS, "which is exactly 9,166"),
    ("between 9000 and 9000", NOT, "which is not exactly 9,000"),
]


@pytest.mark.parametrize(("test", "kind", "clause"), COMPARED)
def test_a_count_is_compared_and_the_sentence_says_how(test: str, kind: VerdictKind, clause: str) -> None:
    found = verdict(f"training.places_attended in 2024-25 {test}", {YEAR: Figure(9166)})
    assert (found.kind, found.value) == (kind, 9166)
    assert found.because == f"Training places attended came to 9,166 in 2024-25, {clause}."


def test_a_figure_at_a_date_with_filters_is_told_with_both() -> None:
    found = verdict(
        'actions.outstanding{source="rapid review",audit;agency=Police} at 2025-03-31 <= 30',
        {MARCH_2025: Figure(23)},
    )
    assert found.because == (
        "Outstanding actions (agency: Police; source: audit or rapid review)"
        " stood at 23 on 31 March 2025, which is at most 30."
    )


def test_a_title_with_a_comma_in_it_has_its_second_comma() -> None:
    title = "Places not attended, of those registered"
    selection = parse_selection("meetings.attendance_rate in 2024-25")
    assert subject(selection, replace(MEASURES[selection.key], title=title)) == f"{title},"


@pytest.mark.parametrize(
    ("figure", "test", "kind", "shown"),
    [
        # 415 of 419 returns is printed as 99%, 231 of 280 as 83% (half up).
        (rate(415, 419), ">= 90%", HOLDS, "99% (415 of 419)"),
        (rate(231, 280), ">= 82%", HOLDS, "83% (231 of 280)"),
        (rate(231, 280), ">= 83%", NOT, "82.5% (231 of 280)"),
        (rate(7996, 10000), ">= 80%", NOT, "79.96% (7,996 of 10,000)"),
        (rate(4, 5), ">= 80%", HOLDS, "80% (4 of 5)"),
        (rate(4, 5), ">= 0.8", HOLDS, "80% (4 of 5)"),
        (Figure(0.8), ">= 80%", HOLDS, "80%"),
        (Figure(0.8, 4, 5), "> 80%", NOT, "80% (4 of 5)"),
        (rate(1, 3), "= 33.3%", NOT, "33.33% (1 of 3)"),
        (rate(0, 20), "<= 5%", HOLDS, "0% (0 of 20)"),
        (rate(304, 304), ">= 100%", HOLDS, "100% (304 of 304)"),
    ],
)
def test_a_rate_is_judged_exactly_and_printed_finely_enough_to_agree(
    figure: Figure, test: str, kind: VerdictKind, shown: str
) -> None:
    found = verdict(f"meetings.attendance_rate in 2024-25 {test}", {YEAR: figure})
    assert found.kind is kind
    assert found.because.startswith(f"Meeting attendance came to {shown} in 2024-25, which is ")


def test_days_are_named_and_one_day_is_singular() -> None:
    for days, shown in ((Fraction(181, 2), "90.5 days"), (1, "1 day"), (34, "34 days")):
        found = verdict("actions.median_age at 2025-03-31 <= 100", {MARCH_2025: Figure(days)})
        assert found.because == (
            f"Median age of actions stood at {shown} on 31 March 2025, which is at most 100 days."
        )


def test_a_span_of_one_month_is_that_month() -> None:
    february = InSpan(date(2024, 2, 1), date(2024, 2, 29))
    found = verdict("training.places_attended from 2024-02 to 2024-02 >= 5", {february: Figure(7)})
    assert found.because == ("Training places attended came to 7 in February 2024, which is at least 5.")


CHAIR = "Agency of the chair (body: MASH) on 31 March 2025: "
FACTS = [
    ("Police", 'is "police"', HOLDS, "Police, as the check says."),
    ("Police", 'is "Council"', NOT, "Police, not Council."),
    ("Police", 'is not "Council"', HOLDS, "Police, not Council."),
    ("Police", 'is not "POLICE"', NOT, "Police, which the check rules out."),
    ("Police", 'includes "Council"', NOT, "Police, which does not include Council."),
    (("Council", "Police"), 'includes "Police"', HOLDS, "Council and Police, which includes Police."),
    (("Council", "Police"), 'is "Police"', NOT, "Council and Police, not Police alone."),
    (("Council", "Police"), 'is not "Police"', NOT, "Council and Police, which the check rules out."),
]


@pytest.mark.parametrize(("value", "test", "kind", "end"), FACTS)
def test_a_fact_is_compared_as_names_are(value: str, test: str, kind: VerdictKind, end: str) -> None:
    found = verdict(
        f"partnership.chair_agency{{body=MASH}} at 2025-03-31 {test}", {MARCH_2025: Figure(value)}
    )
    assert (found.kind, found.because) == (kind, CHAIR + end)


MISSING = [
    (
        "training.places_attended in 2024-25 >= 0",
        {YEAR: NOT_COVERED},
        "Training places attended in 2024-25 could not be judged: records of bookings cover 2023-24 only.",
    ),
    (
        "training.places_attended in 2024-25 >= 0",
        {YEAR: Figure(0, covered=False)},
        "Training places attended in 2024-25 could not be judged: nothing is recorded.",
    ),
    (
        "meetings.attendance_rate in 2024-25 between 0% and 100%",
        {YEAR: rate(0, 0)},
        "Meeting attendance in 2024-25 could not be judged: nothing is recorded.",
    ),
    (
        "actions.outstanding at 2025-03-31 falls since 2024-03-31",
        {MARCH_2024: NOT_COVERED, MARCH_2025: Figure(23)},
        "Outstanding actions on 31 March 2024 could not be judged: records of bookings cover 2023-24 only.",
    ),
    (
        "actions.outstanding at 2025-03-31 rises since 2024-03-31",
        {MARCH_2024: Figure(1), MARCH_2025: NOT_COVERED},
        "Outstanding actions on 31 March 2025 could not be judged: records of bookings cover 2023-24 only.",
    ),
    (
        "meetings.attendance_rate in 2024-25 >= 0%",
        {YEAR: Figure(None, 0, 0, why_not="Nobody was expected at a meeting in 2024-25.")},
        "Meeting attendance in 2024-25 could not be judged: nobody was expected at a meeting then.",
    ),
    (
        "actions.median_age at 2025-03-31 <= 90",
        {MARCH_2025: Figure(None, why_not="No action was outstanding at 31 March 2025.")},
        "Median age of actions on 31 March 2025 could not be judged: no action was outstanding then.",
    ),
    (
        'partnership.chair_agency at 2025-03-31 is not "Police"',
        {MARCH_2025: Figure(None, why_not="Westmoor has no chair on record.")},
        "Agency of the chair on 31 March 2025 could not be judged: Westmoor has no chair on record.",
    ),
]


@pytest.mark.parametrize(("text", "figures", "because"), MISSING)
def test_what_is_not_recorded_never_makes_a_claim_hold_or_fail(
    text: str, figures: dict[Period, Figure], because: str
) -> None:
    found = verdict(text, figures)
    assert (found.kind, found.value, found.because) == (UNKNOWN, None, because)


def test_a_value_is_a_plain_number_for_json() -> None:
    assert verdict("meetings.attendance_rate in 2024-25 > 10%", {YEAR: rate(1, 4)}).plain == 0.25
    assert verdict("training.places_attended in 2024-25 > 1", {YEAR: Figure(Decimal(7))}).plain == 7
    assert (
        verdict('partnership.chair_agency at 2025-03-31 is "x"', {MARCH_2025: Figure("Police")}).plain
        == "Police"
    )


counts = st.integers(0, 20000)
ops = st.sampled_from(Op)
plain = {
    Op.AT_LEAST: lambda a, b: a >= b,
    Op.AT_MOST: lambda a, b: a <= b,
    Op.MORE: lambda a, b: a > b,
    Op.LESS: lambda a, b: a < b,
    Op.EQUAL: lambda a, b: a == b,
    Op.UNEQUAL: lambda a, b: a != b,
}


def printed(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def well_said(found: Verdict) -> bool:
    said = found.because
    return (
        said.endswith(".")
        and ".." not in said
        and "  " not in said
        and not re.search(r"None|nan|Fraction", said)
    )


@given(counts, st.integers(1, 20000), ops, st.decimals(0, 120, places=2))
def test_what_is_printed_of_a_rate_never_contradicts_its_verdict(
    numerator: int, denominator: int, op: Op, bound: Decimal
) -> None:
    test = Compare(op, Quantity(bound, Scale.PERCENT))
    found = verdict(
        f"meetings.attendance_rate in 2024-25 {show_test(test)}", {YEAR: rate(numerator, denominator)}
    )
    assert (found.kind is HOLDS) == plain[op](Fraction(numerator, denominator) * 100, Fraction(bound))
    shown = re.search(r"came to ([\d,.]+)%", found.because)
    assert shown
    assert (found.kind is HOLDS) == plain[op](printed(shown[1]), Fraction(bound))
    assert well_said(found)


@given(st.integers(1, 10**6))
def test_one_row_more_or_less_flips_the_claim_that_rests_on_it(count: int) -> None:
    text = f"training.places_attended in 2024-25 >= {count}"
    assert verdict(text, {YEAR: Figure(count)}).kind is HOLDS
    assert verdict(text, {YEAR: Figure(count - 1)}).kind is NOT
