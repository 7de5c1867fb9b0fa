"""The list of meetings, a meeting, and the attendance of a body over a year."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from django.utils import timezone

from sightline.foundation.attention import attention
from sightline.foundation.search import finders
from sightline.meetings.models import Meeting, Presence
from sightline.partnership.models import Body
from tests.costs import queries_of

LIST, MATRIX = "/westmoor/meetings/", "/westmoor/meetings/attendance/"


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator"))


@pytest.fixture
def year(covered, meeting, came):
    """Two meetings of the executive: to the first both came, to the second one of the two expected."""
    first, second = meeting(date(2024, 5, 3)), meeting(date(2024, 6, 12))
    came(first, "Ann Bell", seat="Chair")
    came(first, "Ben Cole", Presence.DEPUTY, deputy="Dee Fox")
    came(second, "Ann Bell", seat="Chair")
    came(second, "Ben Cole", Presence.APOLOGIES)
    came(second, "Cat Dunn", Presence.NOT_A_MEMBER)
    return first, second


def cells(response) -> list[list[str]]:
    rows = response.context["page"].table.rows
    return [[str(cell) for cell in getattr(row, "cells", row)] for row in rows]


def typed(body: Body, day: date) -> dict[str, str]:
    return {
        "body": str(body.pk),
        "held_on_day": str(day.day),
        "held_on_month": str(day.month),
        "held_on_year": str(day.year),
    }


def test_the_list_says_how_many_met_and_what_part_came(coordinator, year):
    response = coordinator.get(LIST)
    assert "2 meetings in 2024-25. 75% of those expected came, or sent a deputy." in response.text
    assert cells(response) == [
        ["12 June 2024", "DSP Executive", "1 of 2", "50%"],
        ["3 May 2024", "DSP Executive", "2 of 2", "100%"],
    ]


def test_a_meeting_to_come_is_listed_and_counts_nowhere_yet(coordinator, year, executive):
    day = timezone.localdate() + timedelta(days=30)
    response = coordinator.post(f"{LIST}new", typed(executive, day))
    made = Meeting.objects.latest("pk")
    assert response["Location"] == f"{LIST}{made.pk}"
    assert "Draft" in coordinator.get(response["Location"]).text
    assert cells(coordinator.get(LIST))[0][2] == "To come"


def test_a_meeting_that_was_leads_on_to_who_came(coordinator, executive):
    response = coordinator.post(f"{LIST}new", typed(executive, date(2025, 1, 7)))
    assert response["Location"] == f"{LIST}{Meeting.objects.get().pk}/attendance"


def test_a_second_meeting_of_a_body_on_a_day_is_refused_with_the_first(coordinator, executive, year):
    response = coordinator.post(f"{LIST}new", typed(executive, date(2024, 5, 3)))
    assert "There is already a meeting with these particulars: DSP Executive, 03 May 2024." in response.text


def test_a_withdrawn_meeting_takes_its_attendance_out_of_every_figure(coordinator, year):
    coordinator.post(f"{LIST}{year[1].pk}/withdraw", {"reason": "It was cancelled"})
    assert "1 meeting in 2024-25. 100% of those expected came" in coordinator.get(LIST).text
    assert len(coordinator.get(MATRIX).context["page"].table.rows) == 3  # two members and the sum
    coordinator.post(f"{LIST}{year[1].pk}/restore")
    assert "75%" in coordinator.get(LIST).text


def test_the_matrix_has_the_marks_of_the_sheet_and_its_sums(coordinator, year):
    response = coordinator.get(MATRIX)
    assert "2 meetings in 2024-25. 75% of those expected came, or sent a deputy: 3 of 4." in response.text
    assert cells(response) == [
        ["Ann Bell\nWestmoor & Coast Constabulary, Chair", "P", "P", "2/2\n100%"],
        ["Ben Cole\nWestmoor & Coast Constabulary", "D", "A", "1/2\n50%"],
        ["Cat Dunn\nWestmoor & Coast Constabulary", "", "–", ""],
        ["All members", "2/2", "1/2", "3/4\n75%"],
    ]


def test_the_matrix_can_be_taken_away(coordinator, year):
    response = coordinator.get(MATRIX, {"export": "csv"})
    assert response["Content-Disposition"] == 'attachment; filename="attendance-dsp-executive-2024-25.csv"'
    rows = list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
    assert rows[0] == ["Agency", "Name", "Role", "3 May 2024", "12 June 2024", "Attended", "Expected"]
    assert rows[2][1:] == ["Ben Cole", "", "D", "A", "1", "2"]


def test_another_body_and_nothing_yet(coordinator, year, partnership, meeting):
    group = Body.objects.create(partnership=partnership, key="qa group", name="QA Group")
    meeting(date(2024, 9, 1), group)
    response = coordinator.get(MATRIX, {"body": str(group.pk)})
    assert response.context["page"].caption == "QA Group"
    assert coordinator.get(LIST, {"body": str(group.pk)}).context["page"].table.caption == "1 meeting"


def test_empty_pages_say_what_belongs_there(coordinator, partnership):
    assert "import the attendance sheets" in coordinator.get(LIST).text
    assert "No meetings of this body are recorded" in coordinator.get(MATRIX).text


def test_a_meeting_of_another_partnership_does_not_exist(
    coordinator, meeting, came, agency, another_partnership
):
    body = Body.objects.create(partnership=another_partnership, key="board", name="Board")
    theirs = meeting(date(2024, 5, 3), body)
    one = came(theirs, agency=agency("Eastvale Police", of=another_partnership))
    for page in ("", "/correct", "/withdraw", "/restore", "/attendance"):
        assert coordinator.get(f"{LIST}{theirs.pk}{page}").status_code == 404
    for page in ("", "/correct", "/withdraw", "/restore"):
        assert coordinator.get(f"{MATRIX}{one.pk}{page}").status_code == 404
    assert coordinator.get(MATRIX, {"body": str(body.pk)}).context["page"].caption == ""


def test_who_may_see_and_who_may_keep(person_with, client_as, year):
    for role, sees, keeps in (
        ("body-chair", 200, 403),
        ("training-lead", 200, 403),
        ("practitioner", 403, 403),
        ("business-manager", 200, 200),
    ):
        client = client_as(person_with(role))
        for page in (LIST, MATRIX, f"{LIST}{year[0].pk}"):
            assert client.get(page).status_code == sees
        for page in (f"{LIST}new", f"{LIST}{year[0].pk}/attendance"):
            assert client.get(page).status_code == keeps


@pytest.mark.parametrize("where", [LIST, MATRIX, "{one}"])
def test_pages_cost_the_same_queries_however_much_there_is(coordinator, year, meeting, came, where):
    address = where.format(one=f"{LIST}{year[0].pk}")
    few = queries_of(coordinator, address)
    for number in range(8):
        other = meeting(date(2024, 7, 1 + number))
        for member in range(5):
            came(other, f"Person {member}")
            if not number:
                came(year[0], f"Person {member}")
    assert queries_of(coordinator, address) == few


def test_a_meeting_that_is_over_asks_who_came(year, meeting, person_with):
    over = meeting(date(2025, 2, 1))
    meeting(date(2025, 9, 1))  # today: it may still be going on
    coordinator, today = person_with("coordinator"), date(2025, 9, 1)
    [item] = attention["meetings"].items(coordinator, coordinator.partnership, today)
    assert item.text == "Record who came to DSP Executive on 1 February 2025"
    assert item.href == f"{LIST}{over.pk}/attendance"
    chair = person_with("body-chair")
    assert not list(attention["meetings"].items(chair, chair.partnership, today))


def test_meetings_are_found_by_their_body(year, person_with):
    member, practitioner = person_with("body-chair"), person_with("practitioner")

    def titles(person, words):
        return [hit.title for hit in finders["meetings"].hits(person, person.partnership, words)]

    assert titles(member, "executive") == ["DSP Executive, 12 June 2024", "DSP Executive, 3 May 2024"]
    assert titles(practitioner, "executive") == []
