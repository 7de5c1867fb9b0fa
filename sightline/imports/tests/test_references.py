"""What an action or a challenge is known by, where its list does not help."""

from __future__ import annotations

from datetime import date

import pytest

from sightline.actions.models import Action
from sightline.challenges.models import Challenge
from sightline.imports import services

HEAD = ["Ref", "Action", "Lead agency", "Date agreed", "Due date", "Status", "Date completed"]
OPEN, DONE = "In progress", "Complete"


@pytest.fixture(autouse=True)
def _known(agency):
    for name in ("Police", "CSC", "ICB"):
        agency(name)


def action(ref, text, agreed, *, agency="Police", done=None):
    return [ref, text, agency, agreed, date(2024, 9, 1), DONE if done else OPEN, done]


def held() -> set[tuple[str, date | None]]:
    return set(Action.objects.values_list("undertaking", "completed_on"))


def test_numbers_that_begin_again_each_year_are_those_of_other_actions(book):
    book(
        {"Sheet1": [HEAD, *(action(n, f"old {n}", date(2023, 5, n)) for n in range(1, 5))]},
        name="Log 2023-24.xlsx",
    )
    lines = [action(n, f"new {n}", date(2024, 5, n)) for n in range(1, 5)]
    carried = action(2, "old 2", date(2023, 5, 2), done=date(2024, 8, 1))
    _, outcome = book({"Sheet1": [HEAD, *lines, carried]}, name="Log 2024-25.xlsx")
    assert (outcome.created, outcome.updated, outcome.refused) == (4, 1, 0)
    assert {text for text, _ in held()} == {f"{age} {n}" for age in ("old", "new") for n in range(1, 5)}
    assert Action.objects.get(reference="2023-24 2").completed_on == date(2024, 8, 1)


def test_a_row_with_the_number_of_quite_another_action_is_refused_and_overwrites_nothing(rows):
    rows([HEAD, ["PR-7", "Brief staff", "Police", "01/05/2024", "", OPEN, ""]])
    _, outcome = rows([HEAD, ["PR-7", "Test the pathway", "CSC", "02/06/2024", "", OPEN, ""]])
    (told,) = outcome.errors
    assert (told["column"], told["value"]) == ("Ref", "PR-7")
    assert told["problem"] == (
        "is that of another action already, of which “Brief staff” and “01/05/2024” is said; "
        "give this one a number of its own"
    )
    assert (outcome.updated, held()) == (0, {("Brief staff", None)})
    _, reworded = rows([HEAD, ["PR-7", "Brief all staff", "Police", "01/05/2024", "", OPEN, ""]])
    assert (reworded.updated, held()) == (1, {("Brief all staff", None)})


def test_a_number_with_its_year_is_of_no_sheet_and_the_sheet_where_it_ends_counts(book):
    before, after = (
        action("23/01", "x", date(2023, 5, 1)),
        action("23/01", "x", date(2023, 5, 1), done=date(2024, 6, 1)),
    )
    other = action("24/01", "z", date(2024, 6, 1))
    _, outcome = book({"2023-24": [HEAD, before], "2024-25": [HEAD, after, other]})
    assert (outcome.created, outcome.duplicates, outcome.refused) == (2, 1, 0)
    assert dict(Action.objects.values_list("reference", "completed_on")) == {
        "23/01": date(2024, 6, 1),
        "24/01": None,
    }


@pytest.mark.parametrize("order", [("Open", "Closed"), ("Closed", "Open")])
def test_an_action_left_on_the_open_sheet_is_closed_where_the_closed_sheet_says_so(book, order):
    sheets = {
        "Open": [HEAD, action("A1", "x", date(2024, 4, 5)), action("A2", "y", date(2024, 4, 5))],
        "Closed": [HEAD, action("A1", "x", date(2024, 4, 5), done=date(2024, 8, 1))],
    }
    for _ in range(2):
        _, outcome = book({name: sheets[name] for name in order})
        assert (outcome.created + outcome.unchanged, outcome.updated) == (2, 0)
        assert (outcome.duplicates, outcome.refused) == (1, 0)
        assert held() == {("x", date(2024, 8, 1)), ("y", None)}


def test_the_closing_counts_however_far_it_stands_from_the_opening(book, monkeypatch, shell):
    monkeypatch.setattr("sightline.imports.running.BATCH", 1)
    sheets = {
        "Open": [HEAD, action("A1", "x", date(2024, 4, 5))],
        "Closed": [HEAD, action("A1", "x", date(2024, 4, 5), done=date(2024, 8, 1))],
    }
    import_, _ = book(sheets)
    assert held() == {("x", date(2024, 8, 1))}
    services.undo(by=shell, import_=import_)
    assert held() == set()


def test_of_two_rows_that_disagree_the_later_is_refused_with_what_differs(book):
    one = action("A1", "x", date(2024, 4, 5), done=date(2024, 8, 1))
    other = action("A1", "x", date(2024, 4, 5), agency="CSC", done=date(2024, 8, 2))
    _, outcome = book({"Tracker": [HEAD, one, other]})
    (told,) = outcome.errors
    assert (told["row"], told["column"]) == (3, "Lead agency")
    assert told["problem"] == (
        "speaks of the same record as Tracker, row 2, but differs in lead agency and date completed"
    )


def test_a_number_that_excel_cut_short_is_told_with_the_text_that_differs(book):
    lines = [
        action(1.1, "a1", date(2024, 4, 5)),
        action(1.2, "a2", date(2024, 4, 5)),
        action(1.10, "a10", date(2024, 4, 5)),
    ]
    _, outcome = book({"A": [HEAD, *lines]})
    (told,) = outcome.errors
    assert (told["column"], told["value"]) == ("Action", "a10")


@pytest.mark.parametrize(("head", "first", "second"), [("No.", "1", "2"), ("Ref No.", "R1", "R2")])
def test_a_list_that_numbers_its_recommendations_keeps_every_action_of_each(book, head, first, second):
    def line(number, recommendation, text):
        agreed = date(2024, 5, 1)
        return [number, recommendation, text, "Police", agreed, date(2024, 9, 1), OPEN, None]

    headings = [head, "Recommendation", *HEAD[1:]]
    lines = [line(first, "Rec 1", text) for text in "abc"] + [line(second, "Rec 2", text) for text in "de"]
    for expected in ((5, 0), (0, 5)):
        _, outcome = book({"CSPR Billy": [headings, *lines]})
        assert (outcome.created, outcome.unchanged, outcome.refused) == (*expected, 0)
    assert {text for text, _ in held()} == set("abcde")


def test_a_challenge_that_stands_open_on_one_sheet_and_closed_on_the_next_is_closed(book):
    head = ["Date", "From", "To", "Challenge", "Date closed"]
    told = [date(2024, 3, 1), "ICB", "CSC", "y"]
    _, outcome = book({"2023-24": [head, [*told, None]], "2024-25": [head, [*told, date(2024, 6, 1)]]})
    assert (outcome.created, outcome.refused) == (1, 0)
    assert Challenge.objects.get().closed_on == date(2024, 6, 1)
