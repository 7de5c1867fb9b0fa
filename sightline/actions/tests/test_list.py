"""The list of actions: the state as at a day, what narrows it, and what is taken away as a file."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl
import pytest

from sightline.actions.models import Action
from sightline.actions.presenters.addresses import tag
from sightline.actions.queries import standing
from sightline.actions.states import SHOWN, State
from sightline.measures.evaluation import evaluate
from sightline.measures.scope import Scope
from sightline.partnership.models import Coverage
from tests.costs import queries_of

LIST = "/westmoor/actions/"


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator"))


@pytest.fixture
def three(covered, action):
    """One overdue at the end of March 2025, one outstanding, one complete."""
    return (
        action("LATE-1", due_on=date(2024, 8, 1)),
        action("OPEN-1", due_on=date(2025, 6, 30), source="practice review"),
        action("DONE-1", completed_on=date(2024, 7, 1)),
    )


def references(response) -> list[str]:
    return [row.cells[0].text for row in response.context["page"].table.rows]


def test_the_sentence_says_what_is_outstanding_and_overdue_on_the_last_covered_day(coordinator, three):
    response = coordinator.get(LIST)
    assert (
        "At 31 March 2025, the last day that is covered: 2 outstanding, 1 of them overdue." in response.text
    )
    assert references(response) == ["LATE-1", "OPEN-1", "DONE-1"]  # what needs somebody most comes first


def test_a_tracker_kept_live_is_shown_as_it_is_today(coordinator, three, partnership):
    Coverage.objects.create(partnership=partnership, source="actions", start=date(2025, 4, 1), end=None)
    assert "2 outstanding, 2 of them overdue." in coordinator.get(LIST).text  # both targets have passed


def test_an_earlier_day_shows_what_stood_then(coordinator, three):
    response = coordinator.get(LIST, {"at": "2024-06-30"})
    assert "At 30 June 2024: 3 outstanding, none of them overdue." in response.text
    assert {cell.text for row in response.context["page"].table.rows for cell in row.cells[4:]} == {
        "Outstanding"
    }


def test_a_day_outside_the_records_is_not_recorded_rather_than_nought(coordinator, three):
    response = coordinator.get(LIST, {"at": "2019-01-01"})
    assert (
        "At 1 January 2019: not recorded. Records of actions cover 2023-24 to 2024-25 only." in response.text
    )


def test_a_day_that_is_none_is_answered_in_words(coordinator, three):
    response = coordinator.get(LIST, {"at": "last week"})
    assert response.status_code == 200
    assert "“last week” is not a date. Write it as 2025-03-31." in response.text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "overdue"}, ["LATE-1"]),
        ({"state": "outstanding"}, ["LATE-1", "OPEN-1"]),
        ({"state": "complete"}, ["DONE-1"]),
        ({"source": "practice review"}, ["OPEN-1"]),
        ({"q": "open-1"}, ["OPEN-1"]),
        ({"q": "protocol ESCALATION"}, ["LATE-1", "OPEN-1", "DONE-1"]),
        ({"q": "protocol elephant"}, []),
        ({"sort": "reference"}, ["DONE-1", "LATE-1", "OPEN-1"]),
        ({"sort": "-reference"}, ["OPEN-1", "LATE-1", "DONE-1"]),
        ({"state": "'; drop table", "agency": "9999"}, ["LATE-1", "OPEN-1", "DONE-1"]),
    ],
)
def test_filters_and_heads_choose_and_order(coordinator, three, asked, found):
    assert references(coordinator.get(LIST, asked)) == found


def test_a_filter_by_agency_keeps_that_agencys(coordinator, three, action, agency):
    schools = agency("Westmoor Schools")
    action("SCH-1", agency=schools)
    assert references(coordinator.get(LIST, {"agency": str(schools.pk)})) == ["SCH-1"]


def test_the_list_agrees_with_the_measures_on_every_boundary(covered, action, partnership):
    day = date(2024, 8, 1)
    action(due_on=day)  # due on the day itself: not overdue
    action(due_on=date(2024, 7, 31))
    action(due_on=None)
    action(completed_on=day)  # completed on the day: complete
    action(completed_on=date(2024, 8, 2), due_on=date(2024, 7, 1))
    action(agreed_on=day)
    action(agreed_on=date(2024, 8, 2))  # not agreed yet
    states = [tag(one).text for one in standing(partnership, day)]
    scope = Scope(partnership=partnership, at=day)
    assert states.count("Overdue") == evaluate("actions.overdue", scope).value == 2
    assert len(states) - states.count("Complete") == evaluate("actions.outstanding", scope).value == 5


def test_a_withdrawn_action_is_in_no_list_and_no_figure(coordinator, three):
    coordinator.post("/westmoor/actions/LATE-1/withdraw", {"reason": "Entered twice"})
    response = coordinator.get(LIST)
    assert references(response) == ["OPEN-1", "DONE-1"]
    assert "1 outstanding, none of them overdue" in response.text


def test_an_empty_list_says_what_belongs_there(coordinator, partnership):
    response = coordinator.get(LIST)
    assert "Actions come from reviews, audits and meetings" in response.text
    assert "There are no records of actions yet." in response.text


def test_the_csv_holds_what_the_filters_show_and_runs_nothing(coordinator, three, action):
    action("EVIL-1", undertaking='=HYPERLINK("http://example.org")', owner="+44 20", due_on=date(2024, 8, 2))
    response = coordinator.get(LIST, {"state": "overdue", "export": "csv"})
    assert response["Content-Disposition"] == 'attachment; filename="actions-2025-03-31.csv"'
    rows = list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
    assert [row["Reference"] for row in rows] == ["LATE-1", "EVIL-1"]
    assert rows[1]["Action"] == '\'=HYPERLINK("http://example.org")'
    assert rows[1]["Lead officer"] == "'+44 20"
    assert rows[0]["Target date"] == "2024-08-01"


def test_the_workbook_holds_text_where_a_formula_was_typed(coordinator, three, action):
    action("EVIL-1", undertaking="=1+1", progress="@SUM(A1)")
    response = coordinator.get(LIST, {"q": "evil", "export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(response.getvalue())).active
    told = dict(zip([cell.value for cell in sheet[1]], sheet[2], strict=True))
    assert (told["Action"].value, told["Action"].data_type) == ("=1+1", "s")
    assert (told["Progress update"].value, told["Progress update"].data_type) == ("@SUM(A1)", "s")
    assert told["Date agreed"].value.date() == date(2024, 5, 1)


def test_the_list_costs_the_same_queries_however_long_it_is(coordinator, three, action, agency):
    few = queries_of(coordinator, LIST, {"state": "outstanding"})
    for number in range(40):
        action(agency=agency(f"Agency {number}"), source=f"source {number % 7}")
    assert queries_of(coordinator, LIST, {"state": "outstanding"}) == few
    assert Action.objects.count() == 43


def test_the_list_shows_the_number_that_it_then_has(coordinator, three):
    assert coordinator.get(LIST).context["page"].table.caption == "3 actions"
    coordinator.post("/westmoor/actions/LATE-1/withdraw", {"reason": "Entered twice"})
    assert coordinator.get(LIST).context["page"].table.caption == "2 actions"


def test_what_is_shown_without_being_asked_for_is_what_its_state_says(covered, action, partnership):
    """Two rules say which actions those are: their dates alone for the list, and the state of each."""
    day = date(2024, 8, 1)
    for proposed in (None, date(2024, 5, 1), day, date(2024, 9, 1)):
        for agreed in (None, date(2024, 6, 1), day, date(2024, 9, 1)):
            for declined in (None, date(2024, 7, 1), day, date(2024, 9, 1)):
                if proposed or agreed:
                    action(proposed_on=proposed, agreed_on=agreed, declined_on=declined)
    shown = set(standing(partnership, day, SHOWN))
    by_state = {one for state in SHOWN for one in standing(partnership, day, [state])}
    assert shown == by_state
    assert len(shown) < len(standing(partnership, day, tuple(State)))
