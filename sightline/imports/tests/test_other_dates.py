"""Trackers and logs whose dates are written another way, in words, or not at all."""

from __future__ import annotations

from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sightline.actions.models import Action
from sightline.challenges.models import Challenge
from sightline.imports.models import Import
from sightline.partnership import roles

HEAD = ["Ref", "Action", "Lead agency", "Date agreed", "Target date", "Status", "Date completed"]
AGREED = date(2024, 4, 5)


def row(reference, **said):
    told = {"agency": "Police", "agreed": "05/04/2024", "due": "", "status": "", "completed": "", **said}
    return [reference, f"Do {reference}", *told.values()]


@pytest.fixture(autouse=True)
def known(agency):
    return agency("Police"), agency("Schools")


@pytest.fixture
def actions(partnership):
    return lambda: {one.reference: one for one in Action.objects.of(partnership)}


def test_a_column_with_a_date_that_can_only_have_the_month_first_has_it_throughout(rows, actions):
    _, outcome = rows(
        [
            HEAD,
            row("A1", agreed="04/05/2024"),
            row("A2", agreed="05/14/2024", status="Done", completed="06/07/2024"),
        ]
    )
    assert [one.agreed_on for one in actions().values()] == [AGREED, date(2024, 5, 14)]
    assert actions()["A2"].completed_on == date(2024, 6, 7)  # a column that does not tell is like the others
    assert {told["column"] for told in outcome.warnings} == {"Date agreed", "Target date", "Date completed"}


def test_in_a_column_of_both_orders_what_has_the_month_first_is_refused(rows, actions):
    _, outcome = rows([HEAD, row("A1", agreed="14/05/2024"), row("A2", agreed="05/15/2024"), row("A3")])
    assert (outcome.refused, outcome.errors[0]["row"]) == (1, 3)
    assert actions()["A3"].agreed_on == AGREED


def test_the_order_of_a_column_may_show_far_down(rows, actions):
    early = [row(f"A{number}", agreed="04/05/2024") for number in range(2500)]
    _, outcome = rows([HEAD, *early, row("Z", agreed="05/14/2024")])
    assert outcome.refused == 0
    assert actions()["A7"].agreed_on == AGREED


def test_bare_numbers_of_a_workbook_that_counts_from_1904_are_its_days(tmp_path, bring_in, actions):
    path = tmp_path / "old.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": True}) as workbook:
        sheet = workbook.add_worksheet("A")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, row("7", agreed=(AGREED - date(1904, 1, 1)).days))
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(2, 0, row("8"))
        sheet.write_datetime(2, 3, AGREED, day)
    bring_in(path)
    assert [one.agreed_on for one in actions().values()] == [AGREED, AGREED]


@pytest.mark.parametrize(
    ("due", "kept"),
    [("Monthly", None), ("30.6.24 revised to 30.9.24", date(2024, 9, 30)), ("31/06/2024", None)],
)
def test_a_target_in_words_costs_an_action_its_target_and_not_itself(rows, actions, due, kept):
    _, outcome = rows([HEAD, row("A1", due=due)])
    assert (outcome.created, outcome.error_count, outcome.warning_count) == (1, 0, 1)
    assert (outcome.warnings[0]["column"], outcome.warnings[0]["value"]) == ("Target date", due)
    assert actions()["A1"].due_on == kept


def test_what_is_in_doubt_is_told_at_the_shell_beside_what_is_refused(tmp_path, partnership, run_command):
    path = tmp_path / "tracker.csv"
    lines = [HEAD, row("A1", due="Monthly"), row("A2", agreed="31/02/2024")]
    path.write_text("\n".join(",".join(line) for line in lines))
    told = run_command("import", str(path), "--partnership", "westmoor", "--json").json
    assert (told["created"], told["refused"], told["error_count"], told["warning_count"]) == (1, 1, 1, 1)
    assert [one["row"] for one in told["errors"]] == [3]
    assert (told["warnings"][0]["row"], told["warnings"][0]["value"]) == (2, "Monthly")


def test_what_is_in_doubt_is_listed_before_and_after_the_commit(person_with, client_as, partnership):
    client = client_as(person_with(roles.COORDINATOR))
    content = "\n".join(",".join(line) for line in [HEAD, row("A1", due="Monthly")]).encode()
    file = SimpleUploadedFile("tracker.csv", content)
    client.post(reverse("imports:new", args=["westmoor"]), {"file": file}, follow=True)
    number = Import.objects.get().pk
    preview = client.get(reverse("imports:problems", args=["westmoor", number]), follow=True).text
    assert "1 cell to look at" in preview
    assert "Their rows go in" in preview
    client.post(reverse("imports:commit", args=["westmoor", number]), follow=True)
    assert (
        "Their rows went in"
        in client.get(reverse("imports:record", args=["westmoor", number]), follow=True).text
    )


def test_what_is_in_doubt_in_a_refused_row_is_told_with_what_is_wrong(rows):
    _, outcome = rows([HEAD, row("A1", agreed="31/02/2024", due="Monthly")])
    assert [told["column"] for told in outcome.errors] == ["Date agreed", "Target date"]
    assert (outcome.refused, outcome.warning_count) == (1, 0)


def test_a_revised_target_goes_before_the_first_one_where_there_is_one(rows, actions):
    head = [*HEAD, "Revised target date"]
    rows([head, [*row("A1", due="30/06/2024"), "30/06/2025"], [*row("A2", due="30/06/2024"), ""]])
    assert [one.due_on for one in actions().values()] == [date(2025, 6, 30), date(2024, 6, 30)]


@pytest.mark.parametrize(
    ("completed", "problem"),
    [
        ("01/08/2023", "is before the day it was agreed (05/04/2024)"),
        ("01/08/2042", "has not come yet; a date is given here when it has happened"),
    ],
)
def test_an_action_cannot_be_complete_before_it_was_agreed_or_after_today(rows, completed, problem):
    _, outcome = rows([HEAD, row("A1", completed=completed), row("A2")])
    assert (outcome.created, outcome.refused) == (1, 1)
    assert outcome.errors[0]["problem"] == problem


def test_a_status_that_is_only_a_colour_and_has_no_date_beside_it_is_refused(rows):
    _, outcome = rows([HEAD[:6], row("A1")[:6], row("A2", status="Amber")[:6]])
    assert (outcome.created, outcome.refused) == (1, 1)
    assert "colours cannot be read" in outcome.errors[0]["problem"]


def test_a_summary_and_a_key_beneath_a_table_are_passed_over(book):
    beneath = [
        [],
        ["Summary"],
        ["Complete", 1],
        ["Total", 2],
        [],
        ["RAG key", "Meaning"],
        ["Red", "Off track"],
    ]
    _, outcome = book({"A": [HEAD, row("A1"), *beneath]})
    assert (outcome.created, outcome.refused) == (1, 0)
    assert {told["row"] for told in outcome.skipped} == {4, 5, 6, 8, 9}


def test_an_action_that_lacks_much_is_no_key_for_a_word_that_begins_like_one(rows):
    _, outcome = rows([HEAD, row("A1"), ["", "Key worker to be named", "Police", "", "", "", ""]])
    assert (outcome.created, outcome.refused) == (1, 1)


@pytest.mark.parametrize(
    "key",
    [
        [["RAG: Green – action complete; Amber – in progress"]],
        [["Green: complete", "Amber: in progress"]],
        [["Green", "Complete"], ["Amber", "In progress"]],
        [["Green (complete), Amber (in progress)"]],
    ],
)
def test_a_key_of_words_that_are_known_is_read_however_it_is_laid_out(book, key):
    _, outcome = book({"Key": key, "A": [HEAD, row("A1", status="Green"), row("A2", status="Amber")]})
    assert (outcome.created, outcome.refused) == (1, 1)
    assert "says that the action is complete" in outcome.errors[0]["problem"]


def test_one_cell_that_looks_like_a_key_is_none(book):
    _, outcome = book({"A": [["Green – complete"], HEAD, row("A1", status="Green")]})
    assert (outcome.created, outcome.refused) == (1, 0)


LOG = ["Date", "Raised by", "To", "Challenge", "Status", "Date closed"]


@pytest.mark.parametrize(
    ("status", "closed", "problem"),
    [
        ("Closed", "", "is blank, but the status says that the challenge is complete"),
        ("Open", "01/05/2024", "is a completion date, but the status says it is not complete"),
        ("Closed", "01/05/2042", "has not come yet; a date is given here when it has happened"),
    ],
)
def test_the_status_of_a_challenge_is_weighed_against_its_dates(rows, status, closed, problem):
    _, outcome = rows([LOG, ["09/04/2024", "Police", "Schools", "a", status, closed]])
    assert [told["problem"] for told in outcome.errors] == [problem]


@pytest.mark.parametrize(
    ("status", "closed"), [("Closed", "01/05/2024"), ("Open", "No"), ("Noted by all", "")]
)
def test_the_status_of_a_challenge_that_its_dates_bear_out_is_taken_in(rows, partnership, status, closed):
    rows([LOG, ["09/04/2024", "Police", "Schools", "a", status, closed]])
    assert (Challenge.objects.of(partnership).get().closed_on is not None) == (status == "Closed")
