"""Annex A workbooks, as an inspection gets them and as people fill them in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from sightline.datasets.engine.contracts import find, recognise
from sightline.datasets.engine.reading import RawTable, Unreadable, read
from sightline.datasets.engine.reading.returns.annex_a import chosen

SAMPLE = Path(__file__).parents[3] / "tests" / "samples" / "returns" / "Annex_A_2024_Jan.xlsx"
CONTACTS: list[object] = [
    "Child Unique ID",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Age",
    "Date of Contact",
    "Contact Source",
]
CONTACT: list[object] = [
    9212044,
    "b) Female",
    "a) WBRI",
    date(2015, 1, 25),
    6.14,
    date(2020, 9, 16),
    "q) 6: Police",
]


class Read:
    """A workbook that was read: rows as dictionaries, and what was found."""

    def __init__(self, path: Path) -> None:
        self._duckdb = duckdb.connect()
        self.found: dict[str, RawTable] = {
            table.name: table for table in read(path, find("annex-a"), self._duckdb)
        }

    def rows(self, table: str) -> list[dict[str, object]]:
        asked = self._duckdb.execute(f'SELECT * FROM "raw_{table}" ORDER BY _row')
        names = [column[0] for column in asked.description or ()]
        return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]


def workbook(tmp_path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    path = tmp_path / "annex a.xlsx"
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write(number, column, cell)
    return path


def test_all_eleven_lists_are_found_with_their_rows():
    read = Read(SAMPLE)
    assert {name: len(read.rows(name)) for name in read.found} == {
        "contacts": 5,
        "early_help": 5,
        "referrals": 6,
        "assessments": 5,
        "section_47": 5,
        "children_in_need": 5,
        "child_protection": 7,
        "looked_after": 5,
        "care_leavers": 6,
        "adoption": 5,
        "adopters": 5,
    }
    assert {name: (table.unknown, table.missing) for name, table in read.found.items()} == dict.fromkeys(
        read.found, ((), ())
    )


def test_cells_are_what_was_chosen_whichever_way_it_is_spelled():
    read = Read(SAMPLE)
    first = read.rows("contacts")[0]
    assert {
        name: first[name] for name in ("child_id", "sex", "ethnicity", "born", "contact_source", "_row")
    } == {
        "child_id": "9212044",
        "sex": "F",
        "ethnicity": "WBRI",
        "born": "2015-01-25",
        "contact_source": "6",
        "_row": 2,
    }
    assert read.rows("referrals")[0]["worker"] == "Dustin Hazlett"  # a hard space stands in the file
    assert [row["status"] for row in read.rows("children_in_need")] == ["In need plan"] * 5
    assert read.rows("child_protection")[0]["latest_category"] == "PHY"
    assert [row["legal_status"] for row in read.rows("looked_after")] == ["E1", "C2", "C2", "C2", "C1"]


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("sex", "a) Male", "M"),
        ("sex", "b) Female", "F"),
        ("sex", "Female", "F"),
        ("sex", "1", "M"),
        ("sex", "c) Not stated/recorded", "U"),
        ("contact_source", "b) 1B: Individual", "1B"),
        ("contact_source", "t) 9: Anonymous", "9"),
        ("contact_source", "6 – Police", "6"),
        ("ethnicity", "s)\N{NO-BREAK SPACE}NOBT", "NOBT"),
        ("ethnicity", "martian", "martian"),
    ],
)
def test_a_letter_before_a_choice_and_words_behind_it_are_taken_off(field, cell, code):
    assert chosen(find("annex-a").table("contacts").field(field), cell) == code


def test_lists_are_known_by_name_and_by_headings_in_any_order_below_a_title(tmp_path):
    referrals = ["Child’s Unique ID", "Gender", "Date of Birth", "Date of Referral", "Referral NFA? (Y/N)"]
    path = workbook(
        tmp_path,
        Front=[["Annex A for the inspection of Westmoor"]],
        Referrals=[["Referrals"], [], referrals, [1, "Male", "25/01/2015", "16-Sep-2020", "b) No"]],
        Sheet2=[CONTACTS, CONTACT],
    )
    read = Read(path)
    assert {name: table.place for name, table in read.found.items()} == {
        "contacts": "Sheet2",
        "referrals": "Referrals",
    }
    referral = read.rows("referrals")[0]
    assert (referral["referral_date"], referral["nfa"], referral["_row"]) == ("16-Sep-2020", "false", 4)


def test_lists_that_are_not_there_and_sheets_that_are_none_are_told(tmp_path):
    notes: list[list[object]] = [["Anything", "else"], [1, 2]]
    path = workbook(tmp_path, **{"List 1": [CONTACTS, CONTACT], "Notes": notes})
    told = {one.column for one in Read(path).found["contacts"].deviations}
    assert "Notes" in told
    assert sum(title.startswith("List ") for title in told) == 10


def test_an_empty_list_is_a_list_without_rows(tmp_path):
    read = Read(workbook(tmp_path, **{"List 1": [CONTACTS]}))
    assert read.rows("contacts") == []


def test_a_workbook_without_any_list_is_refused(tmp_path):
    path = workbook(tmp_path, Sheet1=[["Action", "Owner"], ["Write", "Ann"]])
    with pytest.raises(Unreadable, match="none of the lists"):
        Read(path)


@pytest.mark.parametrize("sheets", [{"List 1": [CONTACTS, CONTACT]}, None])
def test_the_data_set_is_recognised_from_its_lists(tmp_path, sheets):
    path = workbook(tmp_path, **sheets) if sheets else SAMPLE
    assert recognise(path, path.name).key == "annex-a"
