"""What actions offer the home page and the search."""

from __future__ import annotations

from datetime import date

import pytest

from sightline.foundation.attention import attention
from sightline.foundation.search import finders

TODAY = date(2025, 9, 1)


def items(person):
    return list(attention["actions"].items(person, person.partnership, TODAY))


def hits(person, words):
    return list(finders["actions"].hits(person, person.partnership, words))


def test_who_keeps_actions_is_asked_to_chase_all_that_were_overdue_on_the_last_covered_day(
    covered, action, person_with
):
    action(due_on=date(2025, 3, 30))
    action(due_on=date(2024, 1, 1), agreed_on=date(2023, 5, 1))
    action(due_on=date(2025, 5, 1))  # passed since, but nobody knows what became of it
    [item] = items(person_with("coordinator"))
    assert item.text == "Chase the owners of 2 overdue actions"
    assert item.href == "/westmoor/actions/?state=overdue"
    assert item.why == "As at 31 March 2025, the last day that is covered."


def test_an_agencys_representative_is_asked_about_their_own_only(covered, action, agency, person_with):
    schools = agency("Westmoor Schools")
    action(due_on=date(2025, 3, 30))
    action(due_on=date(2025, 3, 30), agency=schools)
    [item] = items(person_with("agency-representative", agency=schools))
    assert item.text == "See to your agency’s 1 overdue action"
    assert item.href == f"/westmoor/actions/?state=overdue&agency={schools.pk}"


@pytest.mark.parametrize("role", ["scrutineer", "practitioner"])
def test_nobody_else_is_asked_anything(covered, action, person_with, role):
    action(due_on=date(2025, 3, 30))
    assert items(person_with(role)) == []


def test_nothing_overdue_asks_for_nothing(covered, action, person_with):
    action(due_on=date(2025, 6, 30))
    assert items(person_with("coordinator")) == []


def test_attention_costs_the_same_queries_however_much_is_overdue(
    covered, action, person_with, django_assert_max_num_queries
):
    person = person_with("coordinator")
    counts = []
    for more in (1, 20):
        for _ in range(more):
            action(due_on=date(2025, 3, 30))
        with django_assert_max_num_queries(6) as queries:
            items(person)
        counts.append(len(queries))
        person.look_again()
    assert counts[0] == counts[1]


def test_an_action_is_found_by_its_reference_and_by_its_words(covered, action, person_with):
    action("RR01/24-3", undertaking="Brief all staff on the neglect toolkit")
    action("RR01/24-4", recommendation="Health visitors should use the neglect toolkit")
    member = person_with("agency-representative")
    assert [hit.href for hit in hits(member, "rr01/24-3")] == ["/westmoor/actions/RR01-24-3"]
    assert len(hits(member, "TOOLKIT neglect")) == 2
    assert "neglect toolkit" in hits(member, "visitors toolkit")[0].snippet
    assert hits(member, "toolkit elephant") == []


def test_a_search_finds_nothing_for_who_may_not_see_actions_or_in_another_partnership(
    covered, action, person_with, another_partnership
):
    action("RR01/24-3")
    assert hits(person_with("practitioner"), "RR01") == []
    assert hits(person_with("coordinator", partnership=another_partnership), "RR01") == []


def test_what_nobody_has_looked_at_for_ninety_days_is_asked_about(covered, action, person_with):
    def asked(person):
        return [one.text for one in attention["actions"].items(person, person.partnership, TODAY)]

    seen = {"effect": "assured", "checked_on": date(2025, 3, 1), "checked_by": "Omar Hale"}
    action(completed_on=date(2024, 12, 31))  # 90 days before 31 March 2025, the last day that is covered
    action(completed_on=date(2025, 1, 1))
    action(completed_on=date(2024, 6, 1), **seen)
    action(due_on=None)
    assert asked(person_with("coordinator")) == ["Have 1 completed action looked at"]
    assert asked(person_with("scrutineer")) == []
