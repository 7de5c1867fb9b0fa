"""Each kind of measure against figures counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from sightline.foundation.years import ReportingYear
from sightline.measures.evaluation import evaluate, series
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Agency, Partnership, Workforce

Make = Callable[..., Any]
YEAR = Period.of(ReportingYear.parse("2024-25"))
MERGER = (date(2024, 3, 31), date(2024, 4, 1))


@pytest.fixture
def council(agency: Make) -> Agency:
    return agency("Westmoor County Council")


@pytest.fixture
def police(agency: Make) -> Agency:
    return agency("Westmoor Constabulary")


@pytest.fixture
def figures(covered: Make, staff: Make, council: Agency, police: Agency) -> None:
    """Three figures of the council and one of the police in 2024-25, and one before it."""
    covered()
    staff(council, 90, date(2024, 3, 31))
    staff(council, 100, date(2024, 4, 1))
    staff(council, 120, date(2024, 6, 30))
    staff(council, 80, date(2025, 3, 31))
    staff(police, 50, date(2024, 6, 1))


@pytest.fixture
def year(partnership: Partnership) -> Scope:
    return Scope(partnership=partnership, period=YEAR)


def at(partnership: Partnership, day: date, **where: tuple[str, ...]) -> Scope:
    return Scope(partnership=partnership, at=day, where=where)


@pytest.mark.usefixtures("figures")
class TestInAPeriod:
    def test_a_count_includes_the_first_and_the_last_day(self, year: Scope) -> None:
        assert evaluate("tests.figures", year).value == 4

    def test_a_count_by_agency_adds_up_to_the_count(self, year: Scope) -> None:
        answer = evaluate("tests.figures", year, "agency")
        assert {name: group.value for name, group in answer.groups.items()} == {
            "Westmoor Constabulary": 1,
            "Westmoor County Council": 3,
        }
        assert answer.value == 4

    def test_a_count_by_month_has_every_month_of_the_year(self, year: Scope) -> None:
        groups = evaluate("tests.figures", year, "month").groups
        assert list(groups)[:3] == ["2024-04", "2024-05", "2024-06"]
        assert len(groups) == 12
        assert [group.value for group in groups.values()] == [1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1]

    def test_a_sum_adds_what_the_rows_say(self, year: Scope) -> None:
        assert evaluate("tests.staff", year).value == 350

    def test_distinct_things_count_once_over_all_and_once_in_each_group(self, year: Scope) -> None:
        answer = evaluate("tests.agencies", year, "month")
        assert answer.value == 2
        assert answer.groups["2024-06"].value == 2
        assert answer.groups["2024-06"].rows == 2
        assert evaluate("tests.agencies", year).value == 2

    def test_a_rate_is_exact_and_says_what_it_was_made_from(self, year: Scope) -> None:
        answer = evaluate("tests.large", year)
        assert (answer.value, answer.numerator, answer.denominator) == (Fraction(1, 2), 2, 4)
        assert answer.shown == "50%"

    def test_a_rate_of_nothing_is_not_a_rate_of_0(self, year: Scope, agency: Make) -> None:
        agency("Probation Service")
        group = evaluate("tests.large", year, "agency").groups["Probation Service"]
        assert (group.value, group.numerator, group.denominator, group.rows) == (None, 0, 0, 0)
        assert group.why_not == "Nothing was counted in 2024-25, so there is no figure."

    def test_a_series_has_a_point_for_each_month(self, year: Scope) -> None:
        points = series("tests.figures", year)
        assert [point.value for point in points] == [1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1]
        assert (points[0].start, points[0].end) == (date(2024, 4, 1), date(2024, 4, 30))

    def test_a_series_of_a_rate_has_no_value_where_there_is_nothing(self, year: Scope) -> None:
        points = series("tests.large", year)
        assert [point.value for point in points[:3]] == [1, None, Fraction(1, 2)]

    def test_a_withdrawn_record_leaves_every_figure(self, year: Scope, partnership: Partnership) -> None:
        Workforce.objects.of(partnership).filter(staff=120).update(withdrawn_at=timezone.now())
        assert evaluate("tests.figures", year).value == 3
        assert evaluate("tests.staff", year).value == 230

    def test_another_partnerships_records_are_never_counted(
        self, another_partnership: Partnership, covered: Make
    ) -> None:
        scope = Scope(partnership=another_partnership, period=YEAR)
        assert evaluate("tests.figures", scope).value is None

    def test_a_ratio_sets_a_count_against_the_latest_figure_of_each_agency(self, year: Scope) -> None:
        answer = evaluate("tests.reach", year, "agency")
        assert (answer.numerator, answer.denominator) == (2, 130)
        assert answer.groups["Westmoor County Council"].value == Fraction(1, 80)

    def test_each_month_of_a_ratio_stands_over_the_figure_at_its_end(self, year: Scope) -> None:
        points = series("tests.reach", year)
        # The council has 100, 120 from the last day of June and 80 from the last day of March; the police 50.
        assert [point.denominator for point in points] == [100, 100, *[170] * 9, 130]
        assert [point.numerator for point in points] == [1, 0, 2, *[0] * 8, 1]
        assert points[2].value == Fraction(2, 170)


class TestAtADate:
    @pytest.fixture(autouse=True)
    def _seats(self, covered: Make, seat: Make, body: Make, council: Agency, police: Agency) -> None:
        covered()
        executive, business = body("DSP Executive"), body("Business Group")
        seat(executive, council, date(2023, 5, 1))
        seat(executive, police, date(2023, 5, 1), date(2024, 6, 30), title="Chair")
        seat(business, council, date(2024, 7, 1), date(2024, 7, 1))
        seat(business, police, date(2024, 6, 30), date(2024, 9, 3))

    @pytest.mark.parametrize(
        ("day", "held"),
        [
            (date(2023, 4, 30), 0),
            (date(2023, 5, 1), 2),
            (date(2024, 6, 29), 2),
            (date(2024, 6, 30), 2),  # one ends on this day and another begins
            (date(2024, 7, 1), 2),  # what opens and closes on one day is never open
            (date(2024, 9, 3), 1),
        ],
    )
    def test_a_stock_holds_what_opened_by_the_day_and_did_not_close_by_it(
        self, partnership: Partnership, day: date, held: int
    ) -> None:
        assert evaluate("tests.seats", at(partnership, day)).value == held

    def test_a_stock_by_body_lists_bodies_with_nothing(self, partnership: Partnership) -> None:
        groups = evaluate("tests.seats", at(partnership, date(2025, 3, 31)), "body").groups
        assert {name: group.value for name, group in groups.items()} == {
            "Business Group": 0,
            "DSP Executive": 1,
        }

    def test_a_dimension_of_words_names_the_rows_that_say_nothing(self, partnership: Partnership) -> None:
        groups = evaluate("tests.seats", at(partnership, date(2024, 1, 1)), "title").groups
        assert {name: group.value for name, group in groups.items()} == {"Chair": 1, "Not stated": 1}

    def test_a_series_of_a_stock_stands_at_the_ends_of_the_months(self, partnership: Partnership) -> None:
        points = series("tests.seats", Scope(partnership=partnership, period=YEAR))
        assert [point.value for point in points] == [2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1]

    def test_a_median_age_is_the_middle_of_those_open(self, partnership: Partnership) -> None:
        # Held on 30 June 2024: the council's since 1 May 2023 (426 days) and the police's from that day (0).
        assert evaluate("tests.age", at(partnership, date(2024, 6, 30))).value == 213

    def test_a_median_between_two_numbers_is_exact(self, partnership: Partnership) -> None:
        answer = evaluate("tests.age", at(partnership, date(2024, 7, 1)))
        assert answer.value == 214  # 427 and 1
        assert evaluate("tests.age", at(partnership, date(2024, 7, 2))).value == 215
        assert (
            evaluate("tests.duration", Scope(partnership=partnership, period=YEAR)).value == 65
        )  # 426, 0, 65

    def test_a_median_age_month_by_month_follows_the_stock(self, partnership: Partnership) -> None:
        points = series("tests.age", Scope(partnership=partnership, period=YEAR))
        for point in points:
            assert point.value == evaluate("tests.age", at(partnership, point.end)).value

    def test_the_median_of_nothing_is_not_recorded(self, partnership: Partnership) -> None:
        answer = evaluate("tests.age", at(partnership, date(2023, 4, 30)))
        assert answer.value is None
        assert answer.covered
        assert answer.why_not == "No seat was held at 30 April 2023, so there is no figure."


class TestFacts:
    def test_workforce_is_the_latest_figure_of_each_agency(
        self, partnership: Partnership, staff: Make, council: Agency, police: Agency
    ) -> None:
        staff(council, 100, date(2023, 4, 1))
        staff(council, 120, date(2024, 4, 1))
        staff(police, 50, date(2023, 4, 1))
        assert evaluate("partnership.workforce", at(partnership, date(2024, 3, 31))).value == 150
        assert evaluate("partnership.workforce", at(partnership, date(2024, 4, 1))).value == 170

    def test_an_agency_without_a_figure_is_not_one_without_staff(
        self, partnership: Partnership, staff: Make, council: Agency, police: Agency
    ) -> None:
        staff(council, 100, date(2023, 4, 1))
        answer = evaluate("partnership.workforce", at(partnership, date(2024, 3, 31)), "agency")
        assert answer.value == 100
        assert answer.groups["Westmoor Constabulary"].value is None

    def test_before_the_first_figure_nothing_is_recorded(
        self, partnership: Partnership, staff: Make, council: Agency
    ) -> None:
        staff(council, 100, date(2024, 4, 1))
        answer = evaluate("partnership.workforce", at(partnership, date(2024, 3, 31)))
        assert answer.value is None
        assert answer.why_not == "No workforce is recorded on or before 31 March 2024."

    def test_a_series_of_a_fact_changes_on_its_day(
        self, partnership: Partnership, staff: Make, council: Agency
    ) -> None:
        staff(council, 100, date(2024, 5, 1))
        staff(council, 110, date(2024, 6, 30))
        points = series("partnership.workforce", Scope(partnership=partnership, period=YEAR))
        assert [point.value for point in points[:4]] == [None, 100, 110, 110]

    def test_the_agency_of_a_chair_is_the_one_in_the_seat_that_day(
        self, partnership: Partnership, seat: Make, body: Make, council: Agency, police: Agency
    ) -> None:
        mash = body("MASH Operational Group")
        seat(mash, council, None, date(2024, 3, 31), title="Chair")
        seat(mash, police, date(2024, 4, 1), title="Chair")
        seat(mash, council, None, title="Member")
        where = {"body": ("mash operational group",)}
        assert (
            evaluate("partnership.chair_agency", at(partnership, date(2024, 3, 31), **where)).value
            == council.name
        )
        assert (
            evaluate("partnership.chair_agency", at(partnership, date(2024, 4, 1), **where)).value
            == police.name
        )

    def test_two_chairs_at_once_are_no_one_name(
        self, partnership: Partnership, seat: Make, body: Make, council: Agency, police: Agency
    ) -> None:
        mash = body("MASH Operational Group")
        seat(mash, council, None, title="Chair")
        seat(mash, police, None, title="Chairperson")
        answer = evaluate("partnership.chair_agency", at(partnership, date(2024, 4, 1)), "body")
        assert answer.groups["MASH Operational Group"].value is None
        assert answer.why_not == (
            "There is more than one chairing agency at 1 April 2024: Westmoor Constabulary, Westmoor County Council."
        )
        assert answer.groups["MASH Operational Group"].names == (police.name, council.name)

    def test_a_chair_whose_agency_became_part_of_another_is_named_as_that(
        self, partnership: Partnership, seat: Make, body: Make, agency: Make, council: Agency
    ) -> None:
        borough = agency("Borough Council", merged_into=council, merged_on=date(2024, 4, 1))
        seat(body("MASH Operational Group"), borough, None, title="Chair")
        days = {day: evaluate("partnership.chair_agency", at(partnership, day)).value for day in MERGER}
        assert list(days.values()) == ["Borough Council", council.name]

    def test_nothing_is_known_of_a_day_to_come(
        self, partnership: Partnership, staff: Make, seat: Make, body: Make, council: Agency
    ) -> None:
        staff(council, 100, date(2024, 4, 1))
        seat(body("MASH Operational Group"), council, None, title="Chair")
        with time_machine.travel(date(2024, 6, 15)):
            for key in ("partnership.workforce", "partnership.chair_agency"):
                assert evaluate(key, at(partnership, date(2024, 6, 15))).value is not None
                answer = evaluate(key, at(partnership, date(2024, 6, 16)))
                assert (answer.value, answer.covered) == (None, False)
                assert answer.why_not == "16 June 2024 is still to come."
            points = series("partnership.workforce", Scope(partnership=partnership, period=YEAR))
        assert [point.value for point in points[:4]] == [100, 100, None, None]
        assert [point.covered for point in points[:4]] == [True, True, False, False]
