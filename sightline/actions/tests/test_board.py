"""The board: the same actions as the list, a column for each state, the most urgent first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.cache import cache

from sightline.actions.models import Action, Reopening
from sightline.actions.presenters.board import COLUMNS
from sightline.actions.states import State
from tests.costs import queries_of

BOARD = "/westmoor/actions/board"
LOOKED = {"checked_by": "Ada Brook", "seen": "Staff know it"}


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator"))


@pytest.fixture
def one_of_each(covered, action):
    action("LATE-1", due_on=date(2024, 8, 1))
    action("OPEN-1", due_on=date(2025, 6, 30), source="practice review")
    action("BEGUN-1", due_on=date(2025, 6, 30), started_on=date(2025, 1, 6))
    action("DONE-1", completed_on=date(2024, 7, 1))
    action("GOOD-1", completed_on=date(2024, 7, 1), effect="assured", checked_on=date(2024, 9, 2), **LOOKED)
    action(
        "POOR-1", completed_on=date(2024, 7, 1), effect="not achieved", checked_on=date(2024, 9, 3), **LOOKED
    )


def columns(response):
    return response.context["page"].blocks[-1].columns


def cards(response) -> dict[str, list[str]]:
    return {column.title: [card.link.text for card in column.cards] for column in columns(response)}


def test_each_state_has_its_column(coordinator, one_of_each):
    assert cards(coordinator.get(BOARD)) == {
        "Overdue": ["LATE-1"],
        "Outstanding, not begun": ["OPEN-1"],
        "In progress": ["BEGUN-1"],
        "Complete, not yet assured": ["DONE-1"],
        "Assured": ["GOOD-1"],
        "Not achieved": ["POOR-1"],
    }


def test_no_state_is_without_a_column():
    assert set(COLUMNS) == set(State)


def test_a_card_says_what_is_to_be_done_by_whom_and_by_when_and_leads_to_it(coordinator, one_of_each):
    html = coordinator.get(BOARD).text
    card = html[html.index("/westmoor/actions/LATE-1") :].split("</li>")[0]
    for said in (
        "Brief staff on the escalation",
        "Westmoor &amp; Coast Constabulary",
        "target date 1 August 2024",
    ):
        assert said in card


def test_the_board_shows_an_earlier_day_as_it_was(coordinator, one_of_each):
    held = cards(coordinator.get(BOARD, {"at": "2024-07-31"}))
    assert held["Overdue"] == []
    assert held["Complete, not yet assured"] == ["DONE-1", "GOOD-1", "POOR-1"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"source": "practice review"}, {"OPEN-1"}),
        ({"state": "overdue"}, {"LATE-1"}),
        ({"state": "complete"}, {"DONE-1", "GOOD-1", "POOR-1"}),
        ({"q": "begun"}, {"BEGUN-1"}),
    ],
)
def test_the_filters_of_the_list_narrow_the_board(coordinator, one_of_each, asked, found):
    assert {one for column in cards(coordinator.get(BOARD, asked)).values() for one in column} == found


def test_a_filter_by_state_leaves_its_columns_alone(coordinator, one_of_each):
    assert list(cards(coordinator.get(BOARD, {"state": "overdue"}))) == ["Overdue"]


def test_a_long_column_shows_the_twenty_most_urgent_and_leads_to_the_rest(coordinator, covered, action):
    for number in range(25):
        action(f"L{number:02}", due_on=date(2024, 8, 1) + timedelta(days=-number), source="rapid review")
    action("OTHER", source="audit")
    response = coordinator.get(BOARD, {"source": "rapid review"})
    late = columns(response)[0]
    assert late.count == "25"
    assert [card.link.text for card in late.cards] == [f"L{number:02}" for number in range(24, 4, -1)]
    assert str(late.rest) == "All 25"
    assert len(coordinator.get(late.rest.href).context["page"].table.rows) == 25  # the same as the list shows


def test_what_is_complete_and_waited_longest_to_be_looked_at_comes_first(coordinator, covered, action):
    action("NEW", completed_on=date(2025, 2, 1))
    action("OLD", completed_on=date(2024, 6, 1))
    assert cards(coordinator.get(BOARD))["Complete, not yet assured"] == ["OLD", "NEW"]


def test_list_and_board_lead_to_each_other_with_the_filters_kept(coordinator, one_of_each):
    html = coordinator.get("/westmoor/actions/", {"state": "overdue", "at": "2024-12-31"}).text
    assert 'href="/westmoor/actions/board?state=overdue&amp;at=2024-12-31"' in html
    back = coordinator.get(BOARD, {"state": "overdue", "at": "2024-12-31"}).text
    assert 'href="/westmoor/actions/?state=overdue&amp;at=2024-12-31"' in back


def test_what_was_reopened_since_stands_on_an_earlier_day_where_it_stood(coordinator, covered, action):
    again = action("AGAIN-1", due_on=date(2025, 6, 30))
    Reopening.objects.create(
        partnership=again.partnership,
        key="again-1",
        action=again,
        since=date(2024, 5, 1),
        completed_on=date(2024, 6, 1),
        reopened_on=date(2024, 9, 1),
        why="It came back",
    )
    cache.clear()
    response = coordinator.get(BOARD, {"at": "2024-07-31"})
    assert cards(response)["Complete, not yet assured"] == ["AGAIN-1"]
    assert "reopened since" in response.text
    assert cards(coordinator.get(BOARD))["Outstanding, not begun"] == ["AGAIN-1"]


def test_a_board_of_nothing_says_what_belongs_there_and_counts_nothing(coordinator, partnership):
    html = coordinator.get(BOARD).text
    assert "Actions come from reviews, audits and meetings" in html
    assert "sl-board" not in html


def test_the_board_costs_the_same_queries_whatever_it_shows(coordinator, one_of_each, action, agency):
    few = queries_of(coordinator, BOARD)
    for number in range(60):
        action(agency=agency(f"Agency {number}"), source=f"source {number % 7}")
    assert queries_of(coordinator, BOARD) == few
    assert Action.objects.count() == 66
