"""Exports of other booking systems."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from sightline.people.models import Person
from sightline.training.models import Booking, Course, Place, Session

HEAD = ["Booking ID", "Event ID", "Course", "Event date", "Delegate", "Email", "Organisation", "Status"]


def row(number, **said):
    told = {
        "event": "EV1",
        "course": "Neglect",
        "day": "18/11/2024",
        "name": f"Delegate {number}",
        "email": f"d{number}@example.org",
        "agency": "Police",
        "status": "Attended",
        **said,
    }
    return [number, *told.values()]


@pytest.fixture(autouse=True)
def police(agency):
    return agency("Police")


@pytest.fixture
def bookings(partnership):
    return lambda: Booking.objects.of(partnership)


@pytest.mark.parametrize(
    ("status", "place"),
    [
        *(
            ("Attended - full day", Place.ATTENDED),
            ("Part attended", Place.ATTENDED),
            ("Walk-in", Place.ATTENDED),
        ),
        *(
            ("Did not attend - no notice", Place.DID_NOT_ATTEND),
            ("Non-attendance", Place.DID_NOT_ATTEND),
            ("Not Attended", Place.DID_NOT_ATTEND),
        ),
        *(
            ("Cancelled within 10 days", Place.LATE_CANCELLATION),
            ("Late withdrawal", Place.LATE_CANCELLATION),
        ),
        *(
            ("Short notice cancellation", Place.LATE_CANCELLATION),
            ("Cancelled - charged", Place.LATE_CANCELLATION),
        ),
        *(
            ("Cancelled by organiser", Place.CANCELLED),
            ("Cancelled - no charge", Place.CANCELLED),
            ("Withdrawn", Place.CANCELLED),
        ),
        *(
            ("On waitlist", Place.WAITING),
            ("Reserve list", Place.WAITING),
            ("Confirmed", Place.BOOKED),
            ("Enrolled", Place.BOOKED),
        ),
    ],
)
def test_a_status_in_other_words_is_understood(rows, bookings, status, place):
    rows([HEAD, row("1", status=status)])
    assert bookings().get().place == place


@pytest.mark.parametrize("status", ["Transferred", "TBC", "", "Late", "???"])
def test_a_status_that_does_not_say_what_became_of_the_booking_refuses_it(rows, status):
    _, outcome = rows([HEAD, row("1"), row("2", status=status)])
    assert (outcome.created, outcome.refused) == (1, 1)
    assert (
        "attended, did not attend, cancelled, late cancellation, waiting list or booked"
        in outcome.errors[0]["problem"]
    )


@pytest.mark.parametrize(
    ("status", "attended", "place"),
    [
        *(
            ("Confirmed", "Yes", Place.ATTENDED),
            ("Confirmed", "No", Place.DID_NOT_ATTEND),
            ("Confirmed", "", Place.BOOKED),
        ),
        *(("Cancelled", "No", Place.CANCELLED), ("Late cancellation", "DNA", Place.LATE_CANCELLATION)),
        *(
            ("Waiting list", "", Place.WAITING),
            ("Waiting list", "Attended", Place.ATTENDED),
            ("", "Attended", Place.ATTENDED),
        ),
    ],
)
def test_a_booking_status_and_an_attendance_in_two_columns_are_one(rows, bookings, status, attended, place):
    head = [*HEAD[:7], "Booking status", "Attendance"]
    rows([head, [*row("1", status=status), attended]])
    assert bookings().get().place == place


def test_somebody_who_cancelled_cannot_have_attended(rows):
    _, outcome = rows(
        [[*HEAD[:7], "Booking status", "Attendance"], [*row("1", status="Cancelled"), "Attended"]]
    )
    assert outcome.errors[0]["problem"] == "was said, but the booking's status is cancelled"


@pytest.mark.parametrize(
    "ids", [(202307929.0, "202307929"), ("202307929.0", "202307929"), ("bk-7", "BK-7 "), (7, "7")]
)
def test_one_number_however_it_is_written_is_one_booking(book, bookings, ids):
    _, outcome = book(
        {"Export": [HEAD, row(ids[0], name="Jo"), row(ids[1], name="Jo", email=row(ids[0])[5])]}
    )
    assert (outcome.created, outcome.duplicates, outcome.refused) == (1, 1, 0)


def test_bookings_with_different_numbers_are_never_merged(rows, bookings):
    same = {"name": "Jo", "email": "jo@example.org"}
    _, outcome = rows([HEAD, row("1", **same), row("2", **same), row("001", **same)])
    assert (outcome.created, outcome.duplicates) == (3, 0)


def test_sessions_without_a_number_are_told_apart_by_course_day_and_start(book, bookings, partnership):
    head = [name for name in HEAD if name != "Event ID"]
    days = [
        "18/11/2024 09:30",
        "18/11/2024 13:00",
        datetime.fromisoformat("2024-11-18T09:30"),
        "19/11/2024 09:30",
    ]
    lines = [[*row(n, day=day)[:1], *row(n, day=day)[2:]] for n, day in enumerate(days)]
    book({"Export": [head, *lines]})
    assert Session.objects.of(partnership).count() == 3
    book({"Export": [[*head, "Start time"], *[[*line, time(9, 30)] for line in lines[3:]]]})
    assert Session.objects.of(partnership).count() == 3


def test_an_export_without_numbers_of_bookings_knows_them_by_session_and_person(rows, bookings):
    lines = [row("1")[1:], row("2")[1:], row("1", name=" delegate 1")[1:]]
    _, outcome = rows([HEAD[1:], *lines])
    assert (outcome.created, outcome.duplicates) == (2, 1)
    _, again = rows([HEAD[1:], *lines], name="again.csv")
    assert (again.created, again.unchanged) == (0, 2)


def test_a_booking_without_its_number_is_refused_where_the_others_have_one(rows):
    _, outcome = rows([HEAD, row("1"), row("")])
    assert outcome.errors[0]["problem"] == "is blank; “Booking ID” is needed"


def test_names_in_two_columns_are_one_name(rows, partnership):
    head = [
        "Booking ID",
        "Event ID",
        "Course",
        "Event date",
        "First name",
        "Surname",
        "Organisation",
        "Status",
    ]
    rows([head, ["1", "EV1", "Neglect", "18/11/2024", "Jo", "Hill", "Police", "Attended"]])
    assert Person.objects.of(partnership).get().name == "Jo Hill"


def test_people_without_an_address_are_told_apart_by_name_and_agency(rows, partnership, agency):
    agency("Schools")
    people = [
        ("Jo Hill", "n/a", "Police"),
        ("jo  hill", "-", "police"),
        ("Jo Hill", "", "Schools"),
        ("Al Day", "none", "Police"),
    ]
    lines = [row(n, name=name, email=email, agency=who) for n, (name, email, who) in enumerate(people)]
    rows([HEAD, *lines])
    assert Counter(Person.objects.of(partnership).values_list("agency__name", flat=True)) == {
        "Police": 2,
        "Schools": 1,
    }


def test_somebody_without_name_or_address_is_refused(rows):
    _, outcome = rows([HEAD, row("1", name="", email="N/A")])
    assert outcome.errors[0]["problem"] == "is blank, and so is the e-mail address; one of them is needed"


def test_two_days_for_one_event_are_not_both_right(rows):
    _, outcome = rows([HEAD, row("1"), row("2", day="19/11/2024"), row("3")])
    assert (outcome.created, outcome.refused) == (2, 1)
    (error,) = outcome.errors
    assert (error["row"], error["column"], error["value"]) == (3, "Event date", "19/11/2024")
    assert error["problem"] == "is not what file, row 2 says of the same session"


def test_two_days_for_one_event_are_found_far_apart(rows):
    lines = [row(str(n)) for n in range(2500)]
    _, outcome = rows([HEAD, *lines, row("x", day="19/11/2024")])
    assert (outcome.created, outcome.refused) == (2500, 1)


def test_titles_that_differ_in_spelling_are_of_one_course(rows, partnership):
    rows(
        [HEAD, row("1", course="Multi-agency working"), row("2", course="MULTI AGENCY  WORKING", event="EV2")]
    )
    assert Course.objects.of(partnership).count() == 1


@pytest.mark.parametrize(
    ("heading", "said", "field", "kept"),
    [
        *(
            ("Charge", "£35 (invoiced)", "charge", Decimal("35.00")),
            ("Charge", "-35", "charge", Decimal("-35.00")),
        ),
        *(
            ("Charge", "n/a", "charge", None),
            ("Evaluation", "4/5", "evaluation", 4),
            ("Evaluation", "n/a", "evaluation", None),
        ),
        *(("Evaluation", "5 - excellent", "evaluation", 5), ("Booked on", "TBC", "booked_on", None)),
        ("Booked on", "01/11/2024 14:02", "booked_on", date(2024, 11, 1)),
    ],
)
def test_what_stands_beside_a_booking_is_read_or_is_nothing(rows, bookings, heading, said, field, kept):
    rows([[*HEAD, heading], [*row("1"), said]])
    assert getattr(bookings().get(), field) == kept


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Charge", "1000000"),
        ("Charge", "9" * 30),
        ("Charge", "thirty"),
        ("Charge", "£70 + VAT"),
        ("Booked on", "some time in May"),
        ("Evaluation", "4.5"),
        ("Evaluation", "9"),
    ],
)
def test_what_stands_beside_a_booking_and_cannot_be_kept_costs_itself_alone(rows, bookings, heading, said):
    _, outcome = rows([[*HEAD, heading], [*row("1"), said], [*row("2"), ""]])
    assert (outcome.created, outcome.refused, outcome.error_count, outcome.warning_count) == (2, 0, 0, 1)
    assert (outcome.warnings[0]["row"], outcome.warnings[0]["column"]) == (2, heading)
    assert outcome.warnings[0]["problem"].endswith("; the row goes in without it")
    kept = bookings().get(reference="1")
    assert (kept.charge, kept.evaluation, kept.booked_on) == (None, None, None)


def test_a_link_for_a_venue_is_kept_in_short(rows, partnership):
    rows([[*HEAD, "Venue"], [*row("1"), "https://teams.example/" + "x" * 300]])
    assert Session.objects.of(partnership).get().venue.endswith("…")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_text_file_is_read_in_any_of_the_common_forms(tmp_path, bring_in, partnership, delimiter, encoding):
    path = tmp_path / "export.csv"
    lines = [HEAD, row("1", name="Zoë Müller"), row("2", name="Séan £ Ó Néill")]
    path.write_bytes("\r\n".join(delimiter.join(map(str, line)) for line in lines).encode(encoding))
    _, outcome = bring_in(path)
    assert outcome.created == 2
    assert {p.name for p in Person.objects.of(partnership)} == {"Zoë Müller", "Séan £ Ó Néill"}


OUTCOMES = ["Booking ID", "Course", "Date", "Name", "Organisation", "Attended", "DNA", "Cancelled"]


@pytest.mark.parametrize(
    ("marks", "place"),
    [
        (("Y", "N", "N"), Place.ATTENDED),
        (("N", "Y", "N"), Place.DID_NOT_ATTEND),
        (("N", "N", "Y"), Place.CANCELLED),
        (("N", "N", "01/11/2024"), Place.CANCELLED),
        (("x", "", ""), Place.ATTENDED),
        (("", "x", ""), Place.DID_NOT_ATTEND),
        (("", "", "x"), Place.CANCELLED),
        (("N", "N", "N"), Place.BOOKED),
        (("N", "", ""), Place.DID_NOT_ATTEND),
    ],
)
def test_a_column_for_each_outcome_says_which_it_was(rows, bookings, marks, place):
    rows([OUTCOMES, ["1", "Neglect", "18/11/2024", "Jo Hill", "Police", *marks]])
    assert bookings().get().place == place


@pytest.mark.parametrize("marks", [("Y", "Y", ""), ("Y", "", "Y"), ("", "Y", "Y"), ("", "", "")])
def test_columns_of_outcomes_that_contradict_or_say_nothing_refuse_their_row(rows, marks):
    _, outcome = rows([OUTCOMES, ["1", "Neglect", "18/11/2024", "Jo Hill", "Police", *marks]])
    assert (outcome.created, outcome.refused) == (0, 1)


def test_a_cross_under_attended_alone_is_a_no(rows, bookings):
    rows([OUTCOMES[:6], ["1", "Neglect", "18/11/2024", "Jo Hill", "Police", "x"]])
    assert bookings().get().place == Place.DID_NOT_ATTEND


def test_a_date_of_cancelling_is_a_cancellation_and_no_absence(rows, bookings):
    head = [*OUTCOMES[:6], "Cancelled date"]
    rows([head, ["1", "Neglect", "18/11/2024", "Jo Hill", "Police", "No", "01/11/2024"]])
    assert bookings().get().place == Place.CANCELLED


def test_a_course_of_two_days_is_of_its_first_and_half_a_day_tells_two_sessions_apart(rows, partnership):
    head = [name for name in HEAD if name != "Event ID"]
    days = ["18/11/2024 - 19/11/2024", "20/11/2024 AM", "20/11/2024 PM"]
    rows([head, *([n, *row(n, day=day)[2:]] for n, day in enumerate(days))])
    kept = Session.objects.of(partnership).order_by("held_on", "starts_at")
    assert [(one.held_on.day, one.starts_at) for one in kept] == [(18, ""), (20, "AM"), (20, "PM")]
