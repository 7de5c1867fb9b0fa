"""The list of challenges and the record of one."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from sightline.challenges.models import Challenge
from sightline.foundation.attention import attention
from sightline.foundation.search import finders
from tests.costs import queries_of

LIST = "/westmoor/challenges/"


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


@pytest.fixture
def typed(police, hospitals):
    return {
        "raised_on_day": "1",
        "raised_on_month": "3",
        "raised_on_year": "2025",
        "raised_by": str(police.pk),
        "raised_with": str(hospitals.pk),
        "level": "Manager",
        "subject": "Why strategy discussions go ahead without health",
    }


def subjects(response) -> list[str]:
    return [row.cells[0].text for row in response.context["page"].table.rows]


def test_the_latest_covered_year_is_shown_with_its_state_in_a_sentence(coordinator, covered, challenge):
    challenge(date(2024, 4, 1))
    challenge(date(2025, 3, 31), closed_on=date(2025, 3, 31))  # closed on the day is closed
    challenge(date(2024, 3, 31))  # the year before, and open still
    response = coordinator.get(LIST)
    assert "2 raised in 2024-25. 2 open at 31 March 2025, whenever raised." in response.text
    assert len(subjects(response)) == 2
    assert len(subjects(coordinator.get(LIST, {"year": "2023-24"}))) == 1
    assert "1 raised in 2023-24. 1 open at 31 March 2024" in coordinator.get(LIST, {"year": "2023-24"}).text
    assert len(subjects(coordinator.get(LIST, {"year": "all"}))) == 3


def test_filters_choose_by_agency_level_state_and_words(coordinator, covered, challenge, agency, police):
    schools = agency("Westmoor Schools")
    challenge(date(2024, 5, 1), subject="One", raised_with=schools)
    challenge(date(2024, 6, 1), subject="Two", raised_by=schools, level="Strategic")
    challenge(date(2025, 3, 1), subject="Three", closed_on=date(2025, 3, 20))
    for asked, found in (
        ({"by": str(police.pk)}, ["Three", "One"]),
        ({"with": str(schools.pk)}, ["One"]),
        ({"level": "Strategic"}, ["Two"]),
        ({"state": "open"}, ["Two", "One"]),
        ({"state": "long"}, ["Two", "One"]),
        ({"state": "closed"}, ["Three"]),
        ({"q": "schools two"}, ["Two"]),
        ({"sort": "raised"}, ["One", "Two", "Three"]),
        ({"sort": "state"}, ["One", "Two", "Three"]),  # the open first
    ):
        assert subjects(coordinator.get(LIST, asked)) == found, asked


def test_a_challenge_added_by_hand_keeps_the_log_live(coordinator, typed, partnership):
    response = coordinator.post(f"{LIST}new", typed)
    made = Challenge.objects.get()
    assert response["Location"] == f"{LIST}{made.pk}"
    assert "Priya Shah" in coordinator.get(response["Location"]).text
    again = coordinator.post(f"{LIST}new", {**typed, "subject": typed["subject"].upper()})
    assert "There is already a challenge with these particulars" in again.text


def test_a_challenge_cannot_be_closed_before_it_was_raised(coordinator, typed):
    wrong = {"closed_on_day": "28", "closed_on_month": "2", "closed_on_year": "2025"}
    response = coordinator.post(f"{LIST}new", {**typed, **wrong})
    assert "Date closed must be the same as or after the date raised." in response.text
    assert not Challenge.objects.exists()


def test_recording_the_response_closes_it(coordinator, covered, challenge):
    made = challenge(date(2024, 5, 1))
    page = f"{LIST}{made.pk}"
    assert "Open for 334 days at 31 March 2025." in coordinator.get(page).text
    form = coordinator.get(f"{page}/close").context["page"].form
    told = {
        "made_from": form["made_from"].value(),
        "response": "A rota is in place",
        "outcome": "+another",
        "outcome_other": "Agreed a rota",
        "closed_on_day": "1",
        "closed_on_month": "6",
        "closed_on_year": "2024",
    }
    assert coordinator.post(f"{page}/close", told).status_code == 302
    made.refresh_from_db()
    assert (made.closed_on, made.outcome) == (date(2024, 6, 1), "Agreed a rota")
    assert "Record the response" not in coordinator.get(page).text


def test_the_file_holds_what_is_shown(coordinator, covered, challenge):
    challenge(date(2024, 5, 1), subject="-1+1", forum="QA Group")
    response = coordinator.get(LIST, {"export": "csv"})
    [row] = csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig")))
    assert (row["Challenge"], row["Meeting or forum"], row["Date raised"]) == (
        "'-1+1",
        "QA Group",
        "2024-05-01",
    )


def test_a_challenge_of_another_partnership_does_not_exist(
    coordinator, challenge, agency, another_partnership
):
    theirs = agency("Eastvale Police", of=another_partnership)
    made = challenge(date(2024, 5, 1), partnership=another_partnership, raised_by=theirs, raised_with=theirs)
    for page in ("", "/correct", "/close", "/withdraw", "/restore"):
        assert coordinator.get(f"{LIST}{made.pk}{page}").status_code == 404


def test_who_may_see_and_who_may_keep(person_with, client_as, challenge):
    made = challenge(date(2024, 5, 1))
    for role, sees, keeps in (
        ("qa-lead", 200, 403),
        ("agency-representative", 200, 403),
        ("practitioner", 403, 403),
        ("business-manager", 200, 200),
    ):
        client = client_as(person_with(role))
        assert client.get(f"{LIST}{made.pk}").status_code == sees
        assert client.get(f"{LIST}{made.pk}/correct").status_code == keeps


def test_pages_cost_the_same_queries_however_much_there_is(coordinator, covered, challenge, agency):
    made = challenge(date(2024, 5, 1))
    pages = (LIST, f"{LIST}{made.pk}")
    few = [queries_of(coordinator, page) for page in pages]
    for number in range(30):
        challenge(date(2024, 5, 2), raised_by=agency(f"Agency {number}"))
    assert [queries_of(coordinator, page) for page in pages] == few


def test_challenges_open_for_more_than_ninety_days_want_an_answer(covered, challenge, person_with):
    challenge(date(2024, 12, 30))  # 91 days before the last covered day
    challenge(date(2024, 12, 31))  # 90
    challenge(date(2024, 5, 1), closed_on=date(2024, 6, 1))
    coordinator = person_with("coordinator")
    [item] = attention["challenges"].items(coordinator, coordinator.partnership, date(2025, 9, 1))
    assert item.text == "Get an answer to 1 challenge open for more than 90 days"
    assert item.href == "/westmoor/challenges/?year=all&state=long"
    scrutineer = person_with("scrutineer")
    assert not list(attention["challenges"].items(scrutineer, scrutineer.partnership, date(2025, 9, 1)))


def test_a_challenge_is_found_by_its_words_and_its_agencies(covered, challenge, person_with):
    made = challenge(date(2024, 5, 1), subject="Why the toolkit is not used")
    member, practitioner = person_with("scrutineer"), person_with("practitioner")

    def hrefs(person, words):
        return [hit.href for hit in finders["challenges"].hits(person, person.partnership, words)]

    assert hrefs(member, "hospitals TOOLKIT") == [f"/westmoor/challenges/{made.pk}"]
    assert hrefs(member, "schools toolkit") == []
    assert hrefs(practitioner, "toolkit") == []
