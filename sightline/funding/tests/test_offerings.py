"""What funding offers the home page and the search."""

from __future__ import annotations

from datetime import date

from sightline.foundation.attention import attention
from sightline.foundation.search import finders


def told(person, day):
    found = [
        item
        for key in ("funding-received", "funding-budget")
        for item in attention[key].items(person, person.partnership, day)
    ]
    return {item.text: item.why for item in found}


def test_money_that_has_not_come_is_asked_for_three_months_into_its_year(person_with, contribution, police):
    contribution("100.00", received="100.00")
    contribution("60000.00", agency=police, received="50000.50")
    contribution("5.00", agency=police, form="in kind")
    contribution("7.00", agency=police, year="2023-24")
    keeper = person_with("coordinator")
    asked = {"Ask Westmoor & Coast Constabulary for its contribution to 2024-25": "£9,999.50 has not come."}
    assert told(keeper, date(2024, 6, 30)) == {}
    assert told(keeper, date(2024, 7, 1)) == asked
    assert told(keeper, date(2026, 7, 1)) == asked, "the latest year there is"
    contribution("40.00", agency=police, purpose="training")
    several = {"Ask for 2 contributions to 2024-25 that were agreed": "£10,039.50 has not come."}
    assert told(keeper, date(2024, 7, 1)) == several
    assert told(person_with("lead-partner"), date(2024, 7, 1)) == {}


def test_spend_over_a_budget_line_needs_attention_and_to_the_penny(person_with, line, spent):
    training, audits = line("Training", "0.30"), line("Audits", "5.00")
    for amount in ("0.10", "0.20"):
        spent(training, amount)
    spent(audits, "5.01")
    asked = {"Look at “Audits” in the budget of 2024-25": "£5.01 was spent of £5."}
    assert told(person_with("coordinator"), date(2025, 1, 1)) == asked


def test_money_is_found_by_those_who_may_see_it(person_with, year):
    finder = finders["funding"]
    sees, does_not = person_with("scrutineer"), person_with("agency-representative")
    found = [(hit.title, hit.kind) for hit in finder.hits(sees, sees.partnership, "training")]
    assert ("Training, 2024-25", "Budget line") in found
    assert ("Trainer, 14 October 2024", "Payment") in found
    council = [hit.title for hit in finder.hits(sees, sees.partnership, "county council")]
    assert council == ["Westmoor County Council, 2024-25"]
    assert list(finder.hits(does_not, does_not.partnership, "training")) == []
