"""Figures about reports between bodies against a handful counted by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from sightline.measures.evaluation import evaluate, series
from sightline.measures.scope import Period, Scope
from sightline.required_reports import queries, services

D = date
YEAR = Period(D(2024, 4, 1), D(2025, 3, 31))


@pytest.fixture
def year(covered, required, told, partnership, executive, business, mash):
    """Due in the year: to the executive 4, of which 2 came in time, 1 late and 1 not; to the business group 2, of
    which 1 was not needed and 1 came in time; the year before 1, which came in the year."""
    quarterly = required(executive)
    told(quarterly, D(2024, 4, 30), received_on=D(2024, 4, 30))
    told(quarterly, D(2024, 7, 30), received_on=D(2024, 8, 9))
    told(quarterly, D(2024, 10, 30), received_on=D(2024, 10, 1))
    half_yearly = required(business, frequency="half-yearly", first_on=D(2024, 3, 31), reporter=executive)
    told(half_yearly, D(2024, 3, 31), received_on=D(2024, 4, 2))
    told(half_yearly, D(2024, 9, 30), not_needed="The group did not meet")
    told(half_yearly, D(2025, 3, 31), received_on=D(2025, 3, 31))
    return Scope(partnership=partnership, period=YEAR)


def test_the_part_on_time_is_of_those_due_and_needed(year):
    answer = evaluate("reports_between_bodies.on_time_rate", year)
    assert (answer.value, answer.numerator, answer.denominator) == (Fraction(3, 5), 3, 5)
    by = evaluate("reports_between_bodies.on_time_rate", year, "to").groups
    assert {name: group.value for name, group in by.items()} == {
        "DSP Executive": Fraction(1, 2),
        "Business Group": 1,
    }


def test_what_was_received_counts_on_the_day_it_came_whenever_it_was_due(year):
    assert evaluate("reports_between_bodies.due", year).value == 5
    answer = evaluate("reports_between_bodies.received", year, "body")
    assert answer.value == 5
    assert {name: group.value for name, group in answer.groups.items()} == {
        "MASH Operational Group": 3,
        "DSP Executive": 2,
    }


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (D(2024, 4, 1), 1),  # that of the day before
        (D(2024, 4, 2), 0),
        (D(2024, 7, 30), 0),  # due on the day is not overdue
        (D(2024, 7, 31), 1),
        (D(2024, 8, 8), 1),
        (D(2024, 8, 9), 0),
        (D(2025, 1, 30), 0),
        (D(2025, 1, 31), 1),
        (D(2025, 3, 31), 1),
    ],
)
def test_a_report_is_overdue_from_the_day_after_until_it_comes(year, day, number):
    scope = Scope(partnership=year.partnership, at=day)
    assert evaluate("reports_between_bodies.overdue", scope).value == number


def test_the_ends_of_the_months_say_the_same_as_each_day_asked_alone(year):
    points = series("reports_between_bodies.overdue", year)
    alone = [
        evaluate("reports_between_bodies.overdue", Scope(partnership=year.partnership, at=point.end)).value
        for point in points
    ]
    assert [point.value for point in points] == alone == [0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 1]


def test_before_anything_was_required_here_nothing_is_known(partnership, required):
    required()  # which begins live coverage today
    answer = evaluate("reports_between_bodies.due", Scope(partnership=partnership, period=YEAR))
    assert answer.value is None
    assert "31 March 2025 to 31 March 2025 only" in answer.why_not


def test_a_withdrawn_rule_counts_in_no_figure(year, shell):
    for rule in queries.requirements(year.partnership):
        services.requirements.withdraw(by=shell, record=rule, reason="By mistake")
    assert evaluate("reports_between_bodies.due", year).value == 0
    assert evaluate("reports_between_bodies.received", year).value == 0
