"""Dates, days and times, read from cells in the ways people write them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.imports.cells import (
    BadCell,
    Years,
    as_date,
    as_day_and_time,
    as_deadline,
    as_time,
    days_named,
    years_named,
)

FIRST_OF_NOVEMBER = date(2024, 11, 1)
DAYS = st.dates(date(1990, 1, 1), date(2069, 12, 31))
REPORTING_YEAR = Years(2024, 2025)


@pytest.mark.parametrize(
    "typed",
    [
        *("01/11/2024", "1/11/24", "01.11.2024", "1-11-2024", " 01/11/2024 ", "1 / 11 / 2024", "01/11/'24"),
        *("1 November 2024", "1 Nov 2024", "1 Nov. 2024", "01-Nov-24", "1-Nov-2024", "1 nov 24", "1Nov2024"),
        *("1st November 2024", "1st of November, 2024", "1\u00a0November\u00a02024", "November 1, 2024"),
        *("Friday 1 November 2024", "Fri, 1 Nov 2024", "FRIDAY 1ST NOVEMBER 2024", "Fri 01/11/2024"),
        *(
            "2024-11-01",
            "2024/11/01",
            "2024-11-01T09:30",
            "2024-11-01 09:30:00",
            "2024-11-01T09:30:00Z",
            "20241101",
        ),
        *("01/11/2024 09:30", "1 November 2024 at 9.30am", "01/11/2024 00:00:00", "45597", "45597.5"),
        *(45597, 45597.0, 45597.5, FIRST_OF_NOVEMBER, datetime.combine(FIRST_OF_NOVEMBER, time(9, 30))),
    ],
)
def test_a_date_is_read_however_it_is_written(typed):
    assert as_date(typed) == FIRST_OF_NOVEMBER


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("21/10/22", date(2022, 10, 21)),
        ("03.11.2022", date(2022, 11, 3)),
        ("7 August 2024", date(2024, 8, 7)),
        ("20-Jun-24", date(2024, 6, 20)),
        ("13 Jun 24", date(2024, 6, 13)),
        ("5 Sept 2023", date(2023, 9, 5)),
        ("Weds 2nd May 2023", date(2023, 5, 2)),
        ("29/02/2024", date(2024, 2, 29)),
        ("31/12/99", date(1999, 12, 31)),
        ("01/02/03", date(2003, 2, 1)),
    ],
)
def test_the_day_comes_first_and_short_years_are_recent(typed, meant):
    assert as_date(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "  ",
            "\u200b",
            None,
            "TBC",
            "tbc.",
            "T.B.C.",
            "(tbc)",
            "tba",
            "n/a",
            "N/A",
            "-",
            "–",
            "—",
            "--",
            "?",
        ),
        *("none", "None", "not yet", "Ongoing", "on-going", "To be confirmed", "Not  applicable"),
    ],
)
def test_words_for_no_date_yet_are_no_date(typed):
    assert as_date(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "31/02/2024",
            "29/02/2023",
            "00/01/2024",
            "whenever possible",
            "Spring 2025",
            "1 Smarch 2024",
            "Q3",
        ),
        *("Nov 2024", "2024", "32/01/2024", "12:30", "1/1/2024 or 2/1/2024", True, time(9, 30), timedelta(1)),
        *(-5, 7, 12.5, 10**12, float("inf"), float("nan"), "00000", "99999", "#REF!"),
    ],
)
def test_what_cannot_be_a_date_says_what_was_expected(typed):
    with pytest.raises(BadCell) as bad:
        as_date(typed)
    assert bad.value.expected.startswith("a date such as 31/03/2025")


def test_a_date_with_the_month_first_is_told_that_the_day_comes_first():
    with pytest.raises(BadCell) as bad:
        as_date("12/31/2024")
    assert bad.value.found == "12/31/2024"
    assert bad.value.expected == "the day first: 31/12/2024"


@pytest.mark.parametrize(
    "typed", ["31/12/1989", "01/01/2101", "1 May 0024", date(1066, 10, 14), "01/01/75", 2]
)
def test_a_year_outside_1990_to_2100_is_refused(typed):
    with pytest.raises(BadCell, match="between 1990 and 2100"):
        as_date(typed)


@given(DAYS, st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%d-%b-%y", "%A %d %B %Y", "%Y-%m-%d"]))
def test_every_day_survives_being_written_and_read(day, form):
    assert as_date(day.strftime(form)) == day


@given(DAYS)
def test_every_day_survives_as_the_number_excel_keeps(day):
    assert as_date((day - date(2024, 11, 1)).days + 45597) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        *(
            ("31/03/2025 (extended)", 31),
            ("31/03/2025*", 31),
            ("31/03/25 - 10.00am", 31),
            ("31/03/25 09:30 - 16:30", 31),
        ),
        *(("Monday 31st March 2025 at 2pm", 31), ("31 / 03 / 2025", 31), ("31.3.25", 31)),
    ],
)
def test_a_time_or_an_aside_beside_a_date_does_not_hide_it(typed, day):
    assert as_date(typed) == date(2025, 3, day)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "TBC",
            "tbc - awaiting Panel",
            "n/a - superseded",
            "To be confirmed by the group",
            "ongoing",
            "ASAP",
            "-",
            "?",
        ),
        *("00/01/1900", "0", 0, 0.0, date(1899, 12, 31), datetime(1899, 12, 30)),  # noqa: DTZ001 - as a workbook gives it
    ],
)
def test_words_for_not_yet_and_the_day_nought_of_excel_are_no_date(typed):
    assert as_date(typed) is None


@pytest.mark.parametrize("typed", ["TBC by 31/03/25", "n/a until 1 May", "whenever possible"])
def test_a_date_among_words_for_not_yet_is_not_thrown_away(typed):
    with pytest.raises(BadCell):
        as_date(typed)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        *(
            ("end of March 2025", date(2025, 3, 31)),
            ("Feb-24", date(2024, 2, 29)),
            ("by 31/03/2025", date(2025, 3, 31)),
        ),
        *(
            ("by the end of Sept 24", date(2024, 9, 30)),
            ("31/03/2025", date(2025, 3, 31)),
            ("TBC", None),
            (None, None),
        ),
    ],
)
def test_a_deadline_in_a_month_is_its_last_day(typed, day):
    assert as_deadline(typed) == day


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        *(
            (time(9, 30), "09:30"),
            ("9.30am", "09:30"),
            ("9:30 PM", "21:30"),
            (0.395833, "09:30"),
            ("09:30:00", "09:30"),
        ),
        *(("9am - 4pm", "09:00"), ("Morning", "Morning"), (None, "")),
    ],
)
def test_times_of_day_are_told_in_one_way(cell, told):
    assert as_time(cell) == told


def test_a_date_and_time_in_one_cell_are_both_kept():
    assert as_day_and_time("18/11/2024 09:30") == (date(2024, 11, 18), "09:30")
    assert as_day_and_time(datetime.fromisoformat("2024-11-18T13:00")) == (date(2024, 11, 18), "13:00")
    assert as_day_and_time(date(2024, 11, 18)) == (date(2024, 11, 18), "")
    assert as_day_and_time("TBC") is None


@pytest.mark.parametrize(
    ("headings", "years", "days"),
    [
        (
            ["12/04/24", date(2024, 5, 1), "25 July 2024", "Total"],
            None,
            ["2024-04-12", "2024-05-01", "2024-07-25"],
        ),
        (["Apr-24", "May-24", "Jan-25"], None, ["2024-04-01", "2024-05-01", "2025-01-01"]),
        (["Apr 24", "May 22", "Jun 19"], REPORTING_YEAR, ["2024-04-24", "2024-05-22", "2024-06-19"]),
        (["12 Apr", "3rd May", "12/01"], REPORTING_YEAR, ["2024-04-12", "2024-05-03", "2025-01-12"]),
        (["April", "Mar"], REPORTING_YEAR, ["2024-04-01", "2025-03-01"]),
        (["Meeting 1\n12.04.24", "12/05/24 (extraordinary)"], None, ["2024-04-12", "2024-05-12"]),
        (["Name", "Notes", "Role", "Marchand", "1", "% attended", "12 Apr"], None, []),
    ],
)
def test_the_days_of_meetings_are_read_from_headings(headings, years, days):
    assert [day.isoformat() for _, day in days_named(list(enumerate(headings)), years)] == days


@pytest.mark.parametrize(
    ("texts", "years"),
    [
        (["DSP Executive attendance 2024-25"], REPORTING_YEAR),
        (["Attendance", "2024/2025"], REPORTING_YEAR),
        (["Attendance 2024"], Years(2024, 2024)),
        (["Last updated 31 March 2025"], None),
    ],
)
def test_the_years_of_a_register_are_read_from_its_title(texts, years):
    assert years_named(texts) == years


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "RR 1 November 2024",
            "Panel 01/11/2024",
            "w/c 01/11/2024",
            "01/11/2024.",
            "01/11/2024,",
            "'01/11/2024",
        ),
        *("01/11/2024 - 02/11/2024", "1-2 November 2024", "1 & 2 Nov 2024", "01/11/2024 to 02/11/2024"),
        *("1 Nov 2024 AM", "01/11/2024 09:30 BST", "01/11/2024 0930", "20241101T093000", "Q1 - 01/11/24"),
    ],
)
def test_the_one_date_among_words_is_found(typed):
    assert as_date(typed) == FIRST_OF_NOVEMBER


@pytest.mark.parametrize(
    "typed",
    [
        *("01/11/2024 or 02/11/2024", "moved from 01/11/2024", "not 01/11/2024"),
        *("01/11/2024, 01/06/2025", "14 May - 1 Nov 2024"),
    ],
)
def test_words_that_name_several_days_or_another_are_no_date(typed):
    with pytest.raises(BadCell):
        as_date(typed)


def test_a_day_that_no_month_has_is_told_so():
    with pytest.raises(BadCell) as bad:
        as_date("31/02/2024")
    assert bad.value.expected == "a date such as 31/03/2025; there is no 31 February 2024"


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("30.6.24 revised to 30.9.24", date(2024, 9, 30)),
        ("Dec 2024/Jan 2025", date(2025, 1, 31)),
        ("June - Sept 2024", date(2024, 9, 30)),
        ("Monthly", None),
        ("Q1 2024-25", None),
    ],
)
def test_a_deadline_in_words_may_be_taken_for_the_last_date_they_name(typed, last):
    with pytest.raises(BadCell) as bad:
        as_deadline(typed)
    assert bad.value.instead == last


def test_headings_of_which_one_can_only_have_the_month_first_all_have():
    american = list(enumerate(["04/10/2024", "07/17/2024", "01/15/2025"]))
    assert [day.isoformat() for _, day in days_named(american, None)] == [
        "2024-04-10",
        "2024-07-17",
        "2025-01-15",
    ]
    mixed = list(enumerate(["04/10/2024", "07/17/2024", "15/01/2025"]))
    assert [day.isoformat() for _, day in days_named(mixed, None)] == ["2024-10-04", "2025-01-15"]
