"""The pages of figures: the year in brief, and one figure with its months, its groups and its records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from sightline.actions.models import Action
from sightline.meetings.models import Attendance, Meeting
from sightline.partnership.models import Body, Coverage, Partnership
from sightline.partnership.roles import AGENCY_REPRESENTATIVE, COORDINATOR, PRACTITIONER
from sightline.people.models import Person
from sightline.training.models import Booking, Course, Place, Session
from tests.costs import queries_of

Make = Callable[..., Any]
FIGURES = "/westmoor/measures/"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def actions(partnership: Partnership, agency: Make) -> None:
    """Three actions outstanding at 31 March 2025 and one completed; two were outstanding a year before."""
    Coverage.objects.create(
        partnership=partnership, source="actions", start=date(2023, 4, 1), end=date(2025, 3, 31)
    )
    council, police = agency("Council"), agency("Police & Crime")
    for reference, who, agreed, completed in (
        ("A1", council, date(2023, 5, 1), None),
        ("A2", police, date(2023, 6, 1), date(2024, 5, 1)),
        ("=1+1", police, date(2024, 6, 1), None),
        ("A4", police, date(2024, 7, 1), None),
    ):
        Action.objects.create(
            partnership=partnership,
            key=reference.casefold(),
            reference=reference,
            source="practice review",
            undertaking="Act",
            agency=who,
            agreed_on=agreed,
            completed_on=completed,
        )


@pytest.fixture
def booking(partnership: Partnership, agency: Make) -> Booking:
    """One place attended in 2024-25."""
    Coverage.objects.create(
        partnership=partnership, source="training", start=date(2024, 4, 1), end=date(2025, 3, 31)
    )
    course = Course.objects.create(partnership=partnership, key="neglect", title="Neglect")
    session = Session.objects.create(
        partnership=partnership, key="s1", reference="S1", course=course, held_on=date(2024, 6, 1)
    )
    person = Person.objects.create(partnership=partnership, key="ann", name="Ann")
    return Booking.objects.create(
        partnership=partnership,
        key="7001",
        reference="7001",
        session=session,
        person=person,
        agency=agency("Charity"),
        place=Place.ATTENDED,
    )


@pytest.fixture
def coordinator(client_as: Make, person_with: Make) -> Client:
    client: Client = client_as(person_with(COORDINATOR))
    return client


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_before_there_are_records_the_page_says_where_figures_come_from(
    partnership: Partnership, coordinator: Client
) -> None:
    assert "Every figure of the partnership is worked out from its records." in text(coordinator, FIGURES)
    assert "There are none yet" in text(coordinator, f"{FIGURES}actions.outstanding")


@pytest.mark.usefixtures("actions")
def test_the_dashboard_shows_the_latest_year_that_is_covered_with_the_year_before(
    coordinator: Client,
) -> None:
    page = text(coordinator, FIGURES)
    assert "What the records say of 2024-25." in page
    assert "Up from 2 at 31 March 2024." in page
    assert 'href="/westmoor/measures/actions.outstanding?year=2024-25"' in page
    assert "There are no records of training yet." in page


@pytest.mark.usefixtures("actions")
def test_another_year_can_be_asked_for(coordinator: Client) -> None:
    page = text(coordinator, f"{FIGURES}?year=2023-24")
    assert "What the records say of 2023-24." in page
    assert "The year before is not recorded." in page
    assert "What the records say of 2024-25." in text(coordinator, f"{FIGURES}?year=1066-67")


@pytest.mark.usefixtures("actions")
def test_a_measure_shows_its_value_its_groups_and_the_records_behind_it(coordinator: Client) -> None:
    page = text(coordinator, f"{FIGURES}actions.outstanding")
    assert "3 actions" in page
    assert "Actions agreed on or before the date and not complete by it" in page
    assert "Outstanding actions by lead agency: from 1 (Council) to 2 (Police &amp; Crime)" in page
    assert 'href="/westmoor/actions/A4"' in page
    assert 'href="/westmoor/actions/A2"' not in page


@pytest.mark.usefixtures("actions")
def test_a_number_of_days_is_told_as_days(coordinator: Client) -> None:
    # The middle one of the three outstanding: from 1 June 2024 to 31 March 2025.
    assert "303 days" in text(coordinator, FIGURES)


def test_who_came_is_told_by_name_and_day(
    partnership: Partnership, agency: Make, coordinator: Client
) -> None:
    day, police = date(2024, 5, 3), agency("Police")
    Coverage.objects.create(
        partnership=partnership, source="meetings", start=date(2024, 4, 1), end=date(2025, 3, 31)
    )
    body = Body.objects.create(partnership=partnership, key="executive", name="Executive")
    meeting = Meeting.objects.create(partnership=partnership, key="m", body=body, held_on=day)
    ann = Person.objects.create(partnership=partnership, key="ann", name="Ann Bell")
    of: Any = {"partnership": partnership, "meeting": meeting, "agency": police, "presence": "present"}
    Attendance.objects.create(key="a", person=ann, **of)
    page = text(coordinator, f"{FIGURES}meetings.attendance_rate")
    assert "Ann Bell, Executive, 3 May 2024</a>" in page


@pytest.mark.usefixtures("actions")
def test_a_figure_can_be_narrowed_to_one_group_and_widened_again(coordinator: Client) -> None:
    page = text(coordinator, f"{FIGURES}actions.outstanding?only-agency=Council")
    assert "Only lead agency: Council." in page
    assert "1 action" in page
    assert 'href="/westmoor/actions/A1"' in page
    assert 'href="/westmoor/actions/A4"' not in page
    assert 'href="/westmoor/measures/actions.outstanding"' in page


@pytest.mark.usefixtures("actions")
def test_a_group_that_does_not_exist_is_said_in_a_sentence(coordinator: Client) -> None:
    page = text(coordinator, f"{FIGURES}actions.outstanding?only-agency=Counsel", 422)
    assert "There is no agency “Counsel”. Did you mean “Council”?" in page


@pytest.mark.usefixtures("actions")
def test_a_measure_that_does_not_exist_is_not_found(coordinator: Client) -> None:
    text(coordinator, f"{FIGURES}actions.imagined", 404)


@pytest.mark.usefixtures("actions")
def test_what_is_not_recorded_is_said_and_never_shown_as_0(coordinator: Client) -> None:
    page = text(coordinator, f"{FIGURES}training.places_attended")
    assert "Not recorded" in page
    assert "There are no records of training yet." in page


@pytest.mark.usefixtures("actions")
def test_the_records_can_be_taken_away_as_a_file_that_runs_nothing(coordinator: Client) -> None:
    response: Any = coordinator.get(f"{FIGURES}actions.outstanding?export=csv")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "Record,Open since,Date completed,Lead agency,Source,Review"
    assert [line.split(",")[0] for line in lines[1:]] == ["A1", "'=1+1", "A4"]


@pytest.mark.usefixtures("actions")
def test_a_year_that_is_still_going_on_is_told_as_far_as_it_is(
    partnership: Partnership, coordinator: Client
) -> None:
    Coverage.objects.create(partnership=partnership, source="actions", start=date(2025, 4, 1), end=None)
    with time_machine.travel(date(2025, 6, 15), tick=False):
        page = text(coordinator, f"{FIGURES}actions.completed")
    assert "So far: 1 April 2025 to 15 June 2025." in page


@pytest.mark.parametrize("address", ["", "actions.outstanding"])
def test_figures_are_for_members(
    partnership: Partnership, client_as: Make, person_with: Make, address: str
) -> None:
    text(client_as(person_with(AGENCY_REPRESENTATIVE)), FIGURES + address)
    text(client_as(person_with(PRACTITIONER)), FIGURES + address, 403)


@pytest.mark.usefixtures("actions")
def test_who_booked_training_is_shown_to_fewer_than_how_many(
    partnership: Partnership, client_as: Make, person_with: Make, booking: Booking
) -> None:
    for role, seen in ((COORDINATOR, True), (AGENCY_REPRESENTATIVE, False)):
        client = client_as(person_with(role))
        page = text(client, f"{FIGURES}training.places_attended")
        assert "1 place" in page
        assert ("Booking 7001" in page) is seen
        assert ("?export=csv" in page) is seen
        response: Any = client.get(f"{FIGURES}training.places_attended?export=csv")
        assert ("attachment" in response.get("Content-Disposition", "")) is seen


@pytest.mark.usefixtures("actions")
def test_a_page_asks_the_database_as_often_for_many_records_as_for_few(
    partnership: Partnership, coordinator: Client, agency: Make
) -> None:
    few = queries_of(coordinator, f"{FIGURES}actions.outstanding", at_most=60)
    for number in range(30):
        Action.objects.create(
            partnership=partnership,
            key=f"m{number}",
            reference=f"M{number}",
            source="audit",
            undertaking="Act",
            agency=agency(f"Agency {number}"),
            agreed_on=date(2024, 5, 1),
        )
    assert queries_of(coordinator, f"{FIGURES}actions.outstanding", at_most=60) == few


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("address", ["", "actions.outstanding", "training.reach"])
@pytest.mark.usefixtures("actions")
def test_the_pages_are_accessible_and_fit_a_phone(
    page_as: Make, person_with: Make, axe: Make, no_sideways_scroll: Make, address: str, width: int
) -> None:
    page = page_as(person_with(COORDINATOR))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(FIGURES + address)
    axe(page)
    if width == 320:
        no_sideways_scroll(page)
