"""One action by hand: added, corrected, completed, withdrawn, put back, and nobody's change lost."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from sightline.actions.models import Action
from sightline.audit.queries import history
from sightline.measures.evaluation import evaluate
from sightline.measures.scope import Scope
from sightline.partnership.models import Coverage
from sightline.partnership.tests.filling_in import held_by_form, values_of
from tests.costs import queries_of

ONE = "/westmoor/actions/RR01-24-3"


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


@pytest.fixture
def manager(person_with, client_as):
    return client_as(person_with("business-manager", name="Tom Reed"))


@pytest.fixture
def made(covered, action):
    return action("RR01/24-3", owner="Jill Wilkins", due_on=date(2025, 6, 30))


@pytest.fixture
def typed(police):
    """What a person types to add an action."""
    return {
        "reference": "RR02/25-1",
        "source": "rapid review",
        "undertaking": "Review threshold guidance",
        "agency": str(police.pk),
        "agreed_on_day": "1",
        "agreed_on_month": "4",
        "agreed_on_year": "2025",
    }


def test_a_record_is_found_by_its_reference_however_it_is_written(coordinator, made):
    for written in ("RR01-24-3", "rr01-24-3", "RR01 24 3"):
        response = coordinator.get(f"/westmoor/actions/{written}")
        assert response.status_code == 200
        assert "Jill Wilkins" in response.text


def test_an_action_added_by_hand_counts_from_today_on(coordinator, typed, partnership, police):
    response = coordinator.post("/westmoor/actions/new", typed)
    assert response.status_code == 302
    assert response["Location"] == "/westmoor/actions/RR02-25-1"
    page = coordinator.get(response["Location"])
    assert "The action was added." in page.text
    assert re.search(r"Priya Shah</strong>\s+added this", page.text)
    live = Coverage.objects.get(partnership=partnership, source="actions")
    assert (live.start, live.end) == (timezone.localdate(), None)
    today = Scope(partnership=partnership, at=timezone.localdate())
    assert evaluate("actions.outstanding", today).value == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reference": ""}, "Enter reference"),
        ({"agency": ""}, "Choose lead agency"),
        ({"agreed_on_year": "2199"}, "Date agreed must be today or earlier."),
        (
            {"due_on_day": "1", "due_on_month": "1", "due_on_year": "2025"},
            "Target date must be the same as or after the date agreed.",
        ),
        (
            {"completed_on_day": "1", "completed_on_month": "1", "completed_on_year": "2025"},
            "Date completed must be the same as or after the date agreed.",
        ),
        ({"agreed_on_day": "31"}, "Date agreed must be a real date"),
        ({"source": "+another"}, "Say which"),
        ({"source": "made up"}, "Choose one of the answers for source"),
    ],
)
def test_what_cannot_be_right_is_said_at_its_field_and_nothing_typed_is_lost(coordinator, typed, wrong, said):
    response = coordinator.post("/westmoor/actions/new", {**typed, **wrong})
    assert response.status_code == 422
    assert said in response.text
    assert "Review threshold guidance" in response.text
    assert not Action.objects.exists()


def test_another_source_can_be_typed(coordinator, typed):
    coordinator.post("/westmoor/actions/new", {**typed, "source": "+another", "source_other": "Peer  Review"})
    assert Action.objects.get().source == "peer review"
    assert "Peer review" in coordinator.get("/westmoor/actions/new").text  # and is offered from then on


def test_a_reference_that_is_taken_is_refused_with_the_way_out(coordinator, made, typed):
    response = coordinator.post("/westmoor/actions/new", {**typed, "reference": "rr01 24 3"})
    assert (
        "There is already an action with these particulars: RR01/24-3. Correct that one instead."
        in response.text
    )
    coordinator.post(f"{ONE}/withdraw", {"reason": "Entered twice"})
    response = coordinator.post("/westmoor/actions/new", {**typed, "reference": "RR01/24-3"})
    assert "It was withdrawn: put it back instead." in response.text


def test_a_correction_is_told_in_the_history_with_its_reason(coordinator, made):
    response = coordinator.post(
        f"{ONE}/correct",
        {**held_by_form(coordinator, f"{ONE}/correct"), "owner": "Sam Cole", "reason": "Jill has left"},
    )
    assert response["Location"] == ONE
    made.refresh_from_db()
    assert made.owner == "Sam Cole"
    [told] = history(made)
    assert (told.what, told.before, told.after) == (
        "corrected",
        {"owner": "Jill Wilkins"},
        {"owner": "Sam Cole"},
    )
    page = coordinator.get(ONE).text
    assert "Jill has left" in page
    assert "Priya Shah" in page


def test_a_corrected_reference_keeps_the_address_and_the_key_its_spreadsheet_knows(coordinator, made):
    values = {**held_by_form(coordinator, f"{ONE}/correct"), "reference": "RR01/24-33"}
    coordinator.post(f"{ONE}/correct", values)
    made.refresh_from_db()
    assert (made.reference, made.key) == ("RR01/24-33", "rr01-24-3")
    assert "RR01/24-33" in coordinator.get(ONE).text


def test_marking_as_complete_asks_only_when_and_what_changed(coordinator, made, partnership):
    address = f"{ONE}/complete"
    assert set(held_by_form(coordinator, address)) == {
        "made_from", "completed_on_day", "completed_on_month", "completed_on_year", "impact",
    }  # fmt: skip
    coordinator.post(address, {**held_by_form(coordinator, address), "impact": "Fewer delays"})
    made.refresh_from_db()
    assert (made.completed_on, made.impact) == (timezone.localdate(), "Fewer delays")
    assert "Mark as complete" not in coordinator.get(ONE).text


def test_two_people_at_once_are_shown_both_and_asked_again(coordinator, manager, made):
    mine, theirs = held_by_form(coordinator, f"{ONE}/correct"), held_by_form(manager, f"{ONE}/correct")
    manager.post(f"{ONE}/correct", {**theirs, "owner": "Sam Cole", "progress": "Under way"})
    response = coordinator.post(f"{ONE}/correct", {**mine, "owner": "Ann Bell"})
    assert response.status_code == 409
    made.refresh_from_db()
    assert made.owner == "Sam Cole"  # nothing of mine is saved yet
    for words in ("Tom Reed changed this", "Sam Cole", "Ann Bell", "Under way"):
        assert words in response.text
    again = values_of(response.context["page"].form)
    assert again == {**mine, "owner": "Ann Bell", "made_from": again["made_from"]}  # nothing typed is lost
    again["progress"] = "Under way"
    assert coordinator.post(f"{ONE}/correct", again).status_code == 302
    made.refresh_from_db()
    assert (made.owner, made.progress) == ("Ann Bell", "Under way")
    assert [told.who for told in history(made)] == ["Priya Shah", "Tom Reed"]


def test_saving_what_is_there_already_asks_nothing_and_leaves_no_trace(coordinator, manager, made):
    mine = held_by_form(coordinator, f"{ONE}/correct")
    manager.post(f"{ONE}/correct", {**held_by_form(manager, f"{ONE}/correct"), "owner": "Sam Cole"})
    assert coordinator.post(f"{ONE}/correct", {**mine, "owner": "Sam Cole"}).status_code == 302
    assert len(history(made)) == 1


def test_two_changes_of_different_fields_on_different_forms_do_not_meet(coordinator, manager, made):
    mine = held_by_form(coordinator, f"{ONE}/complete")
    manager.post(f"{ONE}/correct", {**held_by_form(manager, f"{ONE}/correct"), "owner": "Sam Cole"})
    assert coordinator.post(f"{ONE}/complete", mine).status_code == 302
    made.refresh_from_db()
    assert (made.owner, made.completed_on) == ("Sam Cole", timezone.localdate())


def test_text_that_may_name_a_child_is_shown_once_more_before_it_is_kept(coordinator, typed):
    named = {**typed, "undertaking": "Visit the child called Oliver Marsh weekly"}
    response = coordinator.post("/westmoor/actions/new", named)
    assert response.status_code == 422
    assert "This may name a child: “child called Oliver Marsh”" in response.text
    assert "It names no child: save" in response.text
    assert not Action.objects.exists()
    assert coordinator.post("/westmoor/actions/new", {**named, "names_no_child": "on"}).status_code == 302
    assert Action.objects.get().undertaking == named["undertaking"]


def test_an_action_that_is_completed_today_is_complete_although_the_tracker_ended_long_ago(
    coordinator, made, covered
):
    today = timezone.localdate()
    when = {"completed_on_day": today.day, "completed_on_month": today.month, "completed_on_year": today.year}
    coordinator.post(f"{ONE}/complete", {**held_by_form(coordinator, f"{ONE}/complete"), **when})
    assert "Overdue" not in coordinator.get(ONE).text
    live = Coverage.objects.get(source="actions", end=None)
    assert live.start == today


def test_to_correct_what_happened_long_ago_is_not_to_keep_a_tracker_here(coordinator, made, covered):
    coordinator.post(f"{ONE}/correct", {**held_by_form(coordinator, f"{ONE}/correct"), "owner": "Ann Bell"})
    assert not Coverage.objects.filter(source="actions", end=None).exists()


def test_a_withdrawn_action_says_so_and_can_be_put_back(coordinator, made):
    assert coordinator.post(f"{ONE}/withdraw", {"reason": ""}).status_code == 422
    coordinator.post(f"{ONE}/withdraw", {"reason": "Entered twice"})
    page = coordinator.get(ONE).text
    assert "Priya Shah withdrew this on" in page
    assert "“Entered twice”. It counts in no figure." in page
    assert "Put it back" in page
    assert "Mark as complete" not in page
    assert (
        "This was withdrawn. Put it back first."
        in coordinator.post(
            f"{ONE}/correct", {**held_by_form(coordinator, f"{ONE}/correct"), "owner": "Sam Cole"}
        ).text
    )
    coordinator.post(f"{ONE}/restore")
    assert "Put it back" not in coordinator.get(ONE).text
    made.refresh_from_db()
    assert made.withdrawn_at is None


def test_an_agency_of_another_partnership_cannot_be_chosen(coordinator, typed, agency, another_partnership):
    theirs = agency("Eastvale Police", of=another_partnership)
    response = coordinator.post("/westmoor/actions/new", {**typed, "agency": str(theirs.pk)})
    assert response.status_code == 422
    assert not Action.objects.exists()


def test_an_action_of_another_partnership_does_not_exist(coordinator, action, agency, another_partnership):
    action("EV-1", partnership=another_partnership, agency=agency("Eastvale Police", of=another_partnership))
    for page in ("", "/correct", "/complete", "/withdraw", "/restore"):
        assert coordinator.get(f"/westmoor/actions/EV-1{page}").status_code == 404
    assert coordinator.get("/eastvale/actions/EV-1").status_code == 404


@pytest.mark.parametrize(
    ("role", "sees", "keeps"),
    [
        ("coordinator", True, True),
        ("qa-lead", True, True),
        ("data-analyst", True, False),
        ("agency-representative", True, False),
        ("scrutineer", True, False),
        ("practitioner", False, False),
    ],
)
def test_who_may_see_and_who_may_keep(person_with, client_as, made, role, sees, keeps):
    client = client_as(person_with(role))
    assert client.get(ONE).status_code == (200 if sees else 403)
    assert client.get("/westmoor/actions/new").status_code == (200 if keeps else 403)
    if sees:
        offered = [action.text for action in client.get(ONE).context["page"].actions]
        assert offered == (
            ["Mark as complete", "Say that work began", "Correct", "Withdraw"] if keeps else []
        )
    assert client.post(f"{ONE}/withdraw", {"reason": "No"}).status_code == (302 if keeps else 403)


def test_the_record_costs_the_same_queries_however_long_its_history(coordinator, made):
    coordinator.post(f"{ONE}/correct", {**held_by_form(coordinator, f"{ONE}/correct"), "owner": "Ann 0"})
    few = queries_of(coordinator, ONE)
    for number in range(1, 9):
        coordinator.post(
            f"{ONE}/correct", {**held_by_form(coordinator, f"{ONE}/correct"), "owner": f"Ann {number}"}
        )
    assert len(history(made)) == 9
    assert queries_of(coordinator, ONE) == few


def test_an_action_cannot_be_complete_on_a_day_to_come(coordinator, made):
    day = timezone.localdate() + timedelta(days=2)
    when = {"completed_on_day": day.day, "completed_on_month": day.month, "completed_on_year": day.year}
    response = coordinator.post(f"{ONE}/complete", {**held_by_form(coordinator, f"{ONE}/complete"), **when})
    assert "Date completed must be today or earlier." in response.text
