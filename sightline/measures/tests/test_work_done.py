"""How much a question asks of the database: a fixed number of queries, whatever the rows, groups and months."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sightline.measures.evaluation import evaluate, series
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Partnership

Make = Callable[..., Any]
COVERAGE, DATA, AGENCIES, NAMES = 1, 1, 1, 3
FLOWS = ("tests.figures", "tests.staff", "tests.agencies", "tests.large")


def period(years: int) -> Period:
    return Period(date(2024 - years, 4, 1), date(2024, 3, 31))


@pytest.fixture(params=[2, 30])
def agencies(request: pytest.FixtureRequest, agency: Make, staff: Make, covered: Make) -> int:
    covered(date(1990, 4, 1), date(2030, 3, 31))
    for number in range(request.param):
        staff(agency(f"Agency {number}"), 100, date(2024, 1, 1))
    return int(request.param)


@pytest.mark.parametrize("key", FLOWS)
def test_a_figure_is_one_query_beside_that_for_coverage(
    partnership: Partnership, agencies: int, key: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(COVERAGE + DATA):
        evaluate(key, Scope(partnership=partnership, period=period(1)))


@pytest.mark.parametrize("key", FLOWS)
def test_a_figure_with_all_its_groups_is_one_query_too(
    partnership: Partnership, agencies: int, key: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(COVERAGE + DATA + AGENCIES):
        answer = evaluate(key, Scope(partnership=partnership, period=period(1)), "agency")
    assert len(answer.groups) == agencies


@pytest.mark.parametrize("years", [1, 10])
@pytest.mark.parametrize("key", [*FLOWS, "tests.duration", "tests.seats", "tests.age"])
def test_a_series_is_one_query_however_long(
    partnership: Partnership, agencies: int, key: str, years: int, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(COVERAGE + DATA):
        assert len(series(key, Scope(partnership=partnership, period=period(years)))) == 12 * years


def test_names_are_looked_up_once_however_many_are_asked_for(
    partnership: Partnership, agencies: int, django_assert_num_queries: Any
) -> None:
    where = {"agency": tuple(f"agency {number}" for number in range(agencies))}
    with django_assert_num_queries(COVERAGE + DATA + AGENCIES + NAMES):
        assert (
            evaluate("tests.figures", Scope(partnership=partnership, period=period(1), where=where)).value
            == agencies
        )


def test_a_ratio_asks_no_more_for_more_agencies(
    partnership: Partnership, agencies: int, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(COVERAGE + 2 * DATA + AGENCIES):
        evaluate("tests.reach", Scope(partnership=partnership, period=period(1)), "agency")
