"""A year of training in figures, courses, sessions, and bookings for those who may see delegates."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl
import pytest

from sightline.foundation.search import finders
from sightline.partnership.models import Coverage
from sightline.people.models import Person
from sightline.training.models import Booking, Place
from tests.costs import queries_of

HERE = "/westmoor/training"


@pytest.fixture
def lead(person_with, client_as):
    return client_as(person_with("training-lead"))


@pytest.fixture
def practitioner(person_with, client_as):
    return client_as(person_with("practitioner"))


@pytest.fixture
def year(covered, course, session, booking, agency):
    """Neglect ran on 1 May 2024: Ann of the police came, Ben of the schools did not, Cat waits."""
    made = session(
        course("Neglect", code="NEG"), reference="EV7", venue="County Hall", delivery="Face to face"
    )
    schools = agency("Westmoor Schools")
    ann = booking(made, "ann@example.org", name="Ann Bell")
    booking(made, "ben@example.org", Place.DID_NOT_ATTEND, name="Ben Cole", agency=schools)
    booking(made, "cat@example.org", Place.WAITING, name="Cat Dunn", agency=schools)
    session(course("Abuse"), date(2023, 5, 1))
    return ann


def cells(response) -> list[list[str]]:
    return [[str(cell) for cell in row.cells] for row in response.context["page"].table.rows]


def test_the_overview_has_the_measures_of_the_latest_year(lead, year):
    page = lead.get(f"{HERE}/")
    assert "1 place attended in 1 session in 2024-25." in page.text
    assert "50%" in page.text  # of the two registered, one did not attend
    assert "0 places attended in 1 session in 2023-24." in lead.get(f"{HERE}/", {"year": "2023-24"}).text


def test_a_year_that_is_not_recorded_says_so(lead, partnership):
    assert "not recorded. There are no records of training yet." in lead.get(f"{HERE}/").text
    for page in ("courses", "sessions", "bookings"):
        assert lead.get(f"{HERE}/{page}/").status_code == 200


def test_courses_stand_with_their_figures_of_the_year(lead, year):
    assert cells(lead.get(f"{HERE}/courses/")) == [
        ["Abuse", "none", "0", "0", "–"],
        ["Neglect", "NEG", "1", "1", "50%"],
    ]


def test_a_session_says_how_many_came_and_who_to_those_who_may_see_it(lead, practitioner, year):
    page = f"{HERE}/sessions/{year.session_id}"
    for client in (lead, practitioner):
        assert "1 of the 2 registered came." in client.get(page).text
        assert "Waiting list" in client.get(page).text
    assert "Ann Bell" in lead.get(page).text
    assert "Ann Bell" not in practitioner.get(page).text


def test_a_session_with_a_capacity_says_what_part_was_filled(lead, course, session, booking):
    made = session(course(), capacity=393)
    for _ in range(3):
        booking(made)
    assert (
        "3 of the 3 registered came. 1% of its places were filled."
        in lead.get(f"{HERE}/sessions/{made.pk}").text
    )


def test_sessions_are_chosen_by_year_course_and_words(lead, year):
    def events(**asked: str) -> list[str]:
        return [row[0] for row in cells(lead.get(f"{HERE}/sessions/", asked))]

    assert events() == ["EV7"]
    assert events(year="2023-24") != ["EV7"]
    assert events(q="county NEGLECT") == ["EV7"]
    assert events(course=str(year.session.course_id)) == ["EV7"]
    assert events(q="abuse") == []


def test_bookings_are_chosen_by_agency_status_and_words(lead, year):
    def delegates(**asked: str) -> list[str]:
        return sorted(row[0] for row in cells(lead.get(f"{HERE}/bookings/", asked)))

    assert delegates() == ["Ann Bell", "Ben Cole", "Cat Dunn"]
    assert delegates(agency=str(year.agency_id)) == ["Ann Bell"]
    assert delegates(status="did not attend") == ["Ben Cole"]
    assert delegates(q="cat@example") == ["Cat Dunn"]
    assert delegates(year="2023-24") == []
    assert delegates(year="all", q="ann") == ["Ann Bell"]


def test_bookings_can_be_taken_away_with_every_column(lead, year):
    response = lead.get(f"{HERE}/bookings/", {"export": "csv", "q": "ann"})
    [row] = csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig")))
    assert (row["Delegate email"], row["Course"], row["Date"]) == ("ann@example.org", "Neglect", "2024-05-01")


@pytest.mark.parametrize(
    ("role", "sees_bookings", "keeps"),
    [
        ("coordinator", 200, 200),
        ("training-lead", 200, 200),
        ("data-analyst", 200, 403),
        ("scrutineer", 200, 403),
        ("delegated-partner", 403, 403),
        ("agency-representative", 403, 403),
        ("practitioner", 403, 403),
    ],
)
def test_delegates_are_for_the_business_team_and_the_scrutineer(
    person_with, client_as, year, role, sees_bookings, keeps
):
    client = client_as(person_with(role))
    for page in ("/", "/courses/", "/sessions/", f"/sessions/{year.session_id}"):
        assert client.get(f"{HERE}{page}").status_code == 200
    for page in ("/bookings/", f"/bookings/{year.pk}"):
        assert client.get(f"{HERE}{page}").status_code == sees_bookings
        assert client.get(f"{HERE}{page}", {"export": "csv"}).status_code == sees_bookings
    for page in ("/courses/new", "/sessions/new", "/bookings/new", f"/bookings/{year.pk}/correct"):
        assert client.get(f"{HERE}{page}").status_code == keeps


def test_who_may_not_see_the_measures_is_not_led_to_them(practitioner, year):
    assert "/measures/" not in practitioner.get(f"{HERE}/").text


def test_what_belongs_to_another_partnership_does_not_exist(
    lead, course, session, booking, agency, another_partnership
):
    made = session(course(of=another_partnership))
    one = booking(made, agency=agency("Eastvale Police", of=another_partnership))
    for thing in (f"courses/{made.course_id}", f"sessions/{made.pk}", f"bookings/{one.pk}"):
        for page in ("", "/correct", "/withdraw", "/restore"):
            assert lead.get(f"{HERE}/{thing}{page}").status_code == 404


@pytest.mark.parametrize(
    "where", ["/", "/courses/", "/courses/{c}", "/sessions/", "/sessions/{s}", "/bookings/"]
)
def test_pages_cost_the_same_queries_however_much_there_is(
    lead, year, course, session, booking, agency, where
):
    address = HERE + where.format(c=year.session.course_id, s=year.session_id)
    few = queries_of(lead, address)
    for number in range(12):
        other = session(course(f"Course {number}"))
        booking(other, agency=agency(f"Agency {number}"))
        booking(year.session)
        session(year.session.course)
    assert queries_of(lead, address) == few


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_more_bookings_than_a_database_looks_up_at_once_are_exported(lead, year, format):
    held = Booking.objects.get(pk=year.pk)
    columns = {field.name: getattr(held, field.name) for field in Booking._meta.concrete_fields}
    people = Person.objects.bulk_create(
        Person(partnership=held.partnership, key=f"p{number}", name=f"Person {number}")
        for number in range(1200)
    )
    Booking.objects.bulk_create(
        Booking(**{**columns, "id": None, "key": f"b{number}", "reference": f"b{number}", "person": person})
        for number, person in enumerate(people)
    )
    content = lead.get(f"{HERE}/bookings/", {"export": format, "year": "all"}).getvalue()
    if format == "xlsx":
        rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    else:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == Booking.objects.count() + 1


def test_a_live_source_shows_what_is_still_to_come(lead, year, session, partnership):
    Coverage.objects.create(partnership=partnership, source="training", start=date(2025, 4, 1), end=None)
    session(year.session.course, date(2999, 5, 1), reference="EV999")
    assert [row[0] for row in cells(lead.get(f"{HERE}/sessions/"))] == ["EV999"]


def test_courses_are_found_by_all_and_delegates_by_those_who_may_see_them(year, person_with):
    def found(role: str, words: str) -> list[tuple[str, str]]:
        person = person_with(role)
        return [(hit.kind, hit.title) for hit in finders["training"].hits(person, person.partnership, words)]

    assert found("practitioner", "neglect") == [("Course", "Neglect")]
    assert found("practitioner", "ann") == []
    assert found("commissioner", "ann@example.org") == []
    assert found("scrutineer", "ann@example.org") == [("Delegate", "Ann Bell")]
