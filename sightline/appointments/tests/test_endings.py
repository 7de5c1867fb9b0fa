"""Appointments end with their seat, and stand on the page of whoever is appointed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sightline.appointments import queries, services
from sightline.appointments.models import Appointment
from sightline.partnership.refusals import Refused
from sightline.partnership.services import seats
from sightline.partnership.tests.filling_in import held_by_form
from tests.costs import queries_of

LAST = date(2025, 3, 31)


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator"))


def end(shell, seat, day=LAST):
    seats.correct(by=shell, record=seat, values={"until": day})


def test_who_holds_a_seat_holds_it_to_its_last_day(member, appointed, shell):
    permanent = appointed(date(2024, 6, 1), seat=member)
    end(shell, member)
    permanent.refresh_from_db()
    assert permanent.until == LAST


def test_what_ended_before_keeps_its_day(member, appointed, shell):
    earlier = appointed(date(2024, 6, 1), seat=member, kind="fixed term", until=date(2024, 12, 31))
    end(shell, member)
    earlier.refresh_from_db()
    assert earlier.until == date(2024, 12, 31)


def test_what_would_begin_after_the_seat_ended_is_withdrawn_with_the_reason(member, appointed, shell):
    future = appointed(date(2025, 6, 1), seat=member)
    end(shell, member)
    future.refresh_from_db()
    assert future.withdrawn_at
    assert future.until is None


def test_a_rolling_and_an_acting_appointment_end_too_and_other_seats_go_on(
    chair, member, appointed, shell, partnership
):
    rolling = appointed(date(2024, 6, 1), seat=member, kind="rolling")
    services.renew(
        by=shell,
        appointment=rolling,
        since=date(2025, 3, 1),
        until=date(2025, 6, 30),
        decided_by="The lead partners",
    )
    acting = appointed(date(2025, 1, 1), seat=member, kind="acting")
    other = appointed(date(2024, 6, 1), seat=chair)
    end(shell, member)
    for one, until in ((rolling, LAST), (acting, LAST), (other, None)):
        one.refresh_from_db()
        assert one.until == until


def test_both_ends_or_neither_does(member, appointed, shell, monkeypatch):
    one = appointed(date(2024, 6, 1), seat=member)

    def refuse(**_):
        raise Refused("No.")

    monkeypatch.setattr("sightline.appointments.endings.end_with_seat", refuse)
    with pytest.raises(Refused):
        end(shell, member)
    member.refresh_from_db()
    one.refresh_from_db()
    assert (member.until, one.until) == (None, None)


def test_the_page_says_before_who_is_appointed_and_ends_it_after(coordinator, member, appointed, person):
    address = f"/westmoor/seats/{member.pk}/end"
    assert "appointed to this seat" not in coordinator.get(address).text
    appointed(date(2024, 6, 1), seat=member, person=person("Ruth Okafor"))
    appointed(date(2025, 1, 1), seat=member, person=person("Jo Field"), kind="acting")
    said = "Jo Field and Ruth Okafor are appointed to this seat: those appointments end with it"
    assert said in coordinator.get(address).text
    assert said in coordinator.get(f"/westmoor/seats/{member.pk}/correct").text
    typed = {
        **held_by_form(coordinator, address),
        "until_day": "31",
        "until_month": "3",
        "until_year": "2025",
    }
    assert coordinator.post(address, typed).status_code == 302
    assert set(Appointment.objects.values_list("until", flat=True)) == {LAST}


def test_a_seat_that_ends_later_keeps_its_holder_until_then(member, appointed, shell):
    one = appointed(date(2024, 6, 1), seat=member)
    later = timezone.localdate() + timedelta(days=60)
    end(shell, member, later)
    one.refresh_from_db()
    assert one.until == later
    assert queries.vacant(member.partnership, later).count() == 0


def test_somebodys_page_shows_what_they_are_and_were_appointed_to(
    coordinator, chair, member, appointed, person_with
):
    ruth = person_with("scrutineer", name="Ruth Okafor")
    page = f"/westmoor/people/{ruth.pk}/"
    assert 'id="appointments"' not in coordinator.get(page).text
    appointed(date(2024, 6, 1), seat=member, person=ruth, kind="fixed term", until=date(2024, 12, 31))
    now = appointed(date(2025, 1, 1), seat=chair, person=ruth)
    shown = coordinator.get(page).text
    assert 'id="appointments"' in shown
    assert f'href="/westmoor/appointments/{now.pk}"' in shown
    assert "31 December 2024" in shown
    assert "Ended" in shown


def test_who_may_not_see_appointments_sees_none_there(chair, appointed, person_with, client_as):
    ruth = person_with("scrutineer", name="Ruth Okafor")
    appointed(date(2025, 1, 1), seat=chair, person=ruth)
    administrator = client_as(person_with("administrator"))
    page = administrator.get(f"/westmoor/people/{ruth.pk}/")
    assert page.status_code == 200
    assert 'id="appointments"' not in page.text


def test_a_persons_page_costs_the_same_queries_however_many_appointments(
    coordinator, executive, appointed, person_with
):
    ruth = person_with("scrutineer")
    page = f"/westmoor/people/{ruth.pk}/"
    appointed(date(2024, 1, 1), office="Scrutineer", person=ruth, until=date(2024, 1, 31))
    coordinator.get(page)
    few = queries_of(coordinator, page)
    for month in range(2, 8):
        appointed(date(2024, month, 1), office="Scrutineer", person=ruth, body=executive)
    assert queries_of(coordinator, page) == few
