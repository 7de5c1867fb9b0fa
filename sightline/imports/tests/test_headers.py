"""A sheet's headings are recognised by what they say, wherever they stand and however they are written."""

from datetime import date
from pathlib import Path

import pytest

from sightline.imports.headers import (
    Column,
    column_letter,
    find_heading,
    nearest_heading,
)
from sightline.imports.reading import Row, Value, open_file

SAMPLES = Path(__file__).parents[3] / "tests" / "samples"

ACTIONS = (
    Column("reference", "Ref", ("no.", "reference", "action ref"), needed=True),
    Column("action", "Action", ("what will we do", "agreed action"), needed=True),
    Column("agency", "Lead agency", ("who", "agency", "owner"), needed=True),
    Column("agreed", "Date agreed", ("agreed on", "agreed"), needed=True),
    Column("due", "Target date", ("by when", "due date", "deadline"), needed=True),
    Column("status", "Status", ("rag", "rag status")),
    Column("completed", "Date completed", ("completed on", "completion date")),
    Column("officer", "Lead officer", ("named lead",)),
)
ATTENDANCE = (
    Column("agency", "Agency", ("organisation",), needed=True),
    Column("name", "Name", ("member", "member name"), needed=True),
    Column("role", "Role", ()),
)
CHALLENGES = (
    Column("raised", "Date", ("date raised", "raised on"), needed=True),
    Column("by", "Raised by", ("from", "challenger"), needed=True),
    Column("to", "To", ("challenged", "raised with"), needed=True),
    Column("text", "Challenge", ("issue", "nature of challenge"), needed=True),
    Column("closed", "Date closed", ("closed on", "resolved on")),
    Column("level", "Level", ()),
)


def sheet(*rows: list[Value]) -> list[Row]:
    return [Row(number, tuple(cells)) for number, cells in enumerate(rows, 1)]


def test_the_two_sheets_of_the_sample_tracker_map_different_headings_to_the_same_columns():
    with open_file(SAMPLES / "action-tracker.xlsx", name="action-tracker.xlsx") as reading:
        practice = find_heading(reading.rows("CSPR actions"), ACTIONS)
        rapid = find_heading(reading.rows("Rapid Review actions"), ACTIONS)
    assert practice
    assert rapid
    places = {"reference": 0, "action": 3, "agency": 4, "officer": 5, "agreed": 6, "due": 7, "status": 8}
    assert practice.mapping == rapid.mapping == places | {"completed": 10}
    assert practice.unknown == (
        (1, "Review"),
        (2, "Recommendation"),
        (9, "Progress update"),
        (11, "Evidence of impact"),
    )


def test_headings_may_stand_in_any_order_below_titles_among_columns_nobody_knows():
    heading = find_heading(
        sheet(
            ["Westmoor action plan", None],
            [None, "Updated 31 March"],
            ["Colour", "Deadline", "Agency", "Notes to self", "Agreed action", "Ref", "Agreed on"],
            ["Red", "01/01/2025", "Police", "", "Do it", "A1", "01/01/2024"],
        ),
        ACTIONS,
    )
    assert heading
    assert heading.row_number == 3
    assert heading.mapping == {"due": 1, "agency": 2, "action": 4, "reference": 5, "agreed": 6}
    assert heading.unknown == ((0, "Colour"), (3, "Notes to self"))


@pytest.mark.parametrize(
    "written",
    [
        *("Date agreed", "DATE AGREED", "date\nagreed", "  Date   Agreed: ", "Date-agreed", "Date Agreed*"),
        *(
            "Date agreed (dd/mm/yy)",
            "Date agreed [by group]",
            "Date action agreed",
            "Agreed date",
            "DateAgreed",
        ),
        *("Date agreed at meeting", "Agreed on", "Agreed"),
    ],
)
def test_a_heading_is_known_however_it_is_written(written):
    heading = find_heading(sheet(["Ref", "Action", "Lead agency", "Target date", written]), ACTIONS)
    assert heading
    assert heading.mapping["agreed"] == 4


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(
            ("Ref No.", "Reference Number"),
            ("E-mail", "Email"),
            ("Organization", "Organisation"),
            ("#", "No."),
        ),
        *(
            ("Delegates", "Delegate"),
            ("Terms & conditions", "Terms and conditions"),
            ("Child’s name", "Child's name"),
        ),
    ],
)
def test_common_spellings_of_one_heading_are_equal(written, meant):
    heading = find_heading(sheet([written]), (Column("it", meant, needed=True),))
    assert heading
    assert heading.mapping == {"it": 0}


def test_an_exact_heading_beats_one_that_only_contains_the_words():
    rows = sheet(["Previous status", "Status", "Ref", "Action", "Lead agency", "Date agreed", "Target date"])
    heading = find_heading(rows, ACTIONS)
    assert heading
    assert heading.mapping["status"] == 1
    assert (0, "Previous status") in heading.unknown


def test_a_heading_that_another_column_means_exactly_is_left_to_it():
    rows = sheet(["Date closed", "Date", "Raised by", "To", "Challenge"])
    heading = find_heading(rows, CHALLENGES)
    assert heading
    assert heading.mapping == {"closed": 0, "raised": 1, "by": 2, "to": 3, "text": 4}


def test_a_general_word_inside_a_longer_heading_means_nothing():
    heading = nearest_heading(sheet(["Response date", "Raised by", "Sent to", "Challenge"]), CHALLENGES)
    assert heading
    assert heading.missing == ("raised", "to")


def test_a_column_with_one_heading_to_choose_keeps_it():
    columns = (Column("name", "member", (), needed=True), Column("agency", "agency", (), needed=True))
    heading = find_heading(sheet(["Member agency", "Member title"]), columns)
    assert heading
    assert heading.mapping == {"agency": 0, "name": 1}


def test_no_needed_column_may_be_missing_but_the_nearest_row_says_which_are():
    rows = sheet(["Ref", "Action", "Lead agency", "Status"], ["1", "Do", "Police", "Open"])
    assert find_heading(rows, ACTIONS) is None
    nearest = nearest_heading(rows, ACTIONS)
    assert nearest
    assert nearest.missing == ("agreed", "due")


def test_of_headings_repeated_further_down_the_first_count():
    titles: list[Value] = ["Ref", "Action", "Lead agency", "Date agreed", "Target date"]
    rows = sheet(titles, ["1", "Do", "Police", None, None], [*titles, "page 2"])
    heading = find_heading(rows, ACTIONS)
    assert heading
    assert heading.row_number == 1


def test_headings_that_are_dates_are_unknown_headings_in_their_places():
    rows = sheet(["Agency", "Name", date(2024, 5, 23), "25 July 2024", "Total"])
    heading = find_heading(rows, ATTENDANCE)
    assert heading
    assert heading.unknown == ((2, "23/05/2024"), (3, "25 July 2024"), (4, "Total"))


def test_prose_and_rows_beyond_the_first_hundred_are_not_headings():
    prose = (
        "Please give the ref, the action, who leads, the date agreed and the target date for every row below."
    )
    blank: list[Value] = ["x", "y"]
    headings: list[Value] = ["Ref", "Action", "Lead agency", "Date agreed", "Target date"]
    late = [*[blank] * 100, headings]
    assert nearest_heading(sheet([prose]), ACTIONS) is None
    assert find_heading(sheet(*late), ACTIONS) is None
    assert find_heading(sheet(*late[1:]), ACTIONS) is not None


def test_a_columns_own_title_goes_before_its_other_names_and_these_in_their_order():
    columns = (Column("agreed", "Date agreed", ("date set", "date raised")),)
    for titles, place in (
        (["Date raised", "Date agreed"], 1),
        (["Date raised", "Date set"], 1),
        (["Date agreed (dd/mm/yyyy)", "Date reviewed"], 0),
    ):
        heading = find_heading(sheet(list(titles)), columns)
        assert heading
        assert heading.mapping == {"agreed": place}


def test_the_cells_below_decide_between_headings_that_may_mean_one_column():
    columns = (Column("on", "Date", ("day", "when"), holds=lambda cell: isinstance(cell, date)),)
    rows = sheet(["Date", "When"], ["Monday", date(2024, 4, 1)], ["Friday", date(2024, 4, 5)])
    heading = find_heading(rows, columns)
    assert heading
    assert heading.mapping == {"on": 1}


def test_a_needed_column_with_the_right_heading_is_read_though_its_cells_speak_against_it():
    columns = (
        Column("on", "Start date", needed=True, holds=lambda cell: isinstance(cell, date)),
        Column("what", "Start", words=True),
    )
    heading = find_heading(sheet(["Start date"], ["soon"], ["later"]), columns)
    assert heading
    assert heading.mapping == {"on": 0}


@pytest.mark.parametrize(
    ("cells", "mapping"), [(["Jo", "Al"], {"officer": 0}), (["Police", "Al"], {"agency": 0})]
)
def test_a_heading_that_may_mean_a_column_does_where_half_of_its_cells_bear_it_out(cells, mapping):
    columns = (
        Column("agency", "Agency", perhaps=("lead",), needed=True, holds=lambda cell: cell == "Police"),
        Column("officer", "Officer", ("lead",)),
    )
    heading = nearest_heading(sheet(["Lead"], *([cell] for cell in cells)), columns)
    assert heading
    assert heading.mapping == mapping


def test_a_heading_that_speaks_of_a_date_is_no_column_of_words():
    columns = (Column("review", "Review", ("case",), words=True),)
    assert nearest_heading(sheet(["Review date"], ["x"]), columns) is None


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_columns_have_the_letters_excel_shows(index, letters):
    assert column_letter(index) == letters
