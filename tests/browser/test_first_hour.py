"""A coordinator's first hour: four spreadsheets with dirt in them, brought in with and without scripts."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from playwright.sync_api import Browser, Page, expect

from conftest import PASSWORD
from sightline.partnership.models import Partnership
from sightline.partnership.roles import COORDINATOR
from tests.browser.fixtures import assert_accessible, assert_no_sideways_scroll

Rows = Sequence[Sequence[Any]]

AGENCIES: Rows = [
    ["Brantshire SCP: who is who"],
    ["Organisation", "Type", "Statutory?", "Workforce", "Short name", "Other names"],
    ["Brantshire Council", "local authority", "Y", "2,400", "BC", "Children's Services; CSC"],
    ["NHS Brantshire ICB", "ICB", "Y", "approx 310", "ICB", ""],
    ["Brant Police", "police", "Y", 1900, "", ""],
    ["Total", "", "", 4610],
]
TRACKER: Rows = [
    ["Brantshire SCP composite action plan"],
    ["Last updated 31 March 2025"],
    [],
    [
        "No.",
        "What will we do?",
        "Responsible",
        "Lead agency officer",
        "Agreed on",
        "By when",
        "RAG",
        "Closed on",
    ],
    ["RR 01/24 - learning and actions"],
    ["RR1-1", "Brief staff", "The Nick", "PC Bell", date(2024, 5, 1), "end of June 2024", "B", "14/06/24"],
    ["RR1-2", "Audit chronologies", "CSC", "J Hill", "3 May 2024", "30.09.24", "Amber", "TBC"],
    ["RR1-2", "AUDIT CHRONOLOGIES ", "csc", "J Hill", "03/05/2024", "30/09/2024", "amber", "n/a"],
    ["RR1-3", "Share the protocol", "ICB", "A Day", "31/02/2024", "ASAP", "R", ""],
]
ATTENDANCE: Rows = [
    ["DSP Executive attendance 2024-25"],
    ["Agency", "Name", "Role", "12 Apr", date(2024, 9, 6), "Total"],
    ["The Nick", "Ann Bell", "Chair", "P", "D - Jo Low", 2],
    ["BC", "Ben Hill", "Member", "✓", "Apols", 1],
    ["Number attending", "", "", 2, 1],
]
CHALLENGES: Rows = [
    [
        "Date raised",
        "Forum",
        "Challenger",
        "Raised with",
        "Stage",
        "Issue",
        "Reply",
        "Result",
        "Closure date",
    ],
    [
        "07/06/24",
        "DSP Executive",
        "ICB",
        "The Nick",
        "Strategic",
        "Late notifications",
        "",
        "Changed",
        "1 July 2024",
    ],
    [date(2024, 10, 1), "DSP Executive", "BC", "icb", "manager", "No feedback on referrals", "", "", ""],
]


def workbook(path: Path, sheet: str, rows: Rows) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


@pytest.fixture
def spreadsheets(tmp_path: Path) -> list[Path]:
    agencies = tmp_path / "who is who.csv"
    with agencies.open("w", newline="", encoding="cp1252") as file:
        csv.writer(file, delimiter=";").writerows(AGENCIES)
    return [
        agencies,
        workbook(tmp_path / "action plan.xlsx", "RR log", TRACKER),
        workbook(tmp_path / "attendance.xlsx", "Sheet1", ATTENDANCE),
        workbook(tmp_path / "challenges.xlsx", "Log 24-25", CHALLENGES),
    ]


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def visitor(
    request: pytest.FixtureRequest, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Page]:
    """A page of a browser that runs scripts, or of one that does not."""
    context = browser.new_context(**browser_context_args, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


@pytest.fixture
def look(request: pytest.FixtureRequest) -> Callable[[Page], None]:
    """``look(page)``: it is accessible and fits a phone. Only a browser that runs scripts can be asked."""
    scripts = request.node.callspec.params["visitor"]

    def at(page: Page) -> None:
        if scripts:
            assert_accessible(page)
            assert_no_sideways_scroll(page)

    return at


@pytest.mark.django_db(transaction=True)
def test_a_coordinators_first_hour(
    partnership: Partnership,
    person_with: Callable[..., Any],
    visitor: Page,
    spreadsheets: list[Path],
    look: Callable[[Page], None],
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.FILES = tmp_path / "files"
    page, main = visitor, visitor.get_by_role("main")
    agencies, tracker, attendance, challenges = spreadsheets

    sign_in(page, person_with(COORDINATOR).account.email)
    upload(page, agencies, look)
    expect(main).to_contain_text("Committing this file adds 3 records.")
    commit(page, look)
    expect(main).to_contain_text("3 records added.")

    # What was understood of the columns can be looked at and put right: “Lead agency officer” is no agency.
    upload(page, tracker, look)
    page.get_by_role("link", name="Columns").click()
    expect(page.get_by_role("heading", name="Check the columns")).to_be_visible()
    look(page)
    page.get_by_text("Correct the columns").click()
    page.get_by_label("Lead agency", exact=True).select_option(label="Responsible")
    page.get_by_label("Lead officer (optional)").select_option(label="Lead agency officer")
    page.get_by_role("button", name="Use these columns").click()
    expect(main).to_contain_text("1 name we do not know")
    look(page)

    # A name is matched once, by hand, and remembered for the other files.
    page.get_by_label("“The Nick”").select_option(label="Brant Police")
    page.get_by_role("button", name="Match these names").click()
    expect(main).to_contain_text("Committing this file adds 2 records. 1 row cannot go in and is left out.")
    expect(main).to_contain_text("31/02/2024")
    expect(main).to_contain_text("was expected to be a date such as 31/03/2025")
    expect(main).to_contain_text("Left out as headings, totals or notes: row 5")
    look(page)
    commit(page, look)
    expect(main).to_contain_text("2 records added.")
    expect(main).to_contain_text("Pasted twice in the file")

    # What was committed can be taken back, and committed again.
    page.get_by_role("button", name="Undo this import").click()
    look(page)
    page.get_by_label("Why is it taken back?").fill("The wrong tracker.")
    page.get_by_role("button", name="Undo the import").click()
    expect(main).to_contain_text("Every record is as it was before.")
    upload(page, tracker, look)
    if page.url.endswith("/columns"):
        page.get_by_role("button", name="Continue").click()
    expect(main).to_contain_text("Committing this file adds 2 records.")
    commit(page, look)

    for path in (attendance, challenges):
        upload(page, path, look)
        if page.url.endswith("/columns"):
            look(page)
            page.get_by_role("button", name="Continue").click()
        expect(main).to_contain_text("Committing this file adds")
        expect(main).not_to_contain_text("cannot go in")
        commit(page, look)

    page.goto("/westmoor/imports/")
    expect(main).to_contain_text("4 files have gone in.")
    look(page)
    page.goto("/westmoor/")
    expect(main).to_contain_text("The year in figures: 2024-25")
    look(page)


def sign_in(page: Page, address: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto("/westmoor/imports/")


def upload(page: Page, path: Path, look: Callable[[Page], None]) -> None:
    page.goto("/westmoor/imports/new")
    look(page)
    page.get_by_label("The spreadsheet").set_input_files(path)
    page.get_by_role("button", name="Read the file").click()


def commit(page: Page, look: Callable[[Page], None]) -> None:
    page.get_by_role("button", name="Commit the import").click()
    expect(page.get_by_role("main")).to_contain_text("Done")
    look(page)
