"""Questions that make no sense are answered with a sentence, and times without records with none at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine

from sightline.measures.coverage import covered_years
from sightline.measures.evaluation import choices, evaluate, rows, series
from sightline.measures.registry import MeasureError, NoSuchDimension, NoSuchMeasure, NoSuchValue, WrongTime
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Partnership

Make = Callable[..., Any]
YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))


@pytest.fixture
def year(partnership: Partnership) -> Callable[..., Scope]:
    return lambda **where: Scope(partnership=partnership, period=YEAR, where=where)


@pytest.fixture
def day(partnership: Partnership) -> Callable[..., Scope]:
    return lambda **where: Scope(partnership=partnership, at=date(2024, 6, 1), where=where)


def refused(kind: type[MeasureError], *question: Any) -> str:
    with pytest.raises(kind) as problem:
        evaluate(*question)
    return str(problem.value)


def test_an_unknown_measure_names_the_nearest(year: Make) -> None:
    said = refused(NoSuchMeasure, "tests.figure", year())
    assert said == "There is no measure “tests.figure”. Did you mean “tests.figures”?"


def test_an_unknown_dimension_names_those_there_are(year: Make) -> None:
    said = refused(NoSuchDimension, "tests.figures", year(), "colour")
    assert said == "tests.figures cannot be asked by “colour”. There are: agency, month."
    assert refused(NoSuchDimension, "tests.figures", year(colour=("red",))) == said


def test_what_happens_in_a_period_is_not_asked_at_a_date(day: Make) -> None:
    said = refused(WrongTime, "tests.figures", day())
    assert said == "tests.figures is asked in a period, such as 2024-25, not at a date."


def test_what_is_open_at_a_date_is_not_asked_in_a_period(year: Make) -> None:
    said = refused(WrongTime, "tests.seats", year())
    assert said == "tests.seats is asked at a date, such as 2025-03-31, not in a period."


def test_a_name_has_no_series(year: Make) -> None:
    with pytest.raises(WrongTime):
        series("partnership.chair_agency", year())


def test_a_month_outside_the_period_is_refused(year: Make) -> None:
    said = refused(NoSuchValue, "tests.figures", year(month=("2023-04",)))
    assert said == "“2023-04” is not a month of 2024-25: write it as 2024-04."


def test_an_unknown_body_is_an_error_and_not_a_silent_0(day: Make, covered: Make, body: Make) -> None:
    covered()
    body("DSP Executive")
    said = refused(NoSuchValue, "tests.seats", day(body=("The Executive",)))
    assert said.startswith("There is no body “The Executive”. ")
    assert "DSP Executive" in said


def test_a_wrong_filter_is_told_even_where_nothing_is_recorded(day: Make) -> None:
    refused(NoSuchValue, "tests.seats", day(body=("Nobody",)))


def test_filters_combine_and_two_values_of_one_mean_either(
    day: Make, covered: Make, seat: Make, body: Make, agency: Make
) -> None:
    covered()
    executive, business, council, police = (
        body("DSP Executive"),
        body("Business"),
        agency("Council"),
        agency("Police"),
    )
    for where, who in ((executive, council), (executive, police), (business, council), (body("QA"), council)):
        seat(where, who, date(2024, 4, 1), title="Member" if who is council else "")
    assert evaluate("tests.seats", day(body=("dsp executive", "QA"))).value == 3
    assert evaluate("tests.seats", day(body=("DSP  EXECUTIVE",), agency=("Council",))).value == 1
    assert evaluate("tests.seats", day(title=("Not stated",))).value == 1
    assert evaluate("tests.seats", day(title=("not stated", "member"))).value == 4
    assert rows("tests.seats", day(title=("member",))).count() == 3


def test_a_filter_by_month_counts_that_month_alone(
    year: Make, covered: Make, staff: Make, agency: Make
) -> None:
    covered()
    council = agency("Council")
    for when in (date(2024, 4, 1), date(2024, 4, 30), date(2024, 5, 1)):
        staff(council, 1, when)
    assert evaluate("tests.figures", year(month=("2024-04",))).value == 2
    assert evaluate("tests.figures", year(month=("2024-04", "2024-05")), "month").value == 3


def test_the_values_one_may_filter_by(day: Make, year: Make, seat: Make, body: Make, agency: Make) -> None:
    seat(body("QA"), agency("Council"), date(2024, 4, 1), title="Chair")
    seat(body("MASH"), agency("Police"), date(2024, 4, 1))
    assert choices("tests.seats", "body", day()) == ["MASH", "QA"]
    assert choices("tests.seats", "agency", day()) == ["Council", "Police"]
    assert choices("tests.seats", "title", day()) == ["Chair", "Not stated"]
    assert choices("tests.figures", "month", year())[-1] == "2025-03"


def test_without_any_records_nothing_is_known(year: Make) -> None:
    answer = evaluate("tests.figures", year())
    assert (answer.value, answer.covered) == (None, False)
    assert answer.why_not == "There are no records of tests yet."


def test_inside_what_is_covered_nothing_is_a_true_0(year: Make, covered: Make) -> None:
    covered()
    assert evaluate("tests.figures", year()).value == 0


def test_a_year_that_is_covered_in_part_is_not_recorded(year: Make, covered: Make) -> None:
    covered(date(2024, 4, 2), date(2025, 3, 31))
    answer = evaluate("tests.figures", year())
    assert answer.value is None
    assert answer.why_not == "Records of tests cover 2 April 2024 to 31 March 2025 only."


def test_what_adjoins_is_covered_as_one(year: Make, covered: Make) -> None:
    covered(date(2024, 10, 1), date(2025, 6, 30))
    covered(date(2024, 4, 1), date(2024, 9, 30))
    assert evaluate("tests.figures", year()).value == 0


def test_the_years_that_are_covered_are_named(partnership: Partnership, covered: Make) -> None:
    covered(date(2021, 4, 1), date(2022, 3, 31))
    covered(date(2023, 4, 1), date(2025, 3, 31))
    scope = Scope(partnership=partnership, period=Period(date(2022, 4, 1), date(2023, 3, 31)))
    assert (
        evaluate("tests.figures", scope).why_not
        == "Records of tests cover 2021-22 and 2023-24 to 2024-25 only."
    )
    assert [str(each) for each in covered_years(partnership)] == ["2021-22", "2023-24", "2024-25"]


def test_one_day_outside_what_is_covered_and_a_stock_is_not_recorded(
    partnership: Partnership, covered: Make
) -> None:
    covered()
    inside, outside = (Scope(partnership=partnership, at=date(2025, *day)) for day in ((3, 31), (4, 1)))
    assert evaluate("tests.seats", inside).value == 0
    assert evaluate("tests.seats", outside).value is None


def test_a_series_says_nothing_of_months_that_are_not_covered(
    partnership: Partnership, covered: Make
) -> None:
    covered(date(2024, 6, 1), date(2024, 9, 15))
    values = [point.value for point in series("tests.figures", Scope(partnership=partnership, period=YEAR))]
    assert values == [None, None, 0, 0, 0, *[None] * 7]  # September is covered in part
    points = series("tests.large", Scope(partnership=partnership, period=YEAR))
    assert [point.value for point in points] == [None] * 12
    assert [point.covered for point in points] == [False, False, True, True, True, *[False] * 7]
    assert points[5].why_not == "Records of tests cover 1 June 2024 to 15 September 2024 only."
    values = [point.value for point in series("tests.seats", Scope(partnership=partnership, period=YEAR))]
    assert values == [None, None, 0, 0, 0, *[None] * 7]


def test_live_use_covers_until_today_and_not_what_is_to_come(partnership: Partnership, covered: Make) -> None:
    covered(date(2024, 4, 1), None)
    with time_machine.travel(date(2024, 6, 15)):
        today, tomorrow = (Scope(partnership=partnership, at=date(2024, 6, day)) for day in (15, 16))
        assert evaluate("tests.seats", today).value == 0
        assert evaluate("tests.seats", tomorrow).value is None


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (YEAR, "in 2024-25"),
        (Period(date(2024, 4, 1), date(2024, 4, 30)), "in April 2024"),
        (Period(date(2023, 4, 1), date(2025, 3, 31)), "from April 2023 to March 2025"),
        (Period(date(2024, 4, 2), date(2024, 4, 2)), "on 2 April 2024"),
    ],
)
def test_a_time_is_said_in_words(partnership: Partnership, period: Period, said: str) -> None:
    assert Scope(partnership=partnership, period=period).when == said


def test_a_scope_has_a_period_or_a_date_and_not_both(partnership: Partnership) -> None:
    with pytest.raises(ValueError, match="either a period or a date"):
        Scope(partnership=partnership, period=YEAR, at=date(2024, 4, 1))
