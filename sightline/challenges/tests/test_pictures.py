"""Challenge by level and over time, on the page of who challenges whom."""

from __future__ import annotations

from datetime import date

import pytest

from sightline.challenges.over_time import quarters
from sightline.measures.answers import Point
from tests.costs import queries_of

PAGE = "/westmoor/challenges/between"


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator"))


def months(*values: int | None) -> list[Point]:
    """Months from April 2024."""
    begun = [(2024 + (3 + number) // 12, (3 + number) % 12 + 1) for number in range(len(values))]
    return [
        Point(start=date(year, month, 1), end=date(year, month, 28), value=value)
        for (year, month), value in zip(begun, values, strict=True)
    ]


def test_months_add_up_to_quarters():
    found = quarters(months(1, 2, 3, 0, 0, 0, 4, 0, 1, 2, 2, 2))
    assert [(one.label, one.value) for one in found] == [
        ("Apr to Jun 2024", 6),
        ("Jul to Sep 2024", 0),
        ("Oct to Dec 2024", 5),
        ("Jan to Mar 2025", 6),
    ]


def test_a_quarter_is_not_known_until_all_its_months_are():
    going_on = quarters(months(1, 2, 3, 4, 5, None, None, None, None))
    assert [one.value for one in going_on] == [6]
    gap = quarters(months(None, None, None, 1, 1, 1, 1, None, 1, 1, 1, 1))
    assert [(one.label, one.value) for one in gap] == [
        ("Jul to Sep 2024", 3),
        ("Oct to Dec 2024", None),
        ("Jan to Mar 2025", 3),
    ]


def test_raised_and_answered_are_shown_by_quarter_with_their_figures(coordinator, covered, challenge):
    challenge(date(2023, 5, 1), answered_on=date(2023, 5, 31))  # 30 days
    challenge(date(2024, 5, 1), answered_on=date(2024, 5, 11))  # 10
    challenge(date(2024, 5, 2), answered_on=date(2024, 8, 1))  # 91
    challenge(date(2024, 5, 3), answered_on=date(2024, 5, 23))  # 20
    page = coordinator.get(PAGE).text
    assert "Most were raised in Apr to Jun 2024: 3" in page
    assert "Most were answered in Apr to Jun 2024: 2" in page
    assert "In 2024-25 the middle challenge was answered in 20 days, in 2023-24 in 30 days" in page
    assert "3 answered" in page


def test_answers_without_a_day_are_not_noughts(coordinator, covered, challenge):
    challenge(date(2024, 5, 1), closed_on=date(2024, 6, 1), response="We came")
    page = coordinator.get(PAGE).text
    assert "Answered: not recorded. No challenge of this time has the day of its answer." in page
    assert "None was answered" not in page


def test_what_is_over_time_is_narrowed_as_the_matrix_is(coordinator, covered, challenge):
    challenge(date(2024, 5, 1), expectation="learn")
    challenge(date(2024, 8, 1))
    challenge(date(2024, 8, 1))
    assert "Most were raised in Jul to Sep 2024: 2" in coordinator.get(PAGE).text
    assert "Most were raised in Apr to Jun 2024: 1" in coordinator.get(f"{PAGE}?expectation=learn").text


def test_each_level_has_its_challenges_and_its_time_to_answer(coordinator, covered, challenge):
    challenge(date(2024, 5, 1), level="Manager", answered_on=date(2024, 5, 11))
    challenge(date(2024, 5, 2), level="Manager", answered_on=date(2024, 5, 14))
    challenge(date(2024, 5, 3), level="Strategic")
    response = coordinator.get(PAGE)
    assert "Most challenges by level: Manager, 2 of 3" in response.text
    [table] = [
        block
        for section in response.context["page"].blocks
        for block in getattr(section, "blocks", ())
        if getattr(block, "caption", "") == "How soon they were answered"
    ]
    assert [row.cells[0] for row in table.rows] == ["Manager", "Strategic"]
    assert table.rows[0].cells[1:] == (2, "11")
    assert table.rows[1].cells[2].text == "not recorded"


def test_which_level_asks_which_is_shown_once_it_is_said(coordinator, covered, challenge):
    challenge(date(2024, 5, 1))
    caption = "Challenges by the level that raised them"
    assert caption not in coordinator.get(PAGE).text
    challenge(date(2024, 5, 1), raised_by_level="practitioners", raised_with_level="strategic leaders")
    page = coordinator.get(PAGE).text
    assert caption in page
    assert "Practitioners" in page


def test_a_year_without_challenges_still_shows_the_others_over_time(coordinator, covered, challenge):
    challenge(date(2023, 5, 1))
    page = coordinator.get(PAGE).text
    assert "No challenge matches." in page
    assert "Most were raised in Apr to Jun 2023: 1" in page


def test_without_records_the_page_says_so(coordinator):
    page = coordinator.get(PAGE)
    assert page.status_code == 200
    assert "Raised by quarter: not recorded." in page.text


def test_the_pictures_cost_the_same_queries_however_many_challenges(coordinator, covered, challenge):
    challenge(date(2024, 5, 1))
    coordinator.get(PAGE)
    few = queries_of(coordinator, PAGE)
    for number in range(1, 9):
        challenge(date(2024, number + 1, 1), level=f"Level {number}", answered_on=date(2024, 12, 1))
    assert queries_of(coordinator, PAGE) == few
