"""Recording who came on one screen: proposed from the last meeting, in one click, and nobody's marks lost."""

from __future__ import annotations

from datetime import date

import pytest

from sightline.audit.queries import history
from sightline.meetings.forms import EVERYBODY
from sightline.meetings.members import members
from sightline.meetings.models import Attendance, Meeting, Presence
from sightline.partnership.models import Seat
from sightline.partnership.tests.filling_in import held_by_form
from sightline.people.models import Person


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


@pytest.fixture
def manager(person_with, client_as):
    return client_as(person_with("business-manager", name="Tom Reed"))


@pytest.fixture
def today(meeting, came):
    """A meeting after one to which Ann came, for which Ben sent apologies, and of which Cat was no member."""
    last = meeting(date(2024, 5, 3))
    came(last, "Ann Bell", seat="Chair")
    came(last, "Ben Cole", Presence.APOLOGIES)
    came(last, "Cat Dunn", Presence.NOT_A_MEMBER)
    return meeting(date(2024, 6, 12))


CAME = {EVERYBODY: "on"}


def sheet(client, meeting: Meeting) -> dict[str, str]:
    return held_by_form(client, f"/westmoor/meetings/{meeting.pk}/attendance")


def token(meeting: Meeting, name: str) -> str:
    return next(one.token for one in members(meeting) if one.person and one.person.name == name)


def save(client, meeting: Meeting, **data: str):
    return client.post(f"/westmoor/meetings/{meeting.pk}/attendance", data)


def recorded(meeting: Meeting) -> dict[str, tuple[str, str]]:
    kept = Attendance.objects.of(meeting.partnership).filter(meeting=meeting).select_related("person")
    return {one.person.name if one.person else one.seat: (one.presence, one.deputy) for one in kept}


def test_the_members_of_the_last_meeting_are_proposed_but_for_who_was_none(coordinator, today):
    page = coordinator.get(f"/westmoor/meetings/{today.pk}/attendance")
    assert [one.called for one in page.context["page"].form.members] == [
        "Ann Bell, Westmoor & Coast Constabulary",
        "Ben Cole, Westmoor & Coast Constabulary",
    ]
    assert not any(value for name, value in sheet(coordinator, today).items() if name.endswith("presence"))


def test_everybody_came_is_one_tick(coordinator, today):
    response = save(coordinator, today, **{**sheet(coordinator, today), **CAME})
    assert response["Location"] == f"/westmoor/meetings/{today.pk}"
    assert recorded(today) == {"Ann Bell": ("present", ""), "Ben Cole": ("present", "")}
    assert "2 of the 2 expected came." in coordinator.get(response["Location"]).text


def test_exceptions_are_marked_and_the_rest_filled_in(coordinator, today):
    ben = token(today, "Ben Cole")
    marks = {
        **sheet(coordinator, today),
        f"{ben}-deputy": "Dee Fox",
    }  # a deputy's name alone says a deputy came
    save(coordinator, today, **{**marks, **CAME})
    assert recorded(today) == {"Ann Bell": ("present", ""), "Ben Cole": ("deputy", "Dee Fox")}
    assert "1 of them a deputy" in coordinator.get(f"/westmoor/meetings/{today.pk}").text


def test_saving_without_a_mark_asks_for_it_and_keeps_the_others(coordinator, today):
    ann = token(today, "Ann Bell")
    response = save(coordinator, today, **{**sheet(coordinator, today), f"{ann}-presence": "apologies"})
    assert response.status_code == 422
    assert "Say whether Ben Cole, Westmoor &amp; Coast Constabulary came" in response.text
    assert response.context["page"].form[f"{ann}-presence"].value() == "apologies"
    assert recorded(today) == {}


def test_somebody_new_is_added_as_a_person_once(coordinator, today, meeting, police):
    new = {"new-0-agency": str(police.pk), "new-0-name": "Eve Gray", "new-0-presence": "present"}
    save(coordinator, today, **{**sheet(coordinator, today), **new, **CAME})
    assert recorded(today)["Eve Gray"] == ("present", "")
    later = meeting(date(2024, 7, 25))
    assert "Eve Gray" in coordinator.get(f"/westmoor/meetings/{later.pk}/attendance").text
    save(coordinator, later, **{**sheet(coordinator, later), **CAME})
    assert Person.objects.filter(name="Eve Gray").count() == 1


def test_somebody_new_needs_an_agency(coordinator, today):
    response = save(coordinator, today, **{**sheet(coordinator, today), "new-0-name": "Eve Gray", **CAME})
    assert "Choose the agency they speak for" in response.text
    assert recorded(today) == {}


def test_what_was_recorded_by_hand_is_what_an_import_of_the_same_sheet_would_find(coordinator, today, came):
    save(coordinator, today, **{**sheet(coordinator, today), **CAME})
    ann = Attendance.objects.get(meeting=today, person__name="Ann Bell")
    assert ann.key == f"dsp executive|2024-06-12|{ann.agency_id}|ann bell|{ann.agency_id}"


def test_only_what_differs_is_corrected_and_told(coordinator, today):
    save(coordinator, today, **{**sheet(coordinator, today), **CAME})
    ben = token(today, "Ben Cole")
    save(coordinator, today, **{**sheet(coordinator, today), f"{ben}-presence": "absent"})
    assert recorded(today) == {"Ann Bell": ("present", ""), "Ben Cole": ("absent", "")}
    told = {
        str(one.person): [h.what for h in history(one)] for one in Attendance.objects.filter(meeting=today)
    }
    assert told == {"Ann Bell": ["added"], "Ben Cole": ["corrected", "added"]}


def test_two_who_record_the_same_meeting_at_once_are_shown_both(coordinator, manager, today):
    mine, ben = sheet(coordinator, today), token(today, "Ben Cole")
    save(manager, today, **{**sheet(manager, today), **CAME})
    response = save(coordinator, today, **{**mine, f"{ben}-presence": "absent", **CAME})
    assert response.status_code == 409
    assert "Somebody else recorded this meeting while you were at it." in response.text
    assert recorded(today)["Ben Cole"] == ("present", "")
    form = response.context["page"].form
    ben = token(today, "Ben Cole")
    assert form[f"{ben}-presence"].value() == "absent"  # what I typed is still there
    again = {**mine, f"{ben}-presence": "absent", "made_from": form["made_from"].value()}
    assert save(coordinator, today, **{**again, **CAME}).status_code == 302
    assert recorded(today) == {"Ann Bell": ("present", ""), "Ben Cole": ("absent", "")}


def test_whoever_holds_a_seat_is_asked_about_in_place_of_those_of_the_agency_who_came_before(today, seated):
    seated("Eve Hart")
    seated("Flo Kerr")
    seated("Gil Long", since=date(2024, 7, 1))
    assert [one.person.name for one in members(today) if one.person] == ["Eve Hart", "Flo Kerr"]


def test_where_more_came_than_hold_a_seat_they_are_asked_about_too(today, seated):
    seated("Ann Bell")
    assert [one.person.name for one in members(today) if one.person] == ["Ann Bell", "Ben Cole"]


def test_a_body_that_never_met_asks_about_its_seats(coordinator, executive, meeting, agency, police):
    for title, since, until in (("Chair", None, None), ("Member", date(2025, 1, 1), None)):
        Seat.objects.create(
            partnership=executive.partnership,
            key=title,
            body=executive,
            agency=police,
            title=title,
            since=since,
            until=until,
        )
    first = meeting(date(2024, 6, 12))
    assert [one.called for one in members(first)] == ["Chair, Westmoor & Coast Constabulary"]
    save(coordinator, first, **{**sheet(coordinator, first), **CAME})
    assert recorded(first) == {"Chair": ("present", "")}


def test_two_of_an_agency_without_names_are_kept_apart_from_meeting_to_meeting(coordinator, meeting, came):
    last = meeting(date(2024, 5, 3))
    for nth in (1, 2):  # as an import makes them
        one = came(last, seat=f"x{nth}")
        Attendance.objects.filter(pk=one.pk).update(
            key=f"{last.key}|{one.agency_id}|{nth}|member", seat="Member"
        )
    later = meeting(date(2024, 6, 12))
    assert len({one.token for one in members(later)}) == 2
    save(coordinator, later, **{**sheet(coordinator, later), **CAME})
    assert Attendance.objects.filter(meeting=later).count() == 2


def test_one_mark_can_be_corrected_withdrawn_and_put_back_by_itself(coordinator, meeting, came, covered):
    one = came(meeting(date(2024, 5, 3)), "Ann Bell", Presence.ABSENT)
    page = f"/westmoor/meetings/attendance/{one.pk}"
    values = held_by_form(coordinator, f"{page}/correct")
    coordinator.post(f"{page}/correct", {**values, "presence": "deputy", "deputy": "Dee Fox"})
    one.refresh_from_db()
    assert (one.presence, one.deputy) == ("deputy", "Dee Fox")
    coordinator.post(f"{page}/withdraw", {"reason": "Wrong meeting"})
    assert "“Wrong meeting”. It counts in no figure." in coordinator.get(page).text
    assert "Ann Bell" not in coordinator.get(f"/westmoor/meetings/{one.meeting_id}").text
    coordinator.post(f"{page}/restore")
    assert "Ann Bell" in coordinator.get(f"/westmoor/meetings/{one.meeting_id}").text


def test_recording_costs_a_query_for_the_list_not_for_each_member(
    coordinator, today, meeting, came, django_assert_max_num_queries
):
    def asked() -> int:
        with django_assert_max_num_queries(40) as queries:
            coordinator.get(f"/westmoor/meetings/{today.pk}/attendance")
        return len(queries)

    few = asked()
    last = Meeting.objects.exclude(pk=today.pk).get()
    for number in range(20):
        came(last, f"Person {number}")
    assert asked() == few
