"""The pages of appointments, of who sits on a body, of arrangements, and the map."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from sightline.appointments.models import Appointment, Arrangement, Renewal
from sightline.foundation.attention import attention
from sightline.foundation.search import finders
from sightline.partnership.services import add_body
from sightline.people.services.persons import erase_person

LIST = "/westmoor/appointments/"
D = date
TODAY = D(2025, 3, 31)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2025-03-31 12:00", tick=False):
        yield


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


def on(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def shown(field) -> tuple[str, str, str]:
    typed = field.value()
    return typed.day, typed.month, typed.year


def people(response) -> list[str]:
    return [row.cells[0].text for row in response.context["page"].table.rows]


def test_the_list_is_narrowed_by_body_and_state(
    coordinator, partnership, shell, chair, member, appointed, person
):
    board = add_body(by=shell, partnership=partnership, name="Improvement Board")
    appointed(D(2024, 4, 1), seat=chair, person=person("Ann"), kind="fixed term", until=D(2025, 5, 31))
    appointed(D(2025, 6, 1), seat=chair, person=person("Bea"))
    appointed(D(2024, 1, 1), office="Independent scrutineer", person=person("Cal"), kind="rolling")
    appointed(D(2023, 1, 1), office="Independent chair", person=person("Dee"), until=D(2023, 12, 31))
    appointed(D(2024, 1, 1), office="Commissioner", body=board, person=person("Eve"))
    for asked, found in (
        ({}, ["Ann", "Bea", "Cal", "Dee", "Eve"]),
        ({"state": "current"}, ["Ann", "Cal", "Eve"]),
        ({"state": "ending"}, ["Ann"]),
        ({"state": "unrenewed"}, ["Cal"]),
        ({"state": "future"}, ["Bea"]),
        ({"state": "ended"}, ["Dee"]),
        ({"state": "vacant"}, ["Member for Westmoor & Coast Constabulary"]),
        ({"state": "vacant", "body": str(board.pk)}, []),
        ({"body": str(chair.body_id)}, ["Ann", "Bea"]),
        ({"body": str(board.pk)}, ["Eve"]),
        ({"q": "scrutineer"}, ["Cal"]),
        ({"state": "nonsense"}, ["Ann", "Bea", "Cal", "Dee", "Eve"]),
    ):
        assert people(coordinator.get(LIST, asked)) == found, asked
    assert "3 current at 31 March 2025, 1 seat vacant." in coordinator.get(LIST).text
    response = coordinator.get(LIST, {"export": "csv", "state": "ending"})
    [row] = csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig")))
    assert (row["Person"], row["Body"], row["To"]) == ("Ann", "DSP Executive", "2025-05-31")


def test_somebody_is_appointed_to_a_seat_from_the_page_of_the_seat(coordinator, chair):
    new = f"{LIST}new?seat={chair.pk}"
    assert new in coordinator.get(f"/westmoor/seats/{chair.pk}/").text
    assert coordinator.get(new).context["page"].form["seat"].value() == str(chair.pk)
    typed = {"seat": chair.pk, "office": "", "kind": "fixed term", **on("since", D(2025, 5, 1))}
    refused = coordinator.post(new, typed)
    assert refused.status_code == 422
    assert "Choose somebody, or enter a name or an email address" in refused.text
    assert "Ines Hall" in coordinator.post(new, {**typed, "name": "Ines Hall"}).text  # nothing typed is lost
    assert "A fixed term needs its last day" in coordinator.post(new, {**typed, "name": "Ines Hall"}).text
    done = coordinator.post(new, {**typed, "name": "Ines Hall", **on("until", D(2027, 4, 30))})
    one = Appointment.objects.get()
    assert done["Location"] == f"{LIST}{one.pk}"
    page = coordinator.get(done["Location"]).text
    assert "Begins on 1 May 2025." in page
    assert "Future" in page
    assert "Priya Shah" in page


def test_a_seat_and_an_office_at_once_or_neither_are_refused_at_the_field(coordinator, chair):
    typed = {"kind": "permanent", "name": "Ines Hall", **on("since", D(2025, 1, 1))}
    neither = coordinator.post(f"{LIST}new", typed)
    assert "Choose a seat or an office" in neither.text
    both = coordinator.post(f"{LIST}new", {**typed, "seat": chair.pk, "office": "Commissioner"})
    assert "Choose a seat or an office, and not both" in both.text
    assert not Appointment.objects.exists()


def test_a_person_of_another_partnership_cannot_be_chosen(coordinator, person_with, another_partnership):
    stranger = person_with("coordinator", partnership=another_partnership)
    typed = {"office": "Commissioner", "kind": "permanent", **on("since", D(2025, 1, 1))}
    response = coordinator.post(f"{LIST}new", {**typed, "person": stranger.pk})
    assert response.status_code == 422
    assert not Appointment.objects.exists()


def test_a_rolling_appointment_is_renewed_for_the_next_month_with_one_click(coordinator, appointed):
    one = appointed(D(2025, 1, 31), office="Independent scrutineer", kind="rolling")
    page = f"{LIST}{one.pk}"
    assert "It ran until 27 February 2025 and was not renewed since." in coordinator.get(page).text
    form = coordinator.get(f"{page}/renew").context["page"].form
    assert shown(form["since"]) == ("28", "2", "2025")
    assert shown(form["until"]) == ("27", "3", "2025")
    typed = {**on("since", D(2025, 2, 28)), **on("until", D(2025, 4, 27))}
    assert "Say which body decided it, or who did." in coordinator.post(f"{page}/renew", typed).text
    assert not Renewal.objects.exists()
    done = coordinator.post(f"{page}/renew", {**typed, "decided_by": "The lead partners"})
    assert done["Location"] == page
    told = coordinator.get(page).text
    assert "It runs until 27 April 2025." in told
    assert "1 renewal" in told
    again = coordinator.get(f"{page}/renew").context["page"].form
    assert shown(again["since"]) == ("28", "4", "2025")
    assert again["decided_by"].value() == "The lead partners"
    renewal = Renewal.objects.get()
    assert "Priya Shah" in coordinator.get(f"/westmoor/renewals/{renewal.pk}").text


def test_an_appointment_is_ended_and_its_seat_is_then_vacant(coordinator, chair, member, appointed):
    one = appointed(D(2024, 4, 1), seat=chair)
    appointed(D(2024, 6, 1), seat=member)
    made_from = coordinator.get(f"{LIST}{one.pk}/end").context["page"].form["made_from"].value()
    early = coordinator.post(f"{LIST}{one.pk}/end", {"made_from": made_from, **on("until", D(2024, 3, 1))})
    assert "Last day must be the same as or after the first day." in early.text
    coordinator.post(f"{LIST}{one.pk}/end", {"made_from": made_from, **on("until", D(2025, 3, 30))})
    assert "Ended" in coordinator.get(f"{LIST}{one.pk}").text
    assert people(coordinator.get(LIST, {"state": "vacant"})) == ["Chair for Westmoor County Council"]


def test_a_correction_keeps_what_was_typed_and_the_person_can_be_changed(
    coordinator, chair, appointed, person
):
    one = appointed(D(2024, 4, 1), seat=chair, person=person("Ann"))
    other = appointed(D(2023, 4, 1), office="Commissioner", person=person("Bea"))
    page = f"{LIST}{one.pk}/correct"
    form = coordinator.get(page).context["page"].form
    typed = {
        "made_from": form["made_from"].value(),
        "seat": chair.pk,
        "person": other.person_id,
        "kind": "permanent",
        "note": "Agreed at the meeting",
        **on("since", D(2024, 5, 1)),
    }
    assert coordinator.post(page, typed).status_code == 302
    one.refresh_from_db()
    assert (one.person.name, one.since, one.note) == ("Bea", D(2024, 5, 1), "Agreed at the meeting")


def test_the_page_of_a_body_leads_to_who_sits_on_it(coordinator, chair, member, appointed, person):
    at = f"/westmoor/bodies/{chair.body_id}/members"
    assert at in coordinator.get(f"/westmoor/bodies/{chair.body_id}/").text
    assert "not recorded" in coordinator.get(at).text
    assert "Vacant" not in coordinator.get(at).text
    appointed(D(2024, 4, 1), seat=chair, person=person("Ines Hall"))
    appointed(D(2025, 6, 1), seat=member, person=person("Bo Li"))
    appointed(D(2024, 4, 1), office="Commissioner", body=chair.body, person=person("Sam Roe"))
    page = coordinator.get(at).text
    for said in ("Ines Hall", "Bo Li", "from 1 June 2025", "Vacant", "Appoint somebody", "Sam Roe"):
        assert said in page, said


def test_a_viewer_sees_who_sits_here_and_is_offered_no_change(person_with, client_as, chair, appointed):
    one = appointed(D(2024, 4, 1), office="Independent scrutineer", kind="rolling")
    viewer = client_as(person_with("agency-representative"))
    for at in (
        LIST,
        f"{LIST}{one.pk}",
        f"/westmoor/bodies/{chair.body_id}/members",
        "/westmoor/arrangements/",
    ):
        page = viewer.get(at)
        assert page.status_code == 200
        for offer in ("Appoint somebody", "Renew</a>", "Add an "):
            assert offer not in page.text, (at, offer)


def test_the_map_draws_each_body_under_the_one_it_reports_to_and_lists_them(
    coordinator, partnership, shell, executive
):
    quality = add_body(by=shell, partnership=partnership, name="Quality <Group>", reports_to=executive)
    add_body(by=shell, partnership=partnership, name="Audit Group", reports_to=quality)
    add_body(by=shell, partnership=partnership, name="Improvement Board")
    response = coordinator.get("/westmoor/bodies/map")
    page = response.text
    assert "4 bodies, 2 of which report to no other" in page
    assert "Audit Group reports to Quality &lt;Group&gt;." in page
    assert "<Group>" not in page
    top = response.context["page"].blocks[-1].items
    assert [[str(item.value) for item in level] for level in (top, top[0].below, top[0].below[0].below)] == [
        ["DSP Executive\nwho sits here", "Improvement Board\nwho sits here"],
        ["Quality <Group>\nwho sits here"],
        ["Audit Group\nwho sits here"],
    ]
    assert page.count("</ul>") >= 3


def test_a_map_without_bodies_says_what_belongs_there(coordinator, partnership):
    assert "There are no bodies yet" in coordinator.get("/westmoor/bodies/map").text


def test_arrangements_are_kept_over_time(coordinator, partnership):
    at = "/westmoor/arrangements/"
    assert "No arrangement is recorded" in coordinator.get(at).text
    typed = {"model": "other", "words": "", **on("since", D(2023, 4, 1))}
    assert "Say which" in coordinator.post(f"{at}new", typed).text
    coordinator.post(f"{at}new", {**typed, "words": "peer scrutiny"})
    coordinator.post(f"{at}new", {"model": "single scrutineer", **on("since", D(2024, 4, 1))})
    coordinator.post(f"{at}new", {"model": "panel", **on("since", D(2025, 4, 1))})
    page = coordinator.get(at)
    assert "At 31 March 2025: single scrutineer." in page.text
    assert [[str(cell) for cell in row.cells] for row in page.context["page"].table.rows] == [
        ["Panel", "2025-04-01", "Future"],
        ["Single scrutineer", "2024-04-01", "Current"],
        ["Peer scrutiny", "2023-04-01", "Past"],
    ]
    one = Arrangement.objects.get(model="other")
    assert "Peer scrutiny from 1 April 2023" in coordinator.get(f"{at}{one.pk}").text


def test_what_needs_attention_is_told_to_those_who_keep_bodies(
    partnership, person_with, chair, member, appointed
):
    def told(role: str) -> list[str]:
        source = attention["appointments"]
        return [item.text for item in source.items(person_with(role), partnership, timezone.localdate())]

    assert told("coordinator") == []  # seats alone say nothing of who holds them
    appointed(D(2024, 4, 1), seat=chair, kind="fixed term", until=TODAY + timedelta(days=90))
    appointed(D(2025, 1, 1), office="Independent scrutineer", kind="rolling")
    assert told("coordinator") == [
        "Fill 1 vacant seat",
        "Decide on 1 fixed term ending within 90 days",
        "Renew or end 1 rolling appointment past the last renewal",
    ]
    assert told("scrutineer") == []


def test_an_appointment_is_found_by_who_holds_it_and_what_it_is_to(
    partnership, person_with, appointed, person
):
    appointed(D(2024, 4, 1), office="Independent scrutineer", person=person("Ines Hall"))
    who = person_with("scrutineer")
    for words in ("ines", "scrutineer hall"):
        [hit] = finders["appointments"].hits(who, partnership, words)
        assert hit.title == "Ines Hall"


def test_an_erased_person_keeps_the_appointment_without_a_name(coordinator, chair, appointed, person, shell):
    who = person("Ines Hall")
    one = appointed(D(2024, 4, 1), seat=chair, person=who)
    erase_person(by=shell, person=who, reason="They asked for it")
    page = coordinator.get(f"{LIST}{one.pk}").text
    assert "Ines Hall" not in page
    assert f"Erased person {who.pk}" in page
