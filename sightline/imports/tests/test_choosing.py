"""What kind a file is, and which of its columns and sheets are read: as people keep them, not as we would."""

from __future__ import annotations

import json
from datetime import date

import pytest
from openpyxl import Workbook

from sightline.actions.models import Action
from sightline.imports.forms import ColumnsForm
from sightline.imports.interpreting import NotRecognised, recognise
from sightline.imports.reading import Unreadable, open_file
from sightline.imports.tests.conftest import SAMPLES
from sightline.meetings.models import Attendance
from sightline.partnership.models import Agency
from sightline.training.models import Booking, Session

TRACKER = ["Ref", "Action", "Lead agency", "Date agreed", "Target date", "Status", "Date completed"]
DONE = ["A1", "Do it", "Police", date(2024, 4, 5), None, "Complete", date(2024, 6, 1)]
OPEN = ["A2", "Do more", "Schools", date(2024, 4, 6), None, "Open", None]


@pytest.fixture(autouse=True)
def known(agency):
    return agency("Police"), agency("Schools")


def columns_read(path) -> dict[str, int]:
    with open_file(path, name=path.name) as reading:
        return recognise(reading).sheets[0].columns


@pytest.mark.parametrize(
    ("name", "layout", "heading_rows"),
    [
        ("action-tracker.xlsx", "action-tracker", {"CSPR actions": 5, "Rapid Review actions": 4}),
        ("challenge-log.xlsx", "challenge-log", {"Challenge log": 3}),
        ("agencies.csv", "agencies", {"agencies": 1}),
        ("training-bookings-2024-25.csv", "training-bookings", {"training-bookings-2024-25": 1}),
        (
            "attendance-2024-25.xlsx",
            "attendance",
            dict.fromkeys(json.loads((SAMPLES / "truth.json").read_text())["attendance"], 4),
        ),
    ],
)
def test_the_samples_are_recognised_sheet_by_sheet(name, layout, heading_rows):
    with open_file(SAMPLES / name, name=name) as reading:
        plan = recognise(reading)
    assert plan.layout.key == layout
    assert {sheet.sheet: sheet.heading_row for sheet in plan.sheets} == heading_rows
    assert plan.refused == []


@pytest.mark.parametrize("extra", ["Type", "Statutory?", "Category", "Sector", "Initials", "Short name"])
def test_a_register_that_says_more_of_its_agencies_is_a_register(book, partnership, extra):
    days = [date(2024, 4, 12), date(2024, 5, 10)]
    said = "Yes" if extra == "Statutory?" else "Core"
    import_, outcome = book(
        {"Executive": [["Agency", extra, "Name", *days], ["Police", said, "Ann", "P", "A"]]}
    )
    assert (import_.layout, outcome.refused) == ("attendance", 0)
    assert Agency.objects.of(partnership).count() == 2


def test_a_register_whose_days_have_no_year_is_no_list_of_agencies(book, partnership):
    with pytest.raises(NotRecognised, match="headed by the date of a meeting"):
        book(
            {
                "Executive": [
                    ["Agency", "Type", "Name", "12 Apr", "10 May"],
                    ["Police", "Core", "Ann", "P", "A"],
                ]
            }
        )
    assert Agency.objects.of(partnership).count() == 2


def test_bookings_that_name_agencies_as_sectors_are_bookings(rows, partnership):
    head = ["Booking ID", "Course", "Date", "Name", "Sector", "Status"]
    import_, _ = rows([head, ["1", "Neglect", "14/05/2024", "Ann Lee", "Police", "Attended"]])
    assert import_.layout == "training-bookings"
    assert Booking.objects.of(partnership).get().agency.name == "Police"


def test_bookings_whose_organisation_cannot_be_found_are_no_list_of_agencies(rows, partnership):
    head = ["Booking ID", "Course", "Date", "Name", "Sector", "Status"]
    with pytest.raises(NotRecognised, match="training bookings, but there is no column for “Organisation”"):
        rows([head, ["1", "Neglect", "14/05/2024", "Ann Lee", "Early years", "Attended"]])
    assert Agency.objects.of(partnership).count() == 2


@pytest.mark.parametrize(
    "head",
    [
        ["Meeting date", "Meeting", "Name", "Agency", "Attendance"],
        ["Date", "Meeting title", "Name", "Organisation", "Attended"],
        ["Date", "Group", "Name", "Organisation", "Attendance status"],
    ],
)
def test_a_row_for_each_member_at_each_meeting_is_a_list_of_attendance(rows, partnership, head):
    import_, outcome = rows(
        [
            head,
            ["12/04/2024", "DSP Executive", "Ann Bell", "Police", "Present"],
            ["12/04/2024", "DSP Executive", "Ben Cole", "Schools", "Apologies"],
            ["10/05/2024", "Business Group", "Ann Bell", "Police", "Deputy (J Smith)"],
        ]
    )
    assert (import_.layout, outcome.created, outcome.refused) == ("attendance-list", 3, 0)
    told = {
        (one.meeting.body.name, one.meeting.held_on, str(one.person), one.presence, one.deputy)
        for one in Attendance.objects.of(partnership)
    }
    assert told == {
        ("DSP Executive", date(2024, 4, 12), "Ann Bell", "present", ""),
        ("DSP Executive", date(2024, 4, 12), "Ben Cole", "apologies", ""),
        ("Business Group", date(2024, 5, 10), "Ann Bell", "deputy", "J Smith"),
    }


def test_the_list_and_the_register_of_a_meeting_speak_of_the_same_attendance(book, rows, partnership):
    book({"Executive": [["Agency", "Name", date(2024, 4, 12)], ["Police", "Ann Bell", "P"]]})
    _, outcome = rows(
        [
            ["Date", "Body", "Name", "Agency", "Attended"],
            ["12/04/2024", "Executive", "Ann Bell", "Police", "A"],
        ]
    )
    assert (outcome.created, outcome.updated) == (0, 1)


def test_a_list_of_attendance_leaves_out_a_meeting_that_was_cancelled(rows, partnership):
    head = ["Date", "Body", "Agency", "Role", "Attendance"]
    _, outcome = rows(
        [
            head,
            ["12/04/2024", "Executive", "Police", "Chair", "Present"],
            ["10/05/2024", "Executive", "Police", "Chair", "Cancelled"],
        ]
    )
    assert (outcome.created, outcome.refused, outcome.skipped_count) == (1, 0, 1)


@pytest.mark.parametrize(
    ("head", "cells", "read"),
    [
        (
            [*TRACKER[:3], "Date raised", *TRACKER[3:]],
            [*DONE[:3], date(2023, 4, 5), *DONE[3:]],
            {"agreed_on": 4},
        ),
        (["Partner", *TRACKER], ["Schools", *DONE], {"agency": 3}),
        ([*TRACKER[:4], "Timescale", *TRACKER[4:]], [*DONE[:4], "3 months", *DONE[4:]], {"due_on": 5}),
        ([*TRACKER[:5], "Completed", *TRACKER[5:]], [*DONE[:5], "Y", *DONE[5:]], {"completed_on": 7}),
        ([*TRACKER, "Review date"], [*DONE, date(2024, 7, 1)], {"review": None}),
        ([*TRACKER, "Review"], [*DONE, date(2024, 7, 1)], {"review": None}),
    ],
)
def test_of_several_columns_the_right_one_is_read(tmp_path, head, cells, read):
    workbook = Workbook()
    workbook.worksheets[0].append(head)
    workbook.worksheets[0].append(cells)
    workbook.save(tmp_path / "book.xlsx")
    found = columns_read(tmp_path / "book.xlsx")
    assert {name: found.get(name) for name in read} == read


def test_a_status_that_is_of_the_course_is_not_of_the_booking(rows, partnership):
    head = ["Booking ID", "Course", "Event date", "Status", "Name", "Organisation", "Attendance"]
    _, outcome = rows(
        [
            head,
            ["1", "Neglect", "14/05/2024", "Live", "Ann", "Police", "Attended"],
            ["2", "Neglect", "14/05/2024", "Live", "Ben", "Police", "Did not attend"],
        ]
    )
    assert (outcome.created, outcome.refused) == (2, 0)


def test_a_session_numbered_anew_for_every_course_is_known_by_its_course_and_day(rows, partnership):
    head = ["Course", "Date", "Session", "Delegate", "Organisation", "Status"]
    _, outcome = rows(
        [
            head,
            ["Level 1", "14/05/2024", "1", "Ann", "Police", "Attended"],
            ["Neglect", "14/05/2024", "1", "Ben", "Police", "Attended"],
            ["Neglect", "14/05/2024", "2", "Cat", "Police", "Attended"],
            ["Neglect", "15/05/2024", "AM", "Dan", "Police", "Attended"],
        ]
    )
    assert (outcome.created, outcome.refused) == (4, 0)
    assert Session.objects.of(partnership).count() == 4


def test_a_list_of_open_actions_needs_no_column_for_their_end_beside_a_list_of_closed_ones(book, partnership):
    head = ["Ref", "Action", "Lead agency", "Date agreed", "Update"]
    _, outcome = book(
        {
            "Open": [head, ["O1", "Do more", "Police", date(2024, 5, 1), "going"]],
            "Closed": [
                [*head, "Date closed"],
                ["C1", "Done", "Schools", date(2024, 5, 1), "ok", date(2024, 6, 1)],
            ],
        }
    )
    assert (outcome.created, outcome.refused) == (2, 0)
    assert {one.reference: one.completed_on for one in Action.objects.of(partnership)} == {
        "O1": None,
        "C1": date(2024, 6, 1),
    }


def test_whoever_corrects_the_columns_need_not_choose_one_that_a_list_of_open_actions_lacks(tmp_path):
    workbook = Workbook()
    for sheet, lines in {"Open": [TRACKER[:5], OPEN[:5]], "Closed": [TRACKER, DONE]}.items():
        workbook.create_sheet(sheet)
        for line in lines:
            workbook[sheet].append(line)
    workbook.save(tmp_path / "book.xlsx")
    with open_file(tmp_path / "book.xlsx", name="book.xlsx") as reading:
        plan = recognise(reading)
    said = {
        f"{number}-{name}": str(place)
        for number, sheet in enumerate(plan.sheets)
        for name, place in sheet.columns.items()
    }
    assert ColumnsForm(plan.layout, plan.sheets, said).is_valid()
    assert not ColumnsForm(plan.layout, plan.sheets[:1], said).is_valid()


def test_a_sheet_that_lacks_what_every_row_needs_is_told_as_a_fault(book):
    _, outcome = book(
        {
            "Open": [TRACKER, OPEN],
            "Closed": [
                ["Ref", "Action", "Lead agency", "Date closed"],
                ["A1", "x", "Police", date(2024, 6, 1)],
            ],
        }
    )
    assert (outcome.created, outcome.refused) == (1, 1)
    assert [(error["sheet"], error["problem"]) for error in outcome.errors] == [
        ("Closed", "the sheet was not read: there is no column for “Date agreed” (row 1)")
    ]


def test_a_sheet_without_headings_goes_on_where_the_one_before_it_ended(book, partnership):
    lines = [["A3", "y", "Police", date(2024, 4, 5), None, "Open", None], OPEN]
    _, outcome = book({"Page 1": [TRACKER, DONE], "Page 2": lines, "Notes": [["Printed by the team", "x"]]})
    assert (outcome.created, outcome.refused) == (3, 0)
    assert [told["sheet"] for told in outcome.skipped] == ["Notes"]


def test_a_sheet_called_after_an_agency_needs_no_column_for_it(book, partnership):
    head = [title for title in TRACKER if title != "Lead agency"]
    sheets = {name: [head, [f"{name} 1", *DONE[1:2], *DONE[3:]]] for name in ("Police", "Schools")}
    _, outcome = book(sheets)
    assert outcome.refused == 0
    assert {one.agency.name for one in Action.objects.of(partnership)} == {"Police", "Schools"}


def test_a_register_beside_a_tracker_is_left_out_with_its_kind(book):
    _, outcome = book(
        {"Actions": [TRACKER, DONE], "Exec": [["Agency", "Name", date(2024, 4, 5)], ["Police", "Ann", "P"]]}
    )
    assert [told["reason"] for told in outcome.skipped] == [
        "the sheet looks like attendance: import the file again and choose that kind"
    ]


def test_a_row_filled_far_wider_than_any_register_is_refused_at_once(tmp_path):
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"action owner date {n}" for n in range(16_000)))
    with open_file(path, name=path.name) as reading, pytest.raises(Unreadable, match="more than 400 cells"):
        recognise(reading)


def test_a_cell_left_far_outside_its_table_is_no_wide_table(tmp_path):
    path = tmp_path / "astray.csv"
    rows = [",".join(TRACKER), "A1,Do it,Police,5/4/24,,Complete,1/6/24" + "," * 9_000 + "x"]
    path.write_text("\n".join(rows))
    assert columns_read(path)["reference"] == 0
