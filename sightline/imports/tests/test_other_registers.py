"""Attendance sheets as other partnerships keep them."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from sightline.imports.interpreting import NotRecognised
from sightline.meetings.marks import presence
from sightline.meetings.models import Attendance, Meeting, Presence
from sightline.partnership.models import Body
from sightline.people.models import Person

HEAD = ["Agency", "Name", "Role", "12/04/2024", "10/05/2024"]
ANN, BEN = ["Police", "Ann Bell", "Chair", "P", "P"], ["Schools", "Ben Cole", "Member", "A", "D"]


@pytest.fixture(autouse=True)
def known(agency):
    return agency("Police"), agency("Schools")


@pytest.fixture
def attendance(partnership):
    """What was recorded: (body, day, agency, presence) with how often."""

    def told() -> Counter:
        return Counter(
            (one.meeting.body.name, one.meeting.held_on, one.agency.name, Presence(one.presence))
            for one in Attendance.objects.of(partnership)
        )

    return told


@pytest.mark.parametrize(
    ("mark", "told"),
    [
        *(
            ("P*", Presence.PRESENT),
            ("Present (virtual)", Presence.PRESENT),
            ("Online", Presence.PRESENT),
            (True, Presence.PRESENT),
        ),
        *(
            ("P - via Teams", Presence.PRESENT),
            ("Late", Presence.PRESENT),
            ("left early", Presence.PRESENT),
            (1, Presence.PRESENT),
        ),
        *(
            ("✓ (part)", Presence.PRESENT),
            ("Attended in person", Presence.PRESENT),
            ("Y", Presence.PRESENT),
            ("P¹", Presence.PRESENT),
        ),
        *(
            ("apologies - J Smith", Presence.APOLOGIES),
            ("Apols.", Presence.APOLOGIES),
            ("Annual leave", Presence.APOLOGIES),
        ),
        *(
            ("A/L", Presence.APOLOGIES),
            ("A (sick)", Presence.APOLOGIES),
            ("Apologies - no deputy", Presence.APOLOGIES),
        ),
        *(
            ("N", Presence.ABSENT),
            (0, Presence.ABSENT),
            (False, Presence.ABSENT),
            ("No apologies", Presence.ABSENT),
        ),
        *(
            ("Not present", Presence.ABSENT),
            ("Did not attend", Presence.ABSENT),
            (None, Presence.ABSENT),
            ("  ", Presence.ABSENT),
        ),
        *(
            ("n/a - not yet in post", Presence.NOT_A_MEMBER),
            ("Vacant", Presence.NOT_A_MEMBER),
            ("-", Presence.NOT_A_MEMBER),
        ),
        *(("No longer a member", Presence.NOT_A_MEMBER), ("N/A*", Presence.NOT_A_MEMBER)),
    ],
)
def test_a_mark_is_understood_however_it_is_written(mark, told):
    assert presence(mark, {}) == (told, "")


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        *(
            ("D (Jane Smith)", "Jane Smith"),
            ("Deputy: J Smith", "J Smith"),
            ("d - J Smith", "J Smith"),
            ("D", ""),
        ),
        *(
            ("D Jane Smith", "Jane Smith"),
            ("Jane Smith (deputy)", "Jane Smith"),
            ("Deputised by Jane Smith", "Jane Smith"),
        ),
        *(
            ("Apologies (deputy J Smith attended)", "J Smith"),
            ("Deputy attended", ""),
            ("Substitute sent", ""),
        ),
        *(("J Smith for K Hill", "J Smith"), ("Represented by J Smith", "J Smith")),
    ],
)
def test_a_deputy_attended_and_is_named_where_the_mark_names_them(mark, name):
    assert presence(mark, {}) == (Presence.DEPUTY, name)


@pytest.mark.parametrize("mark", ["?", "P/A", "Jane Smith", "L", "2", "12/04/2024", "maybe"])
def test_a_mark_that_could_mean_several_things_refuses_its_row_with_the_day_it_stands_below(rows, mark):
    _, outcome = rows([HEAD, ANN, ["Schools", "Ben Cole", "Member", "P", mark]], name="Executive.csv")
    assert (outcome.rows_read, outcome.refused) == (2, 1)
    (error,) = outcome.errors
    assert (error["row"], error["column"], error["value"]) == (3, "10/05/2024", mark)
    assert "was expected to be P, D, A, X or N/A" in error["problem"]


def test_what_the_sheet_says_its_marks_mean_goes_before_what_they_usually_mean(book, attendance):
    key = ["X = attended, L = apologies; O = deputy"]
    book(
        {
            "Executive": [
                ["Executive"],
                key,
                HEAD,
                ["Police", "Ann", "Chair", "X", "L"],
                ["Schools", "Ben", "", "O", "X"],
            ]
        }
    )
    assert Counter(presence for *_, presence in attendance()) == {
        Presence.PRESENT: 2, Presence.APOLOGIES: 1, Presence.DEPUTY: 1
    }  # fmt: skip


def test_a_meeting_that_was_cancelled_was_not_held(book, partnership):
    book({"Executive": [HEAD, [*ANN[:4], "Cancelled"], [*BEN[:4], "meeting cancelled"]]})
    assert [meeting.held_on for meeting in Meeting.objects.of(partnership)] == [date(2024, 4, 12)]


def test_a_meeting_without_a_mark_for_anybody_is_not_recorded_and_told_of(book, partnership):
    _, outcome = book({"Executive": [HEAD, [*ANN[:4], ""], [*BEN[:4], ""]]})
    assert Meeting.objects.of(partnership).count() == 1
    assert [(told["row"], told["value"]) for told in outcome.skipped] == [(1, "10/05/2024")]
    assert "no mark for anybody" in outcome.skipped[0]["reason"]


def test_a_column_of_marks_whose_heading_is_no_date_is_told_of(book):
    _, outcome = book({"Executive": [[*HEAD, "31/02/2025"], [*ANN, "P"], [*BEN, "A"]]})
    assert [(told["value"], told["reason"]) for told in outcome.skipped] == [
        ("31/02/2025", "the column is not headed by a date that can be understood, so it was not read")
    ]


@pytest.mark.parametrize(
    ("title", "headings", "days"),
    [
        ("Executive attendance 2024-25", ["12 Apr", "9 Jan"], [date(2024, 4, 12), date(2025, 1, 9)]),
        ("Executive 2024/25", ["Apr-24", "Jan-25"], [date(2024, 4, 1), date(2025, 1, 1)]),
        ("Executive", ["April 2024", "January 2025"], [date(2024, 4, 1), date(2025, 1, 1)]),
        (
            "Executive",
            ["Meeting 1\n12.04.24", "09/01/25 (extraordinary)"],
            [date(2024, 4, 12), date(2025, 1, 9)],
        ),
    ],
)
def test_the_days_of_meetings_are_found_in_their_headings(book, partnership, title, headings, days):
    book({"Executive": [[title], [*HEAD[:3], *headings, "Total", "%"], [*ANN, 2, 1.0], [*BEN, 1, "50%"]]})
    assert sorted(meeting.held_on for meeting in Meeting.objects.of(partnership)) == days


def test_days_without_a_year_anywhere_are_refused_in_words(book):
    with pytest.raises(
        NotRecognised, match="headed by the date of a meeting, with its year there or in the title"
    ):
        book({"Executive": [[*HEAD[:3], "12 Apr", "9 Jan"], ANN, BEN]})


def test_days_may_stand_in_the_row_above_or_below_the_headings(book, partnership):
    days, numbers = [None, None, None, date(2024, 4, 12), date(2024, 5, 10)], ["Mtg 1", "Mtg 2"]
    book(
        {
            "Executive": [["Executive"], days, [*HEAD[:3], *numbers], ANN, BEN],
            "Forum": [["Forum"], [*HEAD[:3], *numbers], days, ANN, BEN],
        }
    )
    assert Meeting.objects.of(partnership).count() == 4
    assert Attendance.objects.of(partnership).count() == 8


def test_totals_below_the_members_are_left_out_whatever_they_are_called(book, partnership):
    totals = [
        *(["Total", "", "", 2, 2], ["", "Number attending", "", 2, 1], ["% attendance", "", "", "100%", 0.5]),
        *(["Quorate?", "", "", "Yes", "No"], ["", "", "", 2, 2], ["Present", "", "", "=COUNTIF(D2:D3,P)", 2]),
    ]
    _, outcome = book({"Executive": [HEAD, ANN, BEN, *totals]})
    assert (outcome.rows_read, outcome.refused) == (2, 0)
    assert [told["reason"] for told in outcome.skipped] == ["a total"] * len(totals)
    assert Attendance.objects.of(partnership).count() == 4


def test_the_headings_again_are_no_member(book, partnership):
    _, outcome = book({"Executive": [HEAD, ANN, HEAD, BEN]})
    assert (outcome.rows_read, outcome.refused, outcome.skipped_count) == (2, 0, 1)
    assert Person.objects.of(partnership).count() == 2


def test_an_agency_named_only_in_the_first_row_of_its_members_speaks_for_them_all(book, attendance):
    blank = [
        ["Police", "Ann", "Chair", "P", "P"],
        ["", "Cat", "", "P", "A"],
        ["Schools", "Ben", "", "P", "P"],
    ]
    merged = [
        ["Police", "Ann", "Chair", "P", "P"],
        [None, "Cat", "", "P", "A"],
        ["Schools", "Ben", "", "P", "P"],
    ]
    grouped = [
        ["Police"],
        ["", "Ann", "Chair", "P", "P"],
        ["", "Cat", "", "P", "A"],
        ["Schools"],
        ["", "Ben", "", "P", "P"],
    ]
    sheets = {"Blank": [HEAD, *blank], "Merged cells": [HEAD, *merged], "Grouped": [HEAD, *grouped]}
    _, outcome = book(sheets, merged={"Merged cells": ["A2:A3"]})
    assert outcome.refused == 0
    for body in sheets:
        agencies = Counter(agency for name, _, agency, _ in attendance().elements() if name == body)
        assert agencies == {"Police": 4, "Schools": 2}


def test_two_members_of_one_agency_need_neither_name_nor_role(book, attendance):
    book({"Executive": [["Partner", "12/04/2024"], ["Police", "P"], ["Police", "A"], ["Schools", ""]]})
    assert attendance() == {
        ("Executive", date(2024, 4, 12), "Police", Presence.PRESENT): 1,
        ("Executive", date(2024, 4, 12), "Police", Presence.APOLOGIES): 1,
        ("Executive", date(2024, 4, 12), "Schools", Presence.ABSENT): 1,
    }


def test_where_members_have_no_names_a_lone_agency_was_absent_and_a_lone_title_is_a_heading(book, attendance):
    _, outcome = book(
        {"Executive": [["Partner", "12/04/2024"], ["Statutory partners"], ["Police", "P"], ["Schools"]]}
    )
    assert attendance()["Executive", date(2024, 4, 12), "Schools", Presence.ABSENT] == 1
    assert [told["value"] for told in outcome.skipped] == ["Statutory partners"]


def test_a_vacant_seat_is_nobody(book, partnership):
    book({"Executive": [HEAD, ANN, ["Schools", "Vacant", "Member", "-", "X"]]})
    assert [person.name for person in Person.objects.of(partnership)] == ["Ann Bell"]
    assert Attendance.objects.of(partnership).filter(person=None).count() == 2


def test_a_member_whose_role_changes_in_a_later_file_is_the_same_member(book, partnership):
    book({"Executive": [HEAD, ANN]})
    _, outcome = book({"Executive": [HEAD, ["Police", "Ann Bell", "Member", "P", "A"]]})
    assert (outcome.created, outcome.updated) == (0, 2)
    assert Attendance.objects.of(partnership).count() == 2


def test_a_member_listed_twice_who_was_both_there_and_not_is_refused_as_one_row(book):
    _, outcome = book({"Executive": [HEAD, ANN, ["Police", "ann bell", "Chair", "A", "A"]]})
    assert (outcome.rows_read, outcome.refused, outcome.error_count) == (2, 1, 1)
    assert outcome.errors[0]["problem"].startswith("speaks of the same record as Executive, row 2")


@pytest.mark.parametrize(
    ("sheet", "title"),
    [
        *(("DSP Executive", "Brantshire SCP"), ("Sheet1", "DSP Executive attendance 2024-25")),
        *(("2024-25", "Attendance register: DSP Executive"), ("Attendance", "DSP Executive 2024")),
        *(("Register", "Brantshire SCP - DSP Executive - attendance"), ("DSP_Executive 2024-25", "x")),
    ],
)
def test_a_body_is_named_by_its_sheet_or_else_by_what_stands_above(book, partnership, sheet, title):
    book({sheet: [[title], HEAD, ANN, BEN]})
    assert [one.name for one in Body.objects.of(partnership)] == ["DSP Executive"]


def test_a_name_that_excel_cut_short_is_whole_in_the_title(book, partnership):
    whole = "Education, Employment & Training Advisory Group"
    book({whole[:31]: [[f"{whole} attendance 2024-25"], HEAD, ANN]})
    assert Body.objects.of(partnership).get().name == whole


def test_a_group_whose_work_is_attendance_keeps_its_name(book, partnership):
    book({"Attendance Advisory Group": [["Attendance Advisory Group"], HEAD, ANN]})
    assert Body.objects.of(partnership).get().name == "Attendance Advisory Group"


def test_registers_below_one_another_are_of_the_bodies_above_them(book, partnership):
    days = ["Agency", "Name", "03/06/2024"]
    _, outcome = book(
        {
            "Attendance": [
                ["DSP Executive"], HEAD, ANN, BEN, ["Total", "", "", 1, 2], [],
                ["Quality Group"], days, ["Police", "Ann Bell", "P"], [],
                ["Review Panel"], days, ["Schools", "Ben Cole", "P"],
            ]
        }
    )  # fmt: skip
    assert outcome.refused == 0
    held = Counter(meeting.body.name for meeting in Meeting.objects.of(partnership))
    assert held == {"DSP Executive": 2, "Quality Group": 1, "Review Panel": 1}


def test_a_body_that_is_known_already_is_the_one_that_is_meant(book, partnership):
    Body.objects.create(partnership=partnership, key="dsp executive", name="DSP Executive")
    book({"Exec 24-25": [["Brantshire: DSP EXECUTIVE"], HEAD, ANN]})
    assert Body.objects.of(partnership).count() == 1


def test_a_text_file_is_of_the_body_in_its_title_or_in_its_name(rows, partnership):
    rows([["Business Group attendance 2024-25"], HEAD, ANN], name="export (2).csv")
    rows([HEAD, ANN], name="attendance-review-panel-2024-25.csv")
    assert {body.name for body in Body.objects.of(partnership)} == {"Business Group", "review panel"}


def test_a_register_that_names_no_body_is_refused_in_words(rows, partnership):
    _, outcome = rows([HEAD, ANN], name="attendance 2024-25.csv")
    assert (outcome.created, outcome.refused) == (0, 1)
    assert "does not say which body met" in outcome.errors[0]["problem"]
    assert not Body.objects.of(partnership).exists()


def test_figures_by_month_are_no_register(book):
    with pytest.raises(NotRecognised):
        book({"Contacts": [["Agency", "Apr-24", "May-24"], ["Police", 210, 199], ["Schools", 85, 91]]})


def test_a_register_turned_on_its_side_is_refused_in_words(book):
    with pytest.raises(NotRecognised):
        book(
            {"Executive": [["Date", "Police", "Schools"], ["12/04/2024", "P", "A"], ["10/05/2024", "P", "P"]]}
        )
