"""Figures about training against a handful of bookings counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from sightline.measures.evaluation import evaluate, rows, series
from sightline.measures.registry import NoSuchValue
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Coverage, Partnership, Workforce
from sightline.people.models import Person
from sightline.training.models import Booking, Course, Place, Session

WENT, AWAY, LATE = Place.ATTENDED, Place.DID_NOT_ATTEND, Place.LATE_CANCELLATION
EARLY, WAITING, TO_COME = Place.CANCELLED, Place.WAITING, Place.BOOKED
# session: course, date, delivery
SESSIONS = {
    "S1": ("Non-accidental injury", date(2024, 4, 1), "Online"),
    "S2": ("Neglect", date(2025, 3, 31), "Face to face"),
    "S3": ("Neglect", date(2025, 4, 1), "Face to face"),  # after the year
}
# session, person, agency, what became of it, charge
EVALUATIONS = {0: 5, 1: 2, 5: 4, 9: 1}  # by the place in the list below; the last is after the year
BOOKINGS = (
    ("S1", "Ann", "Council", WENT, "70.50"),
    ("S1", "Bob", "Council", WENT, None),
    ("S1", "Cat", "Police", AWAY, "10"),
    ("S1", "Dee", "Police", EARLY, "0"),
    ("S1", "Eve", "Police", WAITING, None),
    ("S2", "Ann", "Police", WENT, "20"),  # she moved from the council to the police
    ("S2", "Bob", "Council", WENT, None),
    ("S2", "Cat", "Police", LATE, None),
    ("S2", "Fay", "Charity", TO_COME, None),
    ("S3", "Eve", "Police", WENT, None),
)


@pytest.fixture
def year(partnership: Partnership, agency: Callable[..., Any]) -> Scope:
    Coverage.objects.create(
        partnership=partnership, source="training", start=date(2024, 4, 1), end=date(2025, 3, 31)
    )
    courses: dict[str, Course] = {}
    sessions: dict[str, Session] = {}
    for key, (title, day, delivery) in SESSIONS.items():
        if title not in courses:
            courses[title] = Course.objects.create(partnership=partnership, key=title, title=title, level="3")
        sessions[key] = Session.objects.create(
            partnership=partnership,
            key=key,
            reference=key,
            course=courses[title],
            held_on=day,
            delivery=delivery,
        )
    agencies = {name: agency(name) for name in ("Council", "Police", "Charity")}
    people = {
        name: Person.objects.create(partnership=partnership, key=name, name=name)
        for name in ("Ann", "Bob", "Cat", "Dee", "Eve", "Fay")
    }
    for number, (session, person, who, place, charge) in enumerate(BOOKINGS):
        Booking.objects.create(
            partnership=partnership,
            delivery=sessions[session].delivery,
            key=str(number),
            reference=str(number),
            session=sessions[session],
            person=people[person],
            agency=agencies[who],
            place=place,
            charge=Decimal(charge) if charge else None,
            evaluation=EVALUATIONS.get(number),
        )
    return Scope(partnership=partnership, period=Period(date(2024, 4, 1), date(2025, 3, 31)))


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("sessions", 2),
        ("places_booked", 6),
        ("places_attended", 4),
        ("did_not_attend", 1),
        ("late_cancellations", 1),
        ("people_attended", 2),
        ("dna_rate", Fraction(1, 8)),
        ("attendance_rate", Fraction(4, 8)),
        ("evaluation", Fraction(11, 3)),
        ("charges", Fraction(201, 2)),
    ],
)
def test_each_figure_of_the_year(year: Scope, measure: str, value: Any) -> None:
    assert evaluate(f"training.{measure}", year).value == value


def test_the_rate_of_absence_is_of_those_registered_and_not_of_the_waiting_list(year: Scope) -> None:
    answer = evaluate("training.dna_rate", year, "agency")
    assert (answer.numerator, answer.denominator) == (1, 8)
    police = answer.groups["Police"]
    assert (police.numerator, police.denominator) == (1, 4)


def test_an_evaluation_is_of_those_who_gave_one(year: Scope) -> None:
    groups = evaluate("training.evaluation", year, "agency").groups
    assert {name: group.value for name, group in groups.items()} == {
        "Charity": None,
        "Council": Fraction(7, 2),
        "Police": 4,
    }
    assert groups["Council"].phrase == "3.5 out of 5"
    assert groups["Charity"].why_not == "Nobody gave an evaluation in 2024-25, so there is no figure."
    months = {point.start.month: point.value for point in series("training.evaluation", year)}
    assert (months[4], months[5], months[3]) == (Fraction(7, 2), None, 4)


def test_places_by_agency_lists_agencies_that_sent_nobody(year: Scope) -> None:
    groups = evaluate("training.places_attended", year, "agency").groups
    assert {name: group.value for name, group in groups.items()} == {"Charity": 0, "Council": 3, "Police": 1}


def test_a_person_of_two_agencies_counts_once_overall_and_in_each(year: Scope) -> None:
    answer = evaluate("training.people_attended", year, "agency")
    assert answer.value == 2
    assert {name: group.value for name, group in answer.groups.items()} == {
        "Charity": 0,
        "Council": 2,
        "Police": 1,
    }


def test_reach_is_people_who_attended_over_the_workforce(year: Scope) -> None:
    partnership = year.partnership
    for name, staff, day in (("council", 50, date(2024, 4, 1)), ("council", 40, date(2025, 4, 1))):
        council = Booking.objects.of(partnership).filter(agency__key=name).first().agency  # type: ignore[union-attr]
        Workforce.objects.create(
            partnership=partnership, key=f"{name} {day}", agency=council, staff=staff, as_at=day
        )
    answer = evaluate("training.reach", year, "agency")
    # The police have no workforce figure, so Ann's place under the police is left out; she still counts once.
    assert (answer.value, answer.numerator, answer.denominator) == (Fraction(2, 50), 2, 50)
    assert answer.groups["Council"].value == Fraction(1, 25)
    assert answer.groups["Police"].value is None


def test_reach_without_any_workforce_is_not_recorded(year: Scope) -> None:
    answer = evaluate("training.reach", year)
    assert answer.value is None
    assert answer.why_not == "No workforce is recorded on or before 31 March 2025."


@pytest.mark.parametrize(
    "title", ["Non-accidental injury", "non accidental  INJURY", "Non–accidental injury"]
)
def test_a_course_is_found_however_its_title_is_spelt(year: Scope, title: str) -> None:
    scope = Scope(partnership=year.partnership, period=year.period, where={"course": (title,)})
    assert evaluate("training.places_attended", scope).value == 2
    assert rows("training.places_attended", scope).count() == 2


def test_an_unknown_course_is_an_error(year: Scope) -> None:
    scope = Scope(partnership=year.partnership, period=year.period, where={"course": ("Knitting",)})
    with pytest.raises(NoSuchValue, match="There is no course “Knitting”"):
        evaluate("training.places_attended", scope)


def test_the_dimensions_of_a_session_divide_its_places_too(year: Scope) -> None:
    def by(dimension: str, measure: str = "places_attended") -> dict[str, Any]:
        groups = evaluate(f"training.{measure}", year, dimension).groups
        return {name: group.value for name, group in groups.items() if group.rows}

    assert by("course") == {"Neglect": 2, "Non-accidental injury": 2}
    assert by("delivery") == {"Face to face": 2, "Online": 2}
    assert by("level") == {"3": 4}
    assert by("month") == {"2024-04": 2, "2025-03": 2}
    assert by("delivery", "sessions") == {"Face to face": 1, "Online": 1}


def test_a_month_without_training_is_a_0_of_the_series(year: Scope) -> None:
    assert [point.value for point in series("training.places_attended", year)] == [2, *[0] * 10, 2]


@pytest.mark.parametrize("withdrawn", ["session", "course"])
def test_what_is_withdrawn_takes_its_bookings_with_it(year: Scope, withdrawn: str) -> None:
    if withdrawn == "session":
        Session.objects.of(year.partnership).filter(reference="S1").update(withdrawn_at=timezone.now())
    else:
        Course.objects.of(year.partnership).filter(title__startswith="Non").update(
            withdrawn_at=timezone.now()
        )
    assert evaluate("training.sessions", year).value == 1
    assert evaluate("training.places_attended", year).value == 2
    assert evaluate("training.dna_rate", year).value == 0


@pytest.mark.parametrize(
    "measure",
    ["places_booked", "places_attended", "did_not_attend", "people_attended", "dna_rate", "charges"],
)
def test_a_years_figure_begins_with_the_sessions_of_the_year(year: Scope, measure: str) -> None:
    """It must not read the bookings of every other year, nor all bookings for each session."""
    with connection.cursor() as cursor:
        indexes = connection.introspection.get_constraints(cursor, Booking._meta.db_table).values()
    assert ["session_id", "partnership_id"] in [index["columns"] for index in indexes]
    if connection.vendor == "sqlite":  # PostgreSQL plans by statistics, of which a test's few rows have none
        plan = rows(f"training.{measure}", year).order_by().explain()
        assert "USING INDEX training_session_held (partnership_id=? AND held_on>? AND held_on<?)" in plan
        assert "USING INDEX training_booking_session (session_id=? AND partnership_id=?)" in plan
