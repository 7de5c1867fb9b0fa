"""The columns of attendance sheets: their days and years, meetings that were not held, bodies and agencies."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from sightline.imports.interpreting import NotRecognised
from sightline.meetings.held import was_held
from sightline.meetings.models import Attendance, Meeting
from sightline.partnership.models import Body

APRIL, MAY = date(2024, 4, 12), date(2024, 5, 10)


@pytest.fixture(autouse=True)
def known(agency):
    return agency("Police"), agency("Schools")


@pytest.fixture
def days(partnership):
    return lambda: sorted(meeting.held_on for meeting in Meeting.objects.of(partnership))


@pytest.mark.parametrize(
    ("marks", "merged"),
    [
        (["CANCELLED", None], ["B2:B3"]),
        (["CANCELLED", None], []),
        (["Meeting cancelled - election", None], ["B2:B3"]),
        (["Postponed to June", "-"], []),
        (["n/a", "Cancelled"], []),
    ],
)
def test_a_meeting_that_any_cell_calls_off_was_not_held(book, days, marks, merged):
    _, outcome = book(
        {"Executive": [["Agency", APRIL, MAY], ["Police", marks[0], "P"], ["Schools", marks[1], "A"]]},
        merged={"Executive": merged},
    )
    assert (days(), outcome.refused) == ([MAY], 0)
    assert "was not held" in outcome.skipped[0]["reason"]


def test_a_meeting_whose_heading_calls_it_off_was_not_held(book, days):
    book(
        {
            "Executive": [
                ["Agency", "12/04/2024 - cancelled", MAY],
                ["Police", "-", "P"],
                ["Schools", "-", "A"],
            ]
        }
    )
    assert days() == [MAY]


@pytest.mark.parametrize(
    ("heading", "cells", "held"),
    [
        ("12/04/2024", ["P", "clinic cancelled"], True),
        ("12/04/2024", ["X", "Cancelled"], True),
        ("12/04/2024", ["-", "Cancelled"], False),
        ("12/04/2024 (rearranged from March, cancelled)", ["P", "A"], True),
        ("12/04/2024 cancelled", ["A", "X"], False),
        ("12/04/2024", ["A", "X"], True),
    ],
)
def test_a_mark_of_anybody_outweighs_what_one_cell_says_and_only_somebody_there_a_heading(
    heading, cells, held
):
    assert was_held(heading, cells, {}) is held


def test_the_years_above_groups_of_columns_are_theirs_alone(book, days):
    upper = [None, None, "2023-24", None, "2024-25", None]
    book(
        {
            "Executive": [
                ["DSP Executive"],
                upper,
                ["Agency", "Name", "12 Apr", "10 Jan", "10 Apr", "15 Jan"],
                ["Police", "Ann", "P", "P", "A", "P"],
            ]
        },
        merged={"Executive": ["C2:D2", "E2:F2"]},
    )
    assert days() == [date(2023, 4, 12), date(2024, 1, 10), date(2024, 4, 10), date(2025, 1, 15)]


def test_calendar_years_may_stand_above_days_in_the_row_below_the_headings(book, days):
    book(
        {
            "Executive": [
                ["DSP Executive"],
                ["Agency", "Name", 2024, None, 2025],
                [None, None, "10/04", "10/07", "15/01"],
                ["Police", "Ann", "P", "P", "A"],
            ]
        }
    )
    assert days() == [date(2024, 4, 10), date(2024, 7, 10), date(2025, 1, 15)]


def test_a_month_may_stand_above_its_days(book, days):
    book(
        {
            "Executive": [
                ["DSP Executive 2024-25"],
                ["Agency", "Name", "Apr", None, "Jan"],
                [None, None, "10th", "24th", "15th"],
                ["Police", "Ann", "P", "P", "A"],
            ]
        }
    )
    assert days() == [date(2024, 4, 10), date(2024, 4, 24), date(2025, 1, 15)]


def test_columns_that_come_out_as_one_day_for_want_of_a_year_are_refused(book, days):
    _, outcome = book(
        {
            "Executive": [
                ["Executive 2024-25"],
                ["Agency", "12 Apr", "10 May", "12 Apr"],
                ["Police", "P", "P", "A"],
            ]
        }
    )
    assert days() == [MAY]
    assert outcome.refused == 1
    assert [(error["row"], error["column"]) for error in outcome.errors] == [(2, "12 Apr"), (2, "12 Apr")]
    assert "comes out as 12/04/2024, and so does column D" in outcome.errors[0]["problem"]


def test_a_column_of_notes_on_a_day_does_not_make_it_two(book, days):
    book(
        {
            "Executive": [
                ["Executive 2024-25"],
                ["Agency", "12 Apr", "12 Apr notes"],
                ["Police", "P", "arrived with the new chair of the group, who was introduced"],
                ["Schools", "A", ""],
            ]
        }
    )
    assert days() == [APRIL]


def test_two_meetings_of_one_day_are_two_where_both_say_the_whole_date(book, days):
    book({"Executive": [["Agency", "12/04/2024 am", "12/04/2024 pm"], ["Police", "P", "A"]]})
    assert days() == [APRIL, APRIL]


@pytest.mark.parametrize("heading", ["Meeting", "Group", "Board", "Body"])
def test_a_column_may_name_the_body_of_each_row(book, partnership, heading):
    _, outcome = book(
        {
            "Attendance": [
                ["Brantshire attendance 2024-25"],
                [heading, "Agency", "Name", APRIL, MAY],
                *(["DSP Executive", who, "Ann", "P", "A"] for who in ("Police", "Schools")),
                *(["QA Group", who, "Ann", "P", "A"] for who in ("Police", "Schools")),
            ]
        }
    )  # fmt: skip
    assert outcome.refused == 0
    told = Counter(one.meeting.body.name for one in Attendance.objects.of(partnership))
    assert told == {"DSP Executive": 4, "QA Group": 4}


def test_a_group_that_a_member_is_of_is_no_body(book, partnership):
    book({"DSP Executive": [["Agency", "Group", "Name", APRIL], ["Police", "Core", "Ann", "P"]]})
    assert [body.name for body in Body.objects.of(partnership)] == ["DSP Executive"]


def test_a_summary_of_bare_numbers_is_no_body_and_a_register_of_them_is(book, partnership):
    counts = [["Agency", "Apr 2024", "May 2024"], ["Police", 1, 0], ["Schools", 0, 1]]
    book({"DSP Executive": [["Agency", APRIL], ["Police", "P"]], "Summary": counts})
    assert [body.name for body in Body.objects.of(partnership)] == ["DSP Executive"]
    book({"QA Group": counts})
    assert Attendance.objects.of(partnership).filter(meeting__body__name="QA Group").count() == 4


def test_a_blank_agency_is_nobodys_where_the_column_repeats_what_it_says(book, partnership):
    _, outcome = book(
        {
            "Executive": [
                ["Agency", "Name", APRIL],
                *(["Police", name, "P"] for name in ("Ann", "Cat")),
                *([None, "The scrutineer", "P"], ["Schools", "Ben", "A"]),
            ]
        }
    )  # fmt: skip
    assert outcome.refused == 1
    assert outcome.errors[0]["problem"].startswith("is blank; the agency")
    assert Attendance.objects.of(partnership).filter(agency__name="Police").count() == 2


@pytest.mark.parametrize("heading", ["Who", "Representative", "Membership", "Department"])
def test_who_came_is_their_agency_where_agencies_stand_below(book, partnership, heading):
    book({"Executive": [[heading, "Name", APRIL], ["Police", "Ann", "P"], ["Schools", "Ben", "A"]]})
    told = {(one.agency.name, str(one.person)) for one in Attendance.objects.of(partnership)}
    assert told == {("Police", "Ann"), ("Schools", "Ben")}


def test_a_member_and_their_agency_may_share_a_cell(book, partnership):
    book({"Executive": [["Member", APRIL], ["Ann Bell (Police)", "P"], ["Ben Cole (Schools)", "A"]]})
    told = {(one.agency.name, str(one.person)) for one in Attendance.objects.of(partnership)}
    assert told == {("Police", "Ann Bell"), ("Schools", "Ben Cole")}


def test_figures_of_agencies_are_still_no_register(book):
    with pytest.raises(NotRecognised):
        book({"Totals": [["Agency", "Apr 2024", "May 2024"], ["Police", 1, 0], ["Schools", 0, 1]]})
