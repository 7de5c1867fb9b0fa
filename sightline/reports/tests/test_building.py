"""The check builder: every check can be taken apart into answers, and the answers make that check again."""

from __future__ import annotations

import pytest

from sightline.claims.checks import CheckError
from sightline.claims.figures import MeasureInfo
from sightline.claims.grammar import parse, parse_selection, show
from sightline.foundation.years import ReportingYear
from sightline.measures.units import Better, Noun
from sightline.reports import building
from sightline.reports.building import (
    Answers,
    answers_of,
    check_of,
    months_for,
    selection_of,
    since_for,
    times_for,
)

RATE = MeasureInfo(
    "meetings.attendance_rate",
    "Attendance",
    "rate",
    "rate",
    Better.HIGHER,
    False,
    {"body": Noun("body", "bodies")},
)
STOCK = MeasureInfo(
    "actions.outstanding",
    "Outstanding actions",
    "stock",
    "actions",
    Better.LOWER,
    True,
    {"source": Noun("source", "sources")},
)
FACT = MeasureInfo(
    "partnership.chair_agency",
    "Chairing agency",
    "fact",
    "name",
    Better.NEITHER,
    True,
    {"body": Noun("body", "bodies")},
)
YEARS = [ReportingYear(2023), ReportingYear(2024)]


@pytest.mark.parametrize(
    ("check", "info"),
    [
        ("meetings.attendance_rate in 2024-25 >= 80%", RATE),
        ("meetings.attendance_rate in 2024-25 by body each between 70% and 90.5%", RATE),
        ("meetings.attendance_rate in 2024-25 rises by >= 5 points since 2023-24", RATE),
        ("meetings.attendance_rate in 2024-25 falls by > 5% since 2023-24", RATE),
        ("meetings.attendance_rate monthly from 2023-04 to 2025-03 is improving", RATE),
        ('meetings.attendance_rate{body="DSP Executive","QA \\"Group\\""} in 2024-25 != 50%', RATE),
        ("actions.outstanding at 2025-03-31 < 30", STOCK),
        ("actions.outstanding at 2025-03-31 falls since 2024-03-31", STOCK),
        ('actions.outstanding{source="practice review",audit} at 2025-03-31 falls by >= 25% since 2024-03-31', STOCK),
        ("actions.outstanding monthly in 2024-25 is consistent", STOCK),
        ('partnership.chair_agency{body="MASH"} at 2025-03-31 is not "Westmoor County Council"', FACT),
        ('partnership.chair_agency at 2025-03-31 includes "Police"', FACT),
        ('partnership.chair_agency at 2025-03-31 is "Police"', FACT),
    ],
)  # fmt: skip
def test_a_check_survives_being_taken_apart(check: str, info: MeasureInfo) -> None:
    parsed = parse(check)
    assert check_of(answers_of(parsed, info), info) == parsed


def test_a_rate_written_as_a_part_of_one_is_shown_in_hundredths() -> None:
    answers = answers_of(parse("meetings.attendance_rate in 2024-25 >= 0.8"), RATE)
    assert answers.number == "80"
    assert show(check_of(answers, RATE)) == "meetings.attendance_rate in 2024-25 >= 80%"


def test_a_selection_survives_being_taken_apart() -> None:
    selection = parse_selection("training.sessions{level=Advanced} monthly in 2024-25")
    assert selection_of(answers_of(selection, RATE)) == selection


def test_a_number_may_be_typed_with_its_sign() -> None:
    answers = Answers("meetings.attendance_rate", "in 2024-25", test=">=", number=" 80 % ")
    assert show(check_of(answers, RATE)) == "meetings.attendance_rate in 2024-25 >= 80%"


@pytest.mark.parametrize("number", ["", "eighty", "-1", '80" each'])
def test_an_answer_that_is_no_number_is_refused_in_a_sentence(number: str) -> None:
    with pytest.raises(CheckError) as told:
        check_of(Answers("actions.outstanding", "at 2025-03-31", test=">=", number=number), STOCK)
    assert told.value.sentence.endswith((".", "?"))


def test_what_is_offered_suits_the_measure() -> None:
    assert ("is improving", "is improving, month by month") in building.tests_for(STOCK)
    assert dict(building.tests_for(FACT)) == {"is": "is", "is not": "is not", "includes": "includes"}
    assert times_for(STOCK, YEARS, monthly=False)[0] == (
        "at 2025-03-31",
        "at 31 March 2025, the end of 2024-25",
    )
    assert times_for(RATE, YEARS, monthly=False) == [
        ("in 2024-25", "in 2024-25"),
        ("in 2023-24", "in 2023-24"),
    ]
    assert times_for(RATE, YEARS, monthly=True)[0][0] == "from 2023-04 to 2025-03"
    assert since_for(RATE, YEARS)[-1] == ("2022-23", "2022-23")
    assert (months_for(YEARS)[0][0], months_for(YEARS)[-1][0], len(months_for(YEARS))) == (
        "2025-03",
        "2023-04",
        24,
    )
