"""Figures about money against a handful added up by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
import time_machine

from sightline.claims.checks import CheckError
from sightline.claims.figuring import RecordedFigures
from sightline.claims.grammar import parse, parse_selection
from sightline.claims.judging import judge
from sightline.foundation.years import ReportingYear
from sightline.funding import services
from sightline.funding.models import Contribution
from sightline.funding.tests.conftest import BY
from sightline.measures.evaluation import evaluate, fingerprint
from sightline.measures.registry import WrongTime
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Agency, Partnership
from sightline.reports import building

COUNCIL, POLICE, HEALTH = (
    "Westmoor County Council",
    "Westmoor & Coast Constabulary",
    "NHS Westmoor Integrated Care Board",
)


@pytest.fixture
def asked(partnership: Partnership) -> Callable[..., Scope]:
    """``asked("2023-24", agency=POLICE)``: of 2024-25 unless said otherwise."""

    def make(year: str = "2024-25", **where: str) -> Scope:
        period = Period.of(ReportingYear.parse(year))
        return Scope(
            partnership=partnership, period=period, where={name: (one,) for name, one in where.items()}
        )

    return make


@pytest.fixture
def health(agency: Callable[..., Agency]) -> Agency:
    return agency(HEALTH)


@pytest.fixture
def given(
    contribution: Callable[..., Contribution], police: Agency, health: Agency, agency: Callable[..., Agency]
) -> list[Contribution]:
    """£200,000 for 2024-25: £100,000 of the council, £50,000 of each other, of which £10,000 in kind; and an older one.

    Probation is recorded as giving nothing, and nothing is recorded of the schools.
    """
    agency("Westmoor Schools")
    return [
        contribution("100000.00", received="100000.00", received_on=date(2024, 5, 12)),
        contribution("40000.00", agency=police, received="15000.10"),
        contribution("10000.00", agency=police, form="in kind", received="10000.00"),
        contribution("50000.00", agency=health),
        contribution("0.00", agency=agency("Probation Service")),
        contribution("80000.00", year="2023-24"),
    ]


@pytest.mark.usefixtures("given")
def test_contributions_are_added_up_by_agency_and_year(asked: Callable[..., Scope]) -> None:
    answer = evaluate("funding.contributed", asked(), "agency")
    assert (answer.value, answer.shown, answer.phrase) == (200_000, "£200,000", "£200,000")
    assert {name: group.value for name, group in answer.groups.items()} == {
        COUNCIL: 100_000,
        POLICE: 50_000,
        HEALTH: 50_000,
        "Probation Service": 0,
        "Westmoor Schools": 0,
    }
    assert evaluate("funding.contributed", asked("2023-24")).value == 80_000
    both = Scope(partnership=asked().partnership, period=Period(date(2023, 4, 1), date(2025, 3, 31)))
    assert evaluate("funding.contributed", both).value == 280_000


@pytest.mark.usefixtures("given")
def test_what_has_come_is_told_apart_from_what_was_agreed_to_the_penny(asked: Callable[..., Scope]) -> None:
    assert evaluate("funding.received", asked()).shown == "£125,000.10"
    assert evaluate("funding.received", asked(form="cash")).value == Fraction("115000.10")
    assert evaluate("funding.received", asked(agency=HEALTH)).value == 0, (
        "others have paid, so it is a true 0"
    )
    none = evaluate("funding.received", asked("2023-24"))
    assert (none.value, none.why_not) == (None, "No contribution is recorded as received for 2023-24.")


@pytest.mark.usefixtures("given")
def test_a_share_is_the_part_of_what_all_agencies_agreed(asked: Callable[..., Scope]) -> None:
    answer = evaluate("funding.share", asked(agency=POLICE))
    assert (answer.value, answer.numerator, answer.denominator) == (Fraction(1, 4), 50_000, 200_000)
    groups = evaluate("funding.share", asked(), "agency").groups
    assert {name: group.shown for name, group in groups.items()} == {
        COUNCIL: "50%",
        POLICE: "25%",
        HEALTH: "25%",
        "Probation Service": "0%",
        "Westmoor Schools": "0%",
    }
    assert evaluate("funding.share", asked(agency=POLICE, form="cash")).value == Fraction(4, 19)


@pytest.mark.usefixtures("given")
def test_what_an_agency_gave_that_became_part_of_another_counts_under_that_one(
    asked: Callable[..., Scope], police: Agency, health: Agency
) -> None:
    police.merged_into, police.merged_on = health, date(2025, 1, 1)
    police.save()
    assert evaluate("funding.share", asked(agency=HEALTH)).value == Fraction(1, 2)


def test_a_year_of_which_nothing_is_recorded_is_not_a_year_of_nothing(
    asked: Callable[..., Scope], contribution: Callable[..., Contribution]
) -> None:
    contribution("80000.00", year="2023-24")
    for key, said in (
        ("contributed", "No contribution is recorded for 2024-25."),
        ("share", "No contribution is recorded for 2024-25."),
        ("budget", "No budget is recorded for 2024-25."),
        ("spend", "No spend is recorded for 2024-25."),
        ("other_income", "No other income is recorded for 2024-25."),
    ):
        answer = evaluate(f"funding.{key}", asked())
        assert (answer.value, answer.covered, answer.why_not) == (None, False, said)


def test_a_withdrawn_record_leaves_its_year_unrecorded(
    asked: Callable[..., Scope], contribution: Callable[..., Contribution]
) -> None:
    services.contributions.withdraw(by=BY, record=contribution("80000.00"), reason="It was a draft.")
    assert evaluate("funding.contributed", asked()).value is None


def test_where_everybody_agreed_to_nothing_there_is_no_share(
    asked: Callable[..., Scope], contribution: Callable[..., Contribution]
) -> None:
    contribution("0.00")
    answer = evaluate("funding.share", asked())
    assert (answer.value, answer.covered) == (None, True)
    assert answer.why_not == "It all comes to nothing in 2024-25, so there is no part of it."


def test_the_year_that_is_going_on_has_its_figure_already(
    asked: Callable[..., Scope], contribution: Callable[..., Contribution]
) -> None:
    with time_machine.travel(date(2026, 5, 1)):
        contribution("80000.00", year="2026-27")
        assert evaluate("funding.contributed", asked("2026-27")).value == 80_000


@pytest.mark.usefixtures("given")
def test_a_part_of_a_year_is_refused(partnership: Partnership) -> None:
    half = Scope(partnership=partnership, period=Period(date(2024, 4, 1), date(2024, 9, 30)))
    for key in ("funding.contributed", "funding.share"):
        with pytest.raises(WrongTime, match="whole reporting years: ask in 2024-25"):
            evaluate(key, half)


def test_spend_counts_in_the_year_of_its_budget_whenever_it_was_paid(
    asked: Callable[..., Scope], line: Callable[..., Any], spent: Callable[..., Any]
) -> None:
    training, staff = line("Training", "28000.00"), line("Staffing", "150000.00")
    spent(training, "1150.10", paid_on=date(2025, 4, 20))
    spent(training, "0.20", "Stamps")
    spent(training, "-250.00", "A cancelled room")
    spent(line("Training", "30000.00", "2023-24"), "9000.00")
    answer = evaluate("funding.spend", asked(), "heading")
    assert answer.value == Fraction("900.30")
    assert {name: group.value for name, group in answer.groups.items()} == {"Training": Fraction("900.30")}
    assert evaluate("funding.budget", asked()).value == 178_000
    services.budget_lines.withdraw(by=BY, record=training, reason="It was entered twice.")
    assert evaluate("funding.spend", asked()).value is None
    assert evaluate("funding.budget", asked()).value == 150_000
    assert staff.amount == 150_000


@pytest.mark.usefixtures("given")
@pytest.mark.parametrize(
    ("check", "verdict", "because"),
    [
        (f'funding.share{{agency="{POLICE}"}} in 2024-25 >= 10%', "holds", "25% (50,000 of 200,000)"),
        (f'funding.share{{agency="{POLICE}"}} in 2024-25 >= 30%', "does not hold", "25%"),
        ("funding.share in 2024-25 by agency each <= 50%", "holds", COUNCIL),
        ("funding.share in 2024-25 by agency each >= 10%", "does not hold", "Probation Service"),
        ("funding.contributed in 2024-25 >= 200000", "holds", "£200,000"),
        ("funding.contributed in 2024-25 rises since 2023-24", "holds", "80,000"),
        ("funding.contributed in 2025-26 >= 1", "not recorded", "no contribution is recorded"),
        ("funding.spend in 2024-25 <= 200000", "not recorded", "no spend is recorded"),
    ],
)
def test_money_can_be_claimed(partnership: Partnership, check: str, verdict: str, because: str) -> None:
    found = judge(parse(check), RecordedFigures(partnership))
    assert str(found.kind) == verdict, found.because
    assert because in found.because


@pytest.mark.usefixtures("given")
def test_no_claim_can_ask_for_the_months_of_what_has_none(partnership: Partnership) -> None:
    for text in ("funding.contributed monthly in 2024-25", "funding.share monthly in 2024-25"):
        with pytest.raises(CheckError, match="is recorded for whole years: leave out monthly"):
            RecordedFigures(partnership).points(parse_selection(text))


def test_anothers_contribution_changes_the_records_behind_a_share(
    asked: Callable[..., Scope], given: list[Contribution]
) -> None:
    before = fingerprint("funding.share", asked(agency=POLICE))
    assert before[0] == 5, "all of the year"
    values = {"agreed": given[0].agreed + 1}
    services.contributions.correct(by=BY, record=given[0], values=values)
    assert fingerprint("funding.share", asked(agency=POLICE)) != before
    assert fingerprint("funding.contributed", asked(agency=POLICE))[0] == 2


def test_the_command_line_gives_pounds_as_numbers(
    given: list[Contribution], run_command: Callable[..., Any]
) -> None:
    said = run_command(
        "measure",
        "funding.received",
        "--partnership",
        "westmoor",
        "--in",
        "2024-25",
        "--by",
        "agency",
        "--json",
    )
    assert said.status == 0, said.err
    assert said.json["value"] == 125_000.1
    assert said.json["groups"][POLICE]["value"] == 25_000.1
    share = run_command(
        "measure", "funding.share", "--partnership", "westmoor", "--in", "2024-25", "--json"
    ).json
    assert (share["value"], share["numerator"], share["denominator"]) == (1, 200_000, 200_000)


@pytest.mark.usefixtures("given")
def test_a_report_cites_who_pays_and_offers_no_months_of_it(partnership: Partnership) -> None:
    figures = RecordedFigures(partnership)
    answer = figures.answer(parse_selection("funding.share in 2024-25 by agency"))
    assert answer.groups[POLICE].shown == "25%"
    info = figures.measure("funding.contributed")
    offered = {code for code, _ in building.tests_for(info)}
    assert {">=", "falls"} <= offered
    assert not offered & building.MONTHLY
