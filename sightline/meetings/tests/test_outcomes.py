"""What a meeting decides is written while it is in progress, and lives on among the actions and challenges."""

from __future__ import annotations

from datetime import date

import pytest

from sightline.actions.models import Action
from sightline.challenges.models import Challenge
from sightline.meetings import services
from sightline.meetings.models import AgendaItem, Outcome
from sightline.partnership.refusals import Refused
from sightline.partnership.tests.filling_in import held_by_form

LIST = "/westmoor/meetings/"


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


@pytest.fixture
def running(planned, shell):
    """Today's meeting, in progress."""
    return services.move_to(by=shell, meeting=planned(0), state="in progress")


def write(client, meeting, **values):
    return client.post(
        f"{LIST}{meeting.pk}/write", {"text": "The plan was agreed", "kind": "decision", **values}
    )


def test_a_decision_is_shown_on_the_meeting_under_its_item(coordinator, running, shell):
    item = services.add_item(
        by=shell,
        item=AgendaItem(
            partnership=running.partnership, body=running.body, meeting=running, title="Neglect audit"
        ),
    )
    assert write(coordinator, running, item=str(item.pk))["Location"] == f"{LIST}{running.pk}/run"
    assert Outcome.objects.get().item == item
    assert "The plan was agreed" in coordinator.get(f"{LIST}{running.pk}/run").text
    assert "The plan was agreed" in coordinator.get(f"{LIST}{running.pk}").text


def test_an_action_becomes_one_among_the_actions(coordinator, running, police):
    response = write(coordinator, running, text="Brief all staff", kind="action")
    assert "Choose the agency that will do it." in response.text
    due = {"due_on_day": "1", "due_on_month": "4", "due_on_year": "2099"}
    write(
        coordinator,
        running,
        text="Brief all staff",
        kind="action",
        agency=str(police.pk),
        owner="Tom Reed",
        **due,
    )
    action = Action.objects.get()
    assert (action.undertaking, action.agency, action.owner) == ("Brief all staff", police, "Tom Reed")
    assert (action.source, action.agreed_on, action.due_on) == ("meeting", running.held_on, date(2099, 4, 1))
    assert action.review.startswith("DSP Executive, ")
    assert Outcome.objects.get().action == action
    assert action.reference in coordinator.get(f"{LIST}{running.pk}").text


def test_an_action_may_be_proposed_by_a_meeting_for_others_to_agree(coordinator, running, police):
    write(coordinator, running, text="Brief all staff", kind="action", agency=str(police.pk), proposed="on")
    action = Action.objects.get()
    assert (action.proposed_on, action.agreed_on) == (running.held_on, None)


def test_an_action_due_before_the_meeting_is_refused_and_nothing_is_left_behind(coordinator, running, police):
    due = {"due_on_day": "1", "due_on_month": "4", "due_on_year": "2020"}
    response = write(coordinator, running, kind="action", agency=str(police.pk), **due)
    assert response.status_code == 422
    assert "The plan was agreed" in response.text
    assert not Action.objects.exists()
    assert not Outcome.objects.exists()


def test_a_challenge_becomes_one_among_the_challenges(coordinator, running, police, agency):
    health = agency("Moor Health")
    write(
        coordinator,
        running,
        text="Why was nobody there?",
        kind="challenge",
        raised_by=str(police.pk),
        raised_with=str(health.pk),
    )
    challenge = Challenge.objects.get()
    assert (challenge.subject, challenge.body) == ("Why was nobody there?", running.body)
    assert (challenge.raised_by, challenge.raised_with) == (police, health)
    assert Outcome.objects.get().challenge == challenge


def test_nothing_is_written_corrected_or_withdrawn_once_the_meeting_is_closed(coordinator, running, shell):
    write(coordinator, running)
    outcome = Outcome.objects.get()
    services.move_to(by=shell, meeting=running, state="closed")
    said = "What a meeting decided can be written only while it is in progress."
    assert said in write(coordinator, running, text="Too late").text
    page = f"{LIST}outcomes/{outcome.pk}"
    values = held_by_form(coordinator, f"{page}/correct")
    assert said in coordinator.post(f"{page}/correct", {**values, "text": "Other"}).text
    assert said in coordinator.post(f"{page}/withdraw", {"reason": "Wrong"}).text
    assert [one.text for one in Outcome.objects.all()] == ["The plan was agreed"]
    assert coordinator.get(f"{LIST}{running.pk}/run")["Location"] == f"{LIST}{running.pk}"


def test_nothing_is_written_before_the_meeting_begins(planned, shell):
    with pytest.raises(Refused, match="while it is in progress"):
        services.write_outcome(by=shell, meeting=planned(0), kind="decision", text="Too soon")


def test_an_outcome_is_corrected_while_the_meeting_goes_on(coordinator, running):
    write(coordinator, running)
    page = f"{LIST}outcomes/{Outcome.objects.get().pk}"
    values = held_by_form(coordinator, f"{page}/correct")
    coordinator.post(f"{page}/correct", {**values, "text": "The plan was agreed with changes"})
    assert "The plan was agreed with changes" in coordinator.get(page).text


def test_text_that_seems_to_name_a_child_is_asked_about(coordinator, running):
    response = write(coordinator, running, text="Jayden Smith (DOB 03/04/2015) was discussed")
    assert response.status_code == 422
    assert not Outcome.objects.exists()
