"""A body decides at its meeting on an action that was proposed to it."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from sightline.actions.models import Action
from sightline.meetings import services
from sightline.meetings.models import AgendaItem, Outcome, OutcomeKind
from sightline.partnership.refusals import Refused

LIST = "/westmoor/meetings/"
DUE = {"due_on_day": "1", "due_on_month": "4", "due_on_year": "2099"}


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


@pytest.fixture
def proposal(partnership, police):
    return Action.objects.create(
        partnership=partnership,
        key="rec1",
        reference="REC1",
        source="data",
        undertaking="Ask every child who comes home where they were",
        agency=police,
        proposed_on=timezone.localdate(),
        impact_measure="training.places_attended",
    )


@pytest.fixture
def item(planned, shell, proposal):
    """On the agenda of today's meeting, which is in progress."""
    running = services.move_to(by=shell, meeting=planned(0), state="in progress")
    proposed = AgendaItem(
        partnership=running.partnership,
        body=running.body,
        meeting=running,
        title="Missing children",
        proposal=proposal,
    )
    return services.add_item(by=shell, item=proposed)


def test_a_proposal_that_is_taken_up_is_agreed_on_the_day_of_the_meeting(coordinator, item, proposal):
    run = f"{LIST}{item.meeting_id}/run"
    assert "Decide on the proposal" in coordinator.get(run).text
    decided = coordinator.post(f"{LIST}items/{item.pk}/decide", {"taken_up": "yes", **DUE})
    assert decided["Location"] == run
    proposal.refresh_from_db()
    assert (proposal.agreed_on, proposal.due_on) == (item.meeting.held_on, date(2099, 4, 1))
    outcome = Outcome.objects.get()
    assert (outcome.kind, outcome.action, outcome.item) == (OutcomeKind.ACTION, proposal, item)
    assert Action.objects.count() == 1  # the proposal itself, and no second one
    assert "Decide on the proposal" not in coordinator.get(run).text


def test_one_that_is_not_taken_up_says_why(coordinator, item, proposal):
    address = f"{LIST}items/{item.pk}/decide"
    refused = coordinator.post(address, {"taken_up": "no"})
    assert "Say why it is not taken up" in refused.text
    coordinator.post(address, {"taken_up": "no", "why": "It is done already"})
    proposal.refresh_from_db()
    assert (proposal.declined_on, proposal.declined_why) == (item.meeting.held_on, "It is done already")
    assert Outcome.objects.get().text.startswith("Not taken up: Ask every child")


def test_nobody_decides_twice_nor_after_the_meeting(shell, item):
    services.decide_on_proposal(by=shell, item=item, taken_up=True)
    item.proposal.refresh_from_db()
    with pytest.raises(Refused, match="already"):
        services.decide_on_proposal(by=shell, item=item, taken_up=False, why="No")
    services.move_to(by=shell, meeting=item.meeting, state="closed")
    with pytest.raises(Refused, match="in progress"):
        services.decide_on_proposal(by=shell, item=item, taken_up=True)


def test_the_action_names_the_figure_that_will_show_whether_it_worked(coordinator, item, proposal):
    page = coordinator.get(f"/westmoor/actions/{proposal.reference}").text
    assert "Figure that shows whether it worked" in page
    assert "/westmoor/measures/training.places_attended" in page


def test_an_item_that_is_carried_over_takes_its_proposal_along(shell, planned, item):
    carried = services.carry_over(by=shell, item=item, meeting=planned(7))
    assert carried.proposal_id == item.proposal_id
