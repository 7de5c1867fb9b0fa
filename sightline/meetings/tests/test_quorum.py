"""Whether meetings were quorate: the rule by itself, the figure that databases count, and the pages."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.foundation.access import Shell
from sightline.measures.evaluation import evaluate
from sightline.measures.scope import Period, Scope
from sightline.meetings.models import Presence, QuorumRule
from sightline.meetings.quorum import Came, Rule, lacking
from sightline.meetings.services import quorum_rules
from sightline.partnership.refusals import Refused

KINDS = ("integrated care board", "local authority", "police")
came_ = st.builds(Came, st.integers(1, 5), st.sampled_from(("", *KINDS)))
rule_ = st.builds(Rule, st.frozensets(st.sampled_from(KINDS)), st.integers(0, 6), st.integers(0, 6))
RULES = "/westmoor/meetings/quorum/"


@given(rule_, st.lists(came_), came_)
def test_one_more_who_comes_never_makes_a_meeting_less_quorate(rule, came, another):
    before, after = lacking(rule, came), lacking(rule, [*came, another])
    assert set(after.partners) <= set(before.partners)
    assert after.members <= before.members
    assert after.agencies <= before.agencies


@given(rule_, st.lists(came_))
def test_it_does_not_matter_in_which_order_they_came(rule, came):
    assert lacking(rule, came) == lacking(rule, reversed(came))


def test_a_worked_example():
    rule = Rule(frozenset(KINDS), members=3, agencies=3)
    short = lacking(rule, [Came(1, "police"), Came(1, "police"), Came(2)])
    assert (short.partners, short.members, short.agencies) == (KINDS[:2], 0, 1)
    assert not short.quorate


@pytest.fixture
def year(covered, meeting, came, agency):
    """Council and police are the partners; both came in May, the council alone with a charity in June and July."""
    council = agency("Council", kind="local authority", statutory=True)
    police = agency("Police", kind="police", statutory=True)
    charity = agency("Moor Charity")
    told = (
        (date(2024, 5, 3), {council: "present", police: "deputy", charity: "absent"}),
        (date(2024, 6, 12), {council: "present", police: "apologies", charity: "present"}),
        (date(2024, 7, 25), {council: "present", police: "absent", charity: "deputy"}),
    )
    for day, marks in told:
        one = meeting(day)
        for who, mark in marks.items():
            came(one, f"Of {who}", Presence(mark), agency=who)
    meeting(date(2024, 9, 1))  # nobody said who came
    return Scope(partnership=covered.partnership, period=Period(date(2024, 4, 1), date(2025, 3, 31)))


def rule(executive, since=None, **values) -> QuorumRule:
    return quorum_rules.add(
        by=Shell("tester"),
        record=QuorumRule(partnership=executive.partnership, body=executive, since=since, **values),
    )


def share(year) -> tuple[int | None, int | None]:
    answer = evaluate("meetings.quorate_rate", year)
    return answer.numerator, answer.denominator


@pytest.mark.parametrize(
    ("values", "quorate"),
    [
        ({"every_partner": True}, 1),
        ({"fewest_members": 2}, 3),
        ({"fewest_members": 3}, 0),
        ({"fewest_agencies": 2}, 3),
        ({"every_partner": True, "fewest_agencies": 3}, 0),
    ],
)
def test_the_figure_counts_meetings_that_met_the_rule(year, executive, values, quorate):
    rule(executive, **values)
    answer = evaluate("meetings.quorate_rate", year)
    assert (answer.value, answer.numerator, answer.denominator) == (Fraction(quorate, 3), quorate, 3)


def test_there_is_no_figure_without_a_rule(year):
    answer = evaluate("meetings.quorate_rate", year)
    assert answer.value is None
    assert "No body with a quorum rule met" in answer.why_not


def test_a_meeting_says_who_was_missing(year, executive, person_with, client_as):
    client = client_as(person_with("coordinator"))
    client.post(f"{RULES}new", {"body": str(executive.pk), "every_partner": "on", "fewest_members": "3"})
    assert "each kind of statutory partner, and at least 3 members" in client.get(RULES).text
    june, may = (executive.meetings.get(held_on=day).pk for day in (date(2024, 6, 12), date(2024, 5, 3)))
    said = client.get(f"/westmoor/meetings/{june}").context["page"].lead
    assert said.endswith("The meeting was not quorate: nobody of the police came; 1 member too few.")
    assert (
        client.get(f"/westmoor/meetings/{may}")
        .context["page"]
        .lead.endswith("not quorate: 1 member too few.")
    )


def test_a_rule_says_something(executive, person_with, client_as):
    client = client_as(person_with("coordinator"))
    response = client.post(f"{RULES}new", {"body": str(executive.pk)})
    assert "Say at least one thing that makes the body quorate." in response.text


def test_a_meeting_is_judged_by_the_rule_of_its_day(year, executive, person_with, client_as):
    rule(executive, fewest_members=2)  # which all three met
    rule(executive, since=date(2024, 6, 12), fewest_members=3)  # which neither June nor July did
    assert share(year) == (1, 3)
    client = client_as(person_with("coordinator"))
    may, june = (executive.meetings.get(held_on=day).pk for day in (date(2024, 5, 3), date(2024, 6, 12)))
    assert client.get(f"/westmoor/meetings/{may}").context["page"].lead.endswith("The meeting was quorate.")
    assert client.get(f"/westmoor/meetings/{june}").context["page"].lead.endswith("1 member too few.")


def test_before_the_first_rule_meetings_are_not_judged(year, executive):
    rule(executive, since=date(2024, 7, 1), fewest_members=2)
    assert share(year) == (1, 1)


def test_a_rule_to_come_changes_nothing_yet(year, executive):
    rule(executive, fewest_members=2)
    rule(executive, since=date(2098, 1, 1), fewest_members=9)
    assert share(year) == (3, 3)


def test_once_a_rule_is_withdrawn_the_one_before_it_holds_again(year, executive, shell):
    rule(executive, fewest_members=2)
    wrong = rule(executive, since=date(2024, 5, 1), fewest_members=3)
    assert share(year) == (0, 3)
    quorum_rules.withdraw(by=shell, record=wrong, reason="It was never decided")
    assert share(year) == (3, 3)


def test_a_body_has_one_rule_from_a_day(executive):
    rule(executive, fewest_members=2)
    rule(executive, since=date(2024, 6, 1), fewest_members=3)
    for since in (None, date(2024, 6, 1)):
        with pytest.raises(Refused, match="There is already a quorum rule"):
            rule(executive, since=since, fewest_members=4)


def test_the_rules_of_a_body_are_told_with_the_days_they_held(executive, person_with, client_as):
    first = rule(executive, fewest_members=2)
    client = client_as(person_with("coordinator"))
    assert "Always" in client.get(RULES).text
    page = client.get(f"{RULES}{first.pk}")
    assert f"{RULES}new?body={executive.pk}" in page.text
    day = {"since_day": "1", "since_month": "6", "since_year": "2024"}
    client.post(f"{RULES}new", {"body": str(executive.pk), "fewest_members": "3", **day})
    rows = [[str(cell) for cell in row.cells[1:]] for row in client.get(RULES).context["page"].table.rows]
    assert rows == [["From 1 June 2024", "At least 3 members"], ["Until 31 May 2024", "At least 2 members"]]
    assert "From 1 June 2024" in client.get(f"{RULES}{first.pk}").text
