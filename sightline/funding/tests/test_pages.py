"""The page of a year, the lists, and the records that are kept by hand."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
import time_machine

from sightline.funding.models import BudgetLine, Contribution, Spend
from tests.costs import queries_of

YEAR = "/westmoor/funding/"
CONTRIBUTIONS, BUDGET, SPEND = f"{YEAR}contributions/", f"{YEAR}budget/", f"{YEAR}spend/"


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


@pytest.fixture
def partner(person_with, client_as):
    return client_as(person_with("lead-partner"))


def table(response, caption):
    """The rows of a table of the year's page, as words."""
    for block in response.context["page"].blocks:
        for inner in block.inner:
            if getattr(inner, "caption", "") == caption:
                return [
                    [str(cell) for cell in row.cells] if hasattr(row, "cells") else [str(c) for c in row]
                    for row in inner.rows
                ]
    raise AssertionError(f"there is no table “{caption}”")


def account(response):
    """What came in and what is left, by what it is called."""
    section = next(
        block for block in response.context["page"].blocks if getattr(block, "id", "") == "account"
    )
    return {
        row.key: "not recorded" if row.value is None else str(row.value) for row in section.blocks[0].rows
    }


def shown(response):
    return [str(row.cells[0]) for row in response.context["page"].table.rows]


def test_a_year_says_who_pays_and_what_share(partner, year):
    response = partner.get(YEAR)
    assert "2 partners agreed to contribute £160,000 to 2024-25. £150,000.50 of it has come." in response.text
    assert table(response, "Contributions to 2024-25 by partner") == [
        ["Westmoor County Council", "£96,400", "60%", "", "£96,400"],
        ["Westmoor & Coast Constabulary", "£63,600", "40%", "£3,600", "£53,600.50"],
        ["All", "£160,000", "100%", "£3,600", "£150,000.50"],
    ]
    assert "Westmoor County Council gives most: 60% of £160,000" in response.text
    assert "Add a contribution" not in response.text, "a partner looks, and changes nothing"


def test_a_year_sets_spend_against_the_budget(partner, year):
    response = partner.get(YEAR)
    assert table(response, "Budget and spend of 2024-25") == [
        ["Audits", "£4,000", "£0", "£4,000"],
        ["Staffing", "£120,000", "£101,000.50", "£18,999.50"],
        ["Training", "£28,000", "£28,450", "Over by £450"],
        ["All", "£152,000", "£129,450.50", "£22,549.50"],
    ]
    assert "Staffing costs most: 78% of £129,450.50" in response.text


def test_a_year_says_what_is_carried_forward(partner, year):
    told = account(partner.get(YEAR))
    assert told == {
        "Brought forward": "£12,500",
        "Contributions received in cash": "£146,400.50",
        "Charges, such as for training": "£6,100",
        "Spent": "£129,450.50",
        "Carried forward": "£35,550",
    }


def test_where_a_part_is_not_recorded_nothing_is_carried_forward(partner, contribution, line):
    contribution("96400.00")
    line("Training", "28000.00")
    response = partner.get(YEAR)
    told = account(response)
    assert told["Brought forward"] == told["Spent"] == "not recorded"
    assert told["Carried forward"].splitlines() == [
        "Cannot be said",
        "Not recorded for 2024-25: what was brought forward, contributions received in cash and what was spent.",
    ]
    assert table(response, "Budget and spend of 2024-25") == [
        ["Training", "£28,000", "not recorded", "not recorded"]
    ]
    assert table(response, "Contributions to 2024-25 by partner")[0][-1] == "nothing yet"


@time_machine.travel(date(2025, 2, 1))
def test_the_latest_year_that_has_begun_is_shown_and_any_other_can_be_chosen(partner, contribution):
    for year in ("2023-24", "2024-25", "2025-26"):
        contribution("80000.00", year=year)
    assert "80,000 to 2024-25" in partner.get(YEAR).text
    assert "80,000 to 2025-26" in partner.get(YEAR, {"year": "2025-26"}).text
    assert "80,000 to 2024-25" in partner.get(YEAR, {"year": "1066-67"}).text, (
        "only what can be chosen is believed"
    )
    assert "Left so far" in partner.get(YEAR).text, "the year is not over"


def test_an_empty_year_teaches_and_shows_no_noughts(coordinator):
    response = coordinator.get(YEAR)
    assert "What the partnership costs and who pays for it belongs here" in response.text
    assert "£0" not in response.text
    assert "Add a contribution" in response.text


def test_contributions_are_filtered_and_exported(coordinator, contribution, police):
    contribution("96400.00", received="96400.00", received_on=date(2024, 5, 12), note="=1+1")
    contribution("60000.00", agency=police, received="50000.50")
    contribution("3600.00", agency=police, form="in kind")
    contribution("90000.00", year="2023-24")
    council, coast = "Westmoor County Council", "Westmoor & Coast Constabulary"
    for asked, found in (
        ({}, [coast, coast, council]),
        ({"year": "2023-24"}, [council]),
        ({"year": "all"}, [coast, coast, council, council]),
        ({"agency": str(police.pk)}, [coast, coast]),
        ({"form": "in kind"}, [coast]),
        ({"state": "outstanding"}, [coast]),
        ({"q": "council"}, [council]),
        ({"sort": "-agreed"}, [council, coast, coast]),
    ):
        assert shown(coordinator.get(CONTRIBUTIONS, asked)) == found, asked
    sheet = coordinator.get(CONTRIBUTIONS, {"export": "csv", "sort": "-agreed"})
    rows = list(csv.reader(io.StringIO(b"".join(sheet.streaming_content).decode("utf-8-sig"))))
    assert rows[1] == [council, "2024-25", "Cash", "", "96400.00", "96400.00", "2024-05-12", "'=1+1"]


def test_a_contribution_is_added_corrected_and_withdrawn_with_its_history(coordinator, police):
    typed = {"agency": str(police.pk), "year": "2024-25", "form": "cash", "agreed": "£40,000"}
    response = coordinator.post(f"{CONTRIBUTIONS}new", typed)
    made = Contribution.objects.get()
    assert response["Location"] == f"{CONTRIBUTIONS}{made.pk}"
    assert "£40,000 of it has not come." in coordinator.get(response["Location"]).text
    again = coordinator.post(f"{CONTRIBUTIONS}new", typed)
    assert "There is already a contribution with these particulars" in again.text
    asked = coordinator.get(f"{CONTRIBUTIONS}{made.pk}/correct").context["page"].form
    change = {**typed, "agreed": "40000", "received": "40,000.00", "made_from": asked["made_from"].value()}
    coordinator.post(f"{CONTRIBUTIONS}{made.pk}/correct", change)
    record = coordinator.get(f"{CONTRIBUTIONS}{made.pk}").text
    assert "has not come" not in record
    assert "40000.00" in record, "the history says what it became"
    coordinator.post(f"{CONTRIBUTIONS}{made.pk}/withdraw", {"reason": "Entered twice."})
    assert shown(coordinator.get(CONTRIBUTIONS)) == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"agreed": "-5"}, "The amount agreed must be £0 or more."),
        ({"agreed": "lots"}, "Amount agreed must be an amount of money, such as 1,234.56"),
        ({"agreed": "1.005"}, "Amount agreed must be in pounds and whole pence, such as 1,234.56"),
        ({"agreed": "99999999999"}, "Amount agreed is too large; check the number of digits"),
        ({"year": "1066-67"}, "Choose one of these reporting years"),
        ({"received": "-5"}, "When some was given back, enter what was kept."),
        ({"received_on": "2024-05-12"}, "Enter how much was received, or clear the date."),
        ({"received": "5", "received_on": "2190-05-12"}, "must be today or earlier"),
        ({"note": "For the child Amina"}, "This may name a child"),
    ],
)
def test_a_contribution_that_cannot_be_right_is_refused_in_a_sentence(coordinator, police, values, said):
    typed = {"agency": str(police.pk), "year": "2024-25", "form": "cash", "agreed": "1", **values}
    response = coordinator.post(f"{CONTRIBUTIONS}new", typed)
    assert response.status_code == 422
    assert said in response.text
    assert not Contribution.objects.exists()


def test_a_refund_takes_off_what_was_spent(coordinator, line):
    training = line("Training", "28000.00")
    for amount, what in (("£1,150.00", "Two courses"), ("-250", "A room that was not needed")):
        coordinator.post(f"{SPEND}new", {"line": str(training.pk), "amount": amount, "what_for": what})
    record = coordinator.get(f"{BUDGET}{training.pk}").text
    assert "£900" in record
    assert "£27,100" in record
    assert "-£250" in record


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"amount": "0"}, "Enter an amount. A refund is entered with a minus, such as -250.00."),
        ({"paid_on": "2014-05-03"}, "This day is more than a year away from 2024-25"),
    ],
)
def test_a_payment_that_cannot_be_right_is_refused_in_a_sentence(coordinator, line, values, said):
    typed = {"line": str(line("Training", "28000.00").pk), "amount": "5", "what_for": "Stamps", **values}
    assert said in coordinator.post(f"{SPEND}new", typed).text
    assert not Spend.objects.exists()


def test_money_of_another_partnership_is_not_there(coordinator, another_partnership, line):
    elsewhere = BudgetLine.objects.create(
        partnership=another_partnership, key="a", year="2024-25", heading="Staffing", amount=9
    )
    assert coordinator.get(f"{BUDGET}{elsewhere.pk}").status_code == 404
    typed = {"line": str(elsewhere.pk), "amount": "5", "what_for": "Stamps"}
    assert coordinator.post(f"{SPEND}new", typed).status_code == 422
    assert not Spend.objects.exists()


def test_only_what_is_brought_forward_can_be_a_debt(coordinator):
    typed = {"year": "2024-25", "source": "grant", "amount": "-5"}
    assert (
        "Only what is brought forward can be below nought"
        in coordinator.post(f"{YEAR}income/new", typed).text
    )
    made = coordinator.post(f"{YEAR}income/new", {**typed, "source": "brought forward"})
    assert "-£5" in coordinator.get(made["Location"]).text


def test_budget_and_spend_are_listed_by_year_and_exported(coordinator, line, spent):
    training = line("Training", "28000.00")
    line("Staffing", "120000.00")
    spent(training, "28450.00", paid_on=date(2024, 10, 14))
    spent(line("Training", "30000.00", "2023-24"), "9.00", "Old stamps")
    assert shown(coordinator.get(BUDGET)) == ["Staffing", "Training"]
    assert shown(coordinator.get(BUDGET, {"sort": "left"})) == ["Training", "Staffing"]
    assert "£148,000 set aside for 2024-25." in coordinator.get(BUDGET).text
    assert shown(coordinator.get(SPEND)) == ["Trainer"]
    assert shown(coordinator.get(SPEND, {"year": "all"})) == ["Old stamps", "Trainer"]
    assert shown(coordinator.get(SPEND, {"heading": "Training"})) == ["Trainer"]
    sheet = coordinator.get(BUDGET, {"export": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(sheet.streaming_content).decode("utf-8-sig"))))
    assert rows[2] == ["Training", "2024-25", "28000.00", "28450.00", "-450.00", ""]


def test_the_records_behind_a_figure_are_for_those_who_may_see_them(person_with, client_as, year):
    figure = "/westmoor/measures/funding.contributed"
    seen = client_as(person_with("delegated-partner")).get(figure).text
    assert "Westmoor County Council, 2024-25: £96,400" in seen
    unseen = client_as(person_with("agency-representative")).get(figure).text
    assert "The records behind it" not in unseen
    assert client_as(person_with("agency-representative")).get(YEAR).status_code == 403


def test_a_year_costs_no_more_with_more_records(partner, year, contribution, line, spent, agency):
    partner.get(YEAR)
    before = queries_of(partner, YEAR)
    for number in range(12):
        contribution("10.00", agency=agency(f"School {number}"))
        spent(line(f"Heading {number}", "10.00"), "5.00")
    assert queries_of(partner, YEAR) <= before
