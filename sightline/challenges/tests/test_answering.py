"""Answering a challenge, escalating one that is not settled, and who challenges whom."""

from __future__ import annotations

from datetime import date

import pytest

from sightline.challenges import attention, queries, services
from sightline.challenges.between import between
from sightline.challenges.models import Escalation
from sightline.challenges.stages import stages
from sightline.clocks.models import OwnLength
from sightline.measures.agencies import Agencies
from sightline.measures.evaluation import evaluate
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Agency
from sightline.partnership.refusals import Refused
from sightline.partnership.tests.filling_in import held_by_form
from tests.costs import queries_of

YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))
PAGE = "/westmoor/challenges/between"


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


def told(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def test_an_answer_is_not_an_end(coordinator, covered, challenge):
    one = challenge(date(2024, 5, 1))
    address = f"/westmoor/challenges/{one.pk}/close"
    blank = {"closed_on_day": "", "closed_on_month": "", "closed_on_year": ""}
    typed = {**held_by_form(coordinator, address), **told("answered_on", date(2024, 5, 11)), **blank}
    assert coordinator.post(address, {**typed, "response": "We will come"}).status_code == 302
    one.refresh_from_db()
    assert (one.answered_on, one.closed_on, one.result) == (date(2024, 5, 11), None, "")
    scope = Scope(partnership=one.partnership, period=YEAR)
    assert evaluate("challenges.answered", scope).value == 1
    assert evaluate("challenges.median_days_to_answer", scope).value == 10
    assert evaluate("challenges.open", Scope(partnership=one.partnership, at=YEAR.end)).value == 1


def test_an_answer_comes_between_the_question_and_the_end(covered, challenge, shell):
    one = challenge(date(2024, 5, 1))
    with pytest.raises(Refused, match="same as or after the date raised"):
        services.challenges.correct(by=shell, record=one, values={"answered_on": date(2024, 4, 30)})
    values = {"answered_on": date(2024, 6, 2), "closed_on": date(2024, 6, 1)}
    with pytest.raises(Refused, match="answered after it was closed"):
        services.challenges.correct(by=shell, record=one, values=values)


def test_the_rate_of_changed_practice_leaves_out_what_nobody_judged(covered, challenge, partnership):
    closed = {"closed_on": date(2024, 6, 1)}
    challenge(date(2024, 5, 1), result="practice changed", expectation="learn", **closed)
    challenge(date(2024, 5, 1), result="not accepted", expectation="collaborate", **closed)
    challenge(date(2024, 5, 1), result="accepted", expectation="learn", **closed)
    challenge(date(2024, 5, 1), **closed)
    rate = evaluate("challenges.practice_changed_rate", Scope(partnership=partnership, period=YEAR))
    assert (rate.numerator, rate.denominator) == (1, 3)
    by = evaluate("challenges.raised", Scope(partnership=partnership, period=YEAR), by="expectation")
    assert {name: one.value for name, one in by.groups.items() if one.value} == {
        "learn": 2, "collaborate": 1, "Not stated": 1,
    }  # fmt: skip


def test_each_stage_has_the_days_of_its_clock(covered, challenge, shell, partnership):
    one = challenge(date(2025, 4, 1))
    # Thursday before Easter: the two days are Tuesday and Wednesday, for Friday and Monday are bank holidays
    services.escalate(by=shell, challenge=one, stage=1, began_on=date(2025, 4, 17), to="Head of service")
    services.escalate(by=shell, challenge=one, stage=2, began_on=date(2025, 4, 23), to="Director")
    first, second = stages(partnership, queries.reached(one))
    assert (first.due, first.over) == (date(2025, 4, 23), True)
    assert (second.due, second.over) == (date(2025, 4, 30), False)
    OwnLength.objects.create(
        partnership=partnership,
        key="x",
        clock="disagreement-2",
        number=1,
        unit="working days",
        since=date(2025, 4, 1),
    )
    assert stages(partnership, queries.reached(one))[1].due == date(2025, 4, 24)


def test_a_late_stage_needs_attention_until_the_next_or_the_end(
    covered, challenge, shell, person_with, partnership
):
    person, one = person_with("coordinator"), challenge(date(2024, 5, 1))
    services.escalate(by=shell, challenge=one, stage=1, began_on=date(2024, 5, 1), to="Head of service")

    def said(day: date) -> list[str]:
        return [item.why for item in attention.late_stages(person, partnership, day)]

    assert said(date(2024, 5, 3)) == []  # Wednesday and two working days
    assert said(date(2024, 5, 4)) == ["Stage 1 went to Head of service and should be over."]
    services.challenges.correct(by=shell, record=one, values={"closed_on": date(2024, 5, 10)})
    assert said(date(2024, 5, 20)) == []


def test_a_stage_is_late_today_although_the_log_ended_before_it_began(coordinator, covered, challenge, shell):
    one = challenge(date(2025, 3, 19))
    services.escalate(by=shell, challenge=one, stage=1, began_on=date(2025, 4, 2), to="Head of service")
    page = coordinator.get(f"/westmoor/challenges/{one.pk}").text
    assert "4 April 2025" in page
    assert ">Late</strong>" in page


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"stage": 2}, "Somebody else escalated this meanwhile"),
        ({"stage": 5}, "no stage beyond"),
        ({"began_on": date(2024, 4, 30)}, "between the day the one before began and today"),
        ({"began_on": date(2199, 4, 30)}, "between the day the one before began and today"),
        ({"to": " "}, "Enter a name of who it goes to"),
    ],
)
def test_an_escalation_out_of_turn_is_refused(covered, challenge, shell, given, problem):
    asked = {"stage": 1, "began_on": date(2024, 5, 2), "to": "Head of service"}
    with pytest.raises(Refused, match=problem):
        services.escalate(by=shell, challenge=challenge(date(2024, 5, 1)), **{**asked, **given})
    assert not Escalation.objects.exists()


def test_a_challenge_is_escalated_from_its_page_to_the_last_stage(coordinator, covered, challenge):
    one = challenge(date(2024, 5, 1))
    at = f"/westmoor/challenges/{one.pk}"
    for stage in (1, 2, 3, 4):
        assert f"{at}/escalate" in coordinator.get(at).text
        typed = {
            **held_by_form(coordinator, f"{at}/escalate"),
            **told("began_on", date(2024, 5, stage)),
            "to": "Chair",
        }
        assert coordinator.post(f"{at}/escalate", typed).status_code == 302
    page = coordinator.get(at).text
    assert "Stage 4" in page
    assert "no set day" in page
    assert f"{at}/escalate" not in page
    assert evaluate("challenges.escalated", Scope(partnership=one.partnership, period=YEAR)).value == 4


def test_each_direction_is_counted_by_itself(covered, challenge, agency, police, hospitals, partnership):
    schools, probation = agency("Westmoor Schools"), agency("Westmoor Probation")
    for _ in range(3):
        challenge(date(2024, 5, 1))
    challenge(date(2024, 5, 1), raised_by=hospitals, raised_with=police)
    challenge(date(2024, 5, 1), raised_by=schools, raised_with=police)
    found = between(queries.between(queries.challenges(partnership)), Agencies(partnership), YEAR.end)
    assert found.pairs == {
        (police.name, hospitals.name): 3, (hospitals.name, police.name): 1, (schools.name, police.name): 1,
    }  # fmt: skip
    assert found.never_challenging == [probation.name]
    assert found.never_challenged == sorted([probation.name, schools.name])


def test_what_merged_counts_under_what_it_became(covered, challenge, agency, police, partnership):
    new = agency("Westmoor Health")
    old = agency("Coast Health")
    Agency.objects.filter(pk=old.pk).update(merged_into=new, merged_on=date(2024, 10, 1))
    challenge(date(2024, 5, 1), raised_with=old)
    pairs = queries.between(queries.challenges(partnership))
    assert between(pairs, Agencies(partnership), YEAR.end).pairs == {(police.name, "Westmoor Health"): 1}
    assert between(pairs, Agencies(partnership), date(2024, 6, 1)).pairs == {(police.name, "Coast Health"): 1}


def test_the_page_says_who_is_not_in_the_picture(coordinator, covered, challenge, agency):
    agency("Westmoor Probation")
    challenge(date(2024, 5, 1), expectation="learn")
    page = coordinator.get(PAGE).text
    assert "raised most: 1 of 1" in page
    assert "Westmoor Probation" in page
    assert "Time to answer: not recorded." in page
    assert "No challenge matches." in coordinator.get(f"{PAGE}?expectation=include").text
    assert coordinator.get(f"{PAGE}?expectation=learn&year=2024-25&level=Manager").status_code == 200


def test_the_page_costs_the_same_queries_however_many_challenges(
    coordinator, covered, challenge, agency, hospitals
):
    challenge(date(2024, 5, 1))
    coordinator.get(PAGE)
    few = queries_of(coordinator, PAGE)
    for number in range(8):
        challenge(date(2024, 5, 1), raised_by=agency(f"Agency {number}"), raised_with=hospitals)
    assert queries_of(coordinator, PAGE) == few
