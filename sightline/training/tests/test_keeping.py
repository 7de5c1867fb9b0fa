"""Courses, sessions and bookings by hand."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from sightline.audit.queries import history
from sightline.partnership.models import Coverage
from sightline.partnership.tests.filling_in import held_by_form
from sightline.people.models import Person
from sightline.training.models import Booking, Course, Place, Session

HERE = "/westmoor/training"


@pytest.fixture
def lead(person_with, client_as):
    return client_as(person_with("training-lead", name="Tess Lane"))


def typed(police, event: str, **more: str) -> dict[str, str]:
    return {
        "name": "Ann Bell",
        "email": "Ann.Bell@example.org",
        "agency": str(police.pk),
        "event": event,
        "place": "booked",
        **more,
    }


def test_a_course_is_added_once_however_its_title_is_written(lead):
    assert (
        lead.post(f"{HERE}/courses/new", {"title": "Child-protection basics", "level": ""}).status_code == 302
    )
    again = lead.post(f"{HERE}/courses/new", {"title": "child protection  BASICS"})
    assert "There is already a course with these particulars: Child-protection basics." in again.text
    assert Course.objects.count() == 1
    assert not Coverage.objects.exists()  # a course says nothing of what was booked


def test_a_session_without_an_event_number_gets_one_from_its_course_and_date(lead, course, partnership):
    made = course("Neglect", code="NEG")
    day = {"held_on_day": "2", "held_on_month": "5", "held_on_year": "2025"}
    response = lead.post(f"{HERE}/sessions/new", {"course": str(made.pk), **day, "delivery": "Online"})
    session = Session.objects.get()
    assert response["Location"] == f"{HERE}/sessions/{session.pk}"
    assert (session.reference, session.key, session.delivery) == (
        "NEG-2025-05-02",
        "NEG-2025-05-02",
        "Online",
    )
    live = Coverage.objects.get(partnership=partnership, source="training")
    assert (live.start, live.end) == (timezone.localdate(), None)


def test_a_delegate_is_found_by_their_address_or_made(lead, course, session, booking, police):
    held = session(course(), reference="EV7")
    booking(held, "ann.bell@example.org", name="Ann Bell")
    other = session(Course.objects.get(), date(2024, 6, 1), reference="EV8")
    assert lead.post(f"{HERE}/bookings/new", typed(police, "ev8")).status_code == 302
    assert Person.objects.filter(email="ann.bell@example.org").count() == 1
    made = Booking.objects.get(session=other)
    assert (made.reference, made.person.name, made.place) == ("EV8-1", "Ann Bell", Place.BOOKED)
    lead.post(f"{HERE}/bookings/new", typed(police, "EV8", name="Ben Cole", email=""))
    assert Person.objects.get(name="Ben Cole").key == f"ben cole|{police.pk}"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"event": "EV99"}, "No session has the event number EV99."),
        ({"name": "", "email": ""}, "Enter the delegate’s name or their email address"),
        ({"email": "ann at example"}, "must be an email address"),
        ({"evaluation": "6"}, "Evaluation must be a whole number from 1 to 5."),
        ({"charge": "-1"}, "Charge must be 0 or more."),
        ({"booked_on": "2199-01-01"}, "Booked on must be today or earlier."),
        ({"agency": ""}, "Choose agency they come from"),
    ],
)
def test_what_cannot_be_right_is_said_at_its_field_and_leaves_nothing_behind(
    lead, course, session, police, wrong, said
):
    session(course(), reference="EV7")
    people = Person.objects.count()
    response = lead.post(f"{HERE}/bookings/new", {**typed(police, "EV7"), **wrong})
    assert response.status_code == 422
    assert said in response.text
    assert not Booking.objects.exists()
    assert Person.objects.count() == people


def test_a_booking_moves_to_another_session_with_its_history(lead, course, session, booking):
    first, second = session(course(), reference="EV7"), session(course("Abuse"), reference="EV8")
    one = booking(first)
    page = f"{HERE}/bookings/{one.pk}"
    values = held_by_form(lead, f"{page}/correct")
    assert values["event"] == "EV7"
    assert "name" not in values  # whose it is, is not changed here
    lead.post(f"{page}/correct", {**values, "event": "EV8", "place": "did not attend"})
    one.refresh_from_db()
    assert (one.session_id, one.place) == (second.pk, Place.DID_NOT_ATTEND)
    [told] = history(one)
    assert (told.before["session"], told.after["session"]) == (first.pk, second.pk)
    assert "Tess Lane" in lead.get(page).text


def test_two_who_correct_a_booking_at_once_are_shown_both(
    lead, person_with, client_as, course, session, booking
):
    one = booking(session(course()))
    page, other = (
        f"{HERE}/bookings/{one.pk}/correct",
        client_as(person_with("coordinator", name="Priya Shah")),
    )
    mine = held_by_form(lead, page)
    other.post(page, {**held_by_form(other, page), "place": "did not attend"})
    response = lead.post(page, {**mine, "place": "cancelled"})
    assert response.status_code == 409
    for words in ("Priya Shah changed this", "Did not attend", "Cancelled"):
        assert words in response.text
    one.refresh_from_db()
    assert one.place == Place.DID_NOT_ATTEND


def test_withdrawing_a_course_takes_all_that_belongs_to_it_out_of_the_figures(
    lead, covered, course, session, booking
):
    made = course()
    booking(session(made))
    assert "1 place attended in 1 session in 2024-25." in lead.get(f"{HERE}/").text
    lead.post(f"{HERE}/courses/{made.pk}/withdraw", {"reason": "A duplicate"})
    assert "0 places attended in 0 sessions in 2024-25." in lead.get(f"{HERE}/").text
    lead.post(f"{HERE}/courses/{made.pk}/restore")
    assert "1 place attended in 1 session in 2024-25." in lead.get(f"{HERE}/").text


def test_sessions_and_bookings_can_be_withdrawn_and_put_back_by_themselves(lead, course, session, booking):
    one = booking(session(course()))
    for page, record in (
        (f"{HERE}/bookings/{one.pk}", one),
        (f"{HERE}/sessions/{one.session_id}", one.session),
    ):
        lead.post(f"{page}/withdraw", {"reason": "By mistake"})
        record.refresh_from_db()
        assert record.withdrawn_at
        assert "“By mistake”. It counts in no figure." in lead.get(page).text
        lead.post(f"{page}/restore")
        record.refresh_from_db()
        assert record.withdrawn_at is None
