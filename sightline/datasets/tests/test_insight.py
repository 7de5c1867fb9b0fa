"""From insight to action: what was seen in an indicator is recommended to a body, which takes it up at its meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from sightline.actions.models import Action
from sightline.datasets.models import Observation, Recommendation
from sightline.meetings import services as meetings
from sightline.meetings.models import AgendaItem, Meeting, Purpose
from sightline.partnership.models import Body, Partnership
from sightline.partnership.roles import COORDINATOR, DATA_ANALYST, SCRUTINEER

Make = Callable[..., Any]
KEY = "actions.outstanding"
PAGES = "/westmoor/indicators/"
SEEN = "More actions are open at the end of every month than before"
TEXT = "Ask each agency to close what is done"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def executive(partnership: Partnership) -> Body:
    return Body.objects.create(partnership=partnership, key="executive", name="DSP Executive")


@pytest.fixture
def meeting(partnership: Partnership, executive: Body, shell: Any) -> Meeting:
    """The executive's meeting of today, which is in progress."""
    planned = Meeting(partnership=partnership, body=executive, held_on=timezone.localdate(), state="planned")
    return meetings.move_to(
        by=shell, meeting=meetings.add_meeting(by=shell, meeting=planned), state="in progress"
    )


@pytest.fixture
def observation(partnership: Partnership) -> Observation:
    today = timezone.localdate()
    return Observation.objects.create(
        partnership=partnership,
        key="observation|1",
        indicator=KEY,
        sentence=SEEN,
        starts=today - timedelta(days=365),
        ends=today,
    )


@pytest.fixture
def analyst(person_with: Make, client_as: Make) -> Any:
    return client_as(person_with(DATA_ANALYST, name="Wei Chan"))


def test_an_observation_is_recorded_from_the_page_of_its_indicator(analyst: Any) -> None:
    page = analyst.get(f"{PAGES}{KEY}").text
    assert "Record what you observe" in page
    form = analyst.get(f"{PAGES}{KEY}/observe").context["page"].form
    days = {
        f"{name}_{part}": str(getattr(form.initial[name], part))
        for name in ("starts", "ends")
        for part in ("day", "month", "year")
    }
    answer = analyst.post(f"{PAGES}{KEY}/observe", {"sentence": SEEN, **days})
    one = Observation.objects.get()
    assert answer["Location"] == f"{PAGES}observations/{one.pk}"
    assert one.observer
    assert (one.indicator, one.sentence, one.observer.name) == (KEY, SEEN, "Wei Chan")
    assert SEEN in analyst.get(f"{PAGES}{KEY}").text
    assert SEEN in analyst.get(f"{PAGES}observations/").text


def test_a_recommendation_becomes_a_proposed_action_and_an_item_for_decision(
    analyst: Any, observation: Observation, executive: Body, meeting: Meeting, agency: Make
) -> None:
    answer = analyst.post(
        f"{PAGES}observations/{observation.pk}/recommend",
        {"text": TEXT, "body": executive.pk, "meeting": meeting.pk, "agency": agency("Council").pk},
    )
    assert answer["Location"] == f"{PAGES}observations/{observation.pk}"
    action, item = Action.objects.get(), AgendaItem.objects.get()
    assert (action.undertaking, action.recommendation, action.source) == (TEXT, SEEN, "data")
    assert (action.proposed_on, action.agreed_on) == (timezone.localdate(), None)
    assert action.impact_measure == KEY
    assert (item.meeting, item.purpose, item.proposal) == (meeting, Purpose.DECISION, action)
    assert Recommendation.objects.get().observation == observation
    assert "Proposed" in analyst.get(f"{PAGES}observations/{observation.pk}").text


def test_what_the_body_takes_up_is_agreed_and_shown_where_it_was_observed(
    analyst: Any,
    observation: Observation,
    executive: Body,
    meeting: Meeting,
    agency: Make,
    person_with: Make,
    client_as: Make,
) -> None:
    analyst.post(
        f"{PAGES}observations/{observation.pk}/recommend",
        {"text": TEXT, "body": executive.pk, "meeting": meeting.pk, "agency": agency("Council").pk},
    )
    coordinator = client_as(person_with(COORDINATOR))
    item = AgendaItem.objects.get()
    coordinator.post(f"/westmoor/meetings/items/{item.pk}/decide", {"taken_up": "yes"})
    assert Action.objects.get().agreed_on == meeting.held_on
    assert "Agreed" in analyst.get(f"{PAGES}observations/{observation.pk}").text


def test_without_a_meeting_it_waits_in_the_backlog_and_another_bodys_meeting_is_refused(
    analyst: Any, observation: Observation, partnership: Partnership, meeting: Meeting, agency: Make
) -> None:
    group = Body.objects.create(partnership=partnership, key="group", name="Business Group")
    address = f"{PAGES}observations/{observation.pk}/recommend"
    typed = {"text": TEXT, "body": group.pk, "agency": agency("Council").pk}
    assert (
        "Choose a meeting of the same body." in analyst.post(address, {**typed, "meeting": meeting.pk}).text
    )
    assert not Action.objects.exists()
    analyst.post(address, typed)
    assert AgendaItem.objects.get().meeting is None


def test_whoever_may_only_look_is_offered_nothing(
    person_with: Make, client_as: Make, observation: Observation
) -> None:
    scrutineer = client_as(person_with(SCRUTINEER))
    assert "Record what you observe" not in scrutineer.get(f"{PAGES}{KEY}").text
    assert scrutineer.get(f"{PAGES}observations/{observation.pk}/recommend").status_code == 403
