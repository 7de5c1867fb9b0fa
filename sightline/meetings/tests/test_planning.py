"""Planning a meeting: its states, its agenda, and the backlog of parked items."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from sightline.foundation.attention import attention
from sightline.measures.evaluation import evaluate
from sightline.measures.scope import Period, Scope
from sightline.meetings import services
from sightline.meetings.models import AgendaItem, Meeting, Presence
from sightline.meetings.queries import agenda_of
from sightline.partnership.models import Body
from sightline.partnership.refusals import Refused
from sightline.partnership.tests.filling_in import held_by_form

LIST = "/westmoor/meetings/"


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


@pytest.fixture
def item(shell):
    def make(title: str, *, meeting: Meeting | None = None, body: Body | None = None) -> AgendaItem:
        of = meeting.body if meeting else body
        assert of
        return services.add_item(
            by=shell, item=AgendaItem(partnership=of.partnership, body=of, meeting=meeting, title=title)
        )

    return make


def titles(meeting: Meeting) -> list[str]:
    return [one.title for one in agenda_of(meeting)]


def buttons(client, meeting: Meeting) -> list[str]:
    return [action.text for action in client.get(f"{LIST}{meeting.pk}").context["page"].actions]


def test_a_meeting_to_come_begins_as_a_draft_and_one_that_was_is_closed(executive, planned):
    assert (planned(3).state, planned(-3).state) == ("draft", "closed")


def test_a_meeting_goes_from_draft_to_closed_and_its_history_says_so(coordinator, planned):
    today = planned(0)
    for step, state in (("open", "open"), ("in-progress", "in progress"), ("closed", "closed")):
        response = coordinator.post(f"{LIST}{today.pk}/to/{step}")
        assert response["Location"] == f"{LIST}{today.pk}"
        today.refresh_from_db()
        assert today.state == state
    page = coordinator.get(f"{LIST}{today.pk}").context["page"]
    assert [str(change.after) for entry in page.history for change in entry.changes] == [
        "closed",
        "in progress",
        "open",
    ]


def test_a_meeting_cannot_begin_before_its_day(coordinator, planned):
    tomorrow = planned(1)
    assert buttons(coordinator, tomorrow)[:2] == ["Open the agenda", "Cancel the meeting"]
    response = coordinator.post(f"{LIST}{tomorrow.pk}/to/in-progress")
    assert "cannot begin before its day" in response.text
    tomorrow.refresh_from_db()
    assert tomorrow.state == "draft"


def test_a_step_that_somebody_else_took_first_is_refused_in_words(coordinator, planned):
    today = planned(0)
    coordinator.post(f"{LIST}{today.pk}/to/cancelled", {"reason": "No quorum"})
    response = coordinator.post(f"{LIST}{today.pk}/to/open")
    assert "Somebody changed this meeting meanwhile: it is cancelled now." in response.text


def test_an_address_with_no_such_state_does_not_exist(coordinator, planned):
    assert coordinator.post(f"{LIST}{planned(0).pk}/to/lunch").status_code == 404


def test_cancelling_needs_a_reason_and_takes_the_meeting_out_of_every_figure(
    coordinator, covered, meeting, came
):
    kept, other = meeting(date(2024, 5, 3)), meeting(date(2024, 6, 12))
    came(kept, "Ann Bell")
    came(other, "Ann Bell", Presence.ABSENT)
    Meeting.objects.filter(pk=other.pk).update(state="open")
    scope = Scope(partnership=kept.partnership, period=Period(date(2024, 4, 1), date(2025, 3, 31)))
    assert evaluate("meetings.held", scope).value == 2
    assert evaluate("meetings.attendance_rate", scope).denominator == 2
    assert coordinator.post(f"{LIST}{other.pk}/to/cancelled", {"reason": ""}).status_code == 422
    coordinator.post(f"{LIST}{other.pk}/to/cancelled", {"reason": "Nobody could come"})
    assert evaluate("meetings.held", scope).value == 1
    assert evaluate("meetings.attendance_rate", scope).denominator == 1
    assert "Nobody could come" in coordinator.get(f"{LIST}{other.pk}").text
    sheet = held_by_form(coordinator, f"{LIST}{other.pk}/attendance")
    refused = coordinator.post(f"{LIST}{other.pk}/attendance", sheet)
    assert "This meeting was cancelled, so nobody came." in refused.text


def test_a_meeting_that_was_only_planned_does_not_count_until_it_is_told_who_came(covered, meeting, came):
    one = meeting(date(2024, 5, 3))
    Meeting.objects.filter(pk=one.pk).update(state="open")
    scope = Scope(partnership=one.partnership, period=Period(date(2024, 4, 1), date(2025, 3, 31)))
    assert evaluate("meetings.held", scope).value == 0
    came(one, "Ann Bell")
    assert evaluate("meetings.held", scope).value == 1


def test_a_meeting_that_was_held_cannot_be_put_on_a_day_to_come(coordinator, meeting):
    one = meeting(date(2024, 5, 3))
    values = held_by_form(coordinator, f"{LIST}{one.pk}/correct")
    response = coordinator.post(f"{LIST}{one.pk}/correct", {**values, "held_on_year": "2099"})
    assert "This meeting was held, so its date must be today or earlier." in response.text


def test_times_place_and_chair_are_kept_and_shown(coordinator, meeting, came):
    one = meeting(date(2024, 5, 3))
    chair = came(one, "Ann Bell").person
    values = held_by_form(coordinator, f"{LIST}{one.pk}/correct")
    more = {"starts_at": "14:00", "ends_at": "15:30", "place": "Moor Room", "chair": str(chair.pk)}
    coordinator.post(f"{LIST}{one.pk}/correct", {**values, **more})
    text = coordinator.get(f"{LIST}{one.pk}").text
    assert "14:00 to 15:30" in text
    assert "Moor Room" in text
    values = held_by_form(coordinator, f"{LIST}{one.pk}/correct")
    response = coordinator.post(f"{LIST}{one.pk}/correct", {**values, "ends_at": "13:00"})
    assert "End time must be after the start time." in response.text


def test_an_agenda_keeps_its_order_and_items_change_places(coordinator, planned, item):
    one = planned()
    first, _ = item("Apologies", meeting=one), item("Neglect audit", meeting=one)
    page = coordinator.get(f"{LIST}items/new?to={one.pk}")
    assert "body" not in page.context["page"].form.fields
    coordinator.post(
        f"{LIST}items/new",
        {"to": str(one.pk), "title": "Budget", "purpose": "decision", "allotted": "20"},
    )
    assert titles(one) == ["Apologies", "Neglect audit", "Budget"]
    assert coordinator.post(f"{LIST}items/{first.pk}/order").status_code == 302
    assert titles(one) == ["Neglect audit", "Apologies", "Budget"]
    coordinator.post(f"{LIST}items/{first.pk}/order", {"up": "1"})
    coordinator.post(f"{LIST}items/{first.pk}/order", {"up": "1"})
    assert titles(one) == ["Apologies", "Neglect audit", "Budget"]
    assert "Budget" in coordinator.get(f"{LIST}{one.pk}").text


def test_an_item_is_parked_in_the_backlog_and_brought_back_to_a_later_meeting(coordinator, planned, item):
    soon, later = planned(7), planned(40)
    one = item("Neglect audit", meeting=soon)
    coordinator.post(f"{LIST}items/{one.pk}/park")
    assert titles(soon) == []
    assert "Neglect audit" in coordinator.get(f"{LIST}backlog/").text
    coordinator.post(f"{LIST}items/{one.pk}/bring-back", {"meeting": str(later.pk)})
    assert titles(later) == ["Neglect audit"]
    assert "Neglect audit" not in coordinator.get(f"{LIST}backlog/").text


def test_an_item_can_begin_in_the_backlog_of_a_body(coordinator, executive):
    values = {"body": str(executive.pk), "title": "Look again at neglect", "purpose": "discussion"}
    response = coordinator.post(f"{LIST}items/new", values)
    assert response["Location"] == f"{LIST}backlog/"
    assert "Look again at neglect" in coordinator.get(response["Location"]).text


def test_an_item_is_carried_over_once_and_stays_where_it_was(coordinator, planned, item):
    today, later = planned(0), planned(40)
    one = item("Neglect audit", meeting=today)
    coordinator.post(f"{LIST}items/{one.pk}/carry-over", {"meeting": str(later.pk)})
    assert (titles(today), titles(later)) == (["Neglect audit"], ["Neglect audit"])
    response = coordinator.post(f"{LIST}items/{one.pk}/carry-over", {"meeting": str(later.pk)})
    assert "It was carried over to that meeting already." in response.text
    assert titles(later) == ["Neglect audit"]


def test_the_agenda_of_a_closed_meeting_stays_as_it_was(meeting, item, shell, planned):
    over = planned(0)
    one = item("Neglect audit", meeting=over)
    services.move_to(by=shell, meeting=over, state="in progress")
    services.move_to(by=shell, meeting=over, state="closed")
    for change in (
        lambda: services.park(by=shell, item=one),
        lambda: item("Too late", meeting=over),
        lambda: services.move_item(by=shell, item=one, up=True),
    ):
        with pytest.raises(Refused, match="closed, cancelled or withdrawn"):
            change()


def test_items_of_another_partnership_do_not_exist(coordinator, another_partnership, item):
    body = Body.objects.create(partnership=another_partnership, key="board", name="Board")
    theirs = item("Secret", body=body)
    for page in ("", "/correct", "/withdraw", "/park", "/bring-back", "/carry-over", "/order"):
        assert coordinator.get(f"{LIST}items/{theirs.pk}{page}").status_code == 404
    assert "Secret" not in coordinator.get(f"{LIST}backlog/").text


def test_a_draft_that_is_less_than_a_week_away_asks_for_its_agenda(planned, person_with, shell):
    near, today = planned(7), timezone.localdate()
    planned(8)
    keeper = person_with("coordinator")

    def asked() -> list[str]:
        return [one.text for one in attention["meetings"].items(keeper, near.partnership, today)]

    [text] = asked()
    assert text.startswith("Open the agenda of DSP Executive on ")
    services.move_to(by=shell, meeting=near, state="open")
    assert asked() == []
