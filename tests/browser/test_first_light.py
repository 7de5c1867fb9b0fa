"""The main job, end to end, in a browser: a coordinator brings a year's spreadsheets in, and a scrutineer publishes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from sightline.partnership.models import Partnership
from sightline.partnership.roles import COORDINATOR, SCRUTINEER

SAMPLES = Path(__file__).parents[1] / "samples"
FILES = (
    "agencies.csv",
    "action-tracker.xlsx",
    "attendance-2024-25.xlsx",
    "training-bookings-2024-25.csv",
    "challenge-log.xlsx",
)


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"


@pytest.mark.django_db(transaction=True)
def test_from_a_teams_own_spreadsheets_to_a_published_report(
    partnership: Partnership,
    person_with: Callable[..., Any],
    page_as: Callable[..., Page],
    axe: Callable[[Page], None],
) -> None:
    page = page_as(person_with(COORDINATOR))
    for name in FILES:
        _bring_in(page, name, axe)
    page.goto("/westmoor/")
    expect(page.get_by_role("main")).to_contain_text("The year in figures: 2024-25")
    expect(page.get_by_role("main")).to_contain_text("9,166")
    axe(page)

    page.context.clear_cookies()
    page = page_as(person_with(SCRUTINEER))
    page.goto("/westmoor/reports/new")
    page.get_by_label("Title").fill("Scrutiny 2024-25")
    page.get_by_role("radio", name=re.compile("scrutineer", re.IGNORECASE)).check()
    page.get_by_role("button", name="Begin").click()
    report = "/westmoor/reports/scrutiny-2024-25"
    page.goto(f"{report}/add/claim")
    page.get_by_label("Which figure?").select_option("training.places_attended")
    page.get_by_label("Which number?").fill("9500")
    page.get_by_label("Which number?").blur()
    expect(page.locator("#outcome-new")).to_contain_text("does not hold")
    page.get_by_label("Which number?").fill("9000")
    page.get_by_label("Which number?").blur()
    expect(page.locator("#outcome-new")).to_contain_text("9,166")
    page.get_by_label("The sentence").fill("More than nine thousand training places were taken up.")
    page.get_by_role("button", name="Add the claim").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_role("button", name="Publish it").click()

    page.context.clear_cookies()
    page.goto("/published/westmoor/scrutiny-2024-25/")
    expect(page.locator("article")).to_contain_text("More than nine thousand training places were taken up.")
    page.get_by_text("How we know this").first.click()
    expect(page.locator("article")).to_contain_text("Training places attended came to 9,166 in 2024-25")
    axe(page)


def _bring_in(page: Page, name: str, axe: Callable[[Page], None]) -> None:
    """Upload a file, go through its steps, and commit it."""
    page.goto("/westmoor/imports/new")
    page.get_by_label("The spreadsheet").set_input_files(SAMPLES / name)
    page.get_by_role("button", name="Read the file").click()
    if page.url.endswith("/columns"):
        axe(page)
        page.get_by_role("button", name="Continue").click()
    axe(page)
    page.get_by_role("button", name="Commit the import").click()
    expect(page.get_by_role("main")).to_contain_text("Done")
