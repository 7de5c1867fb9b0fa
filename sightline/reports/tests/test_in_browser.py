"""Writing, publishing and reading a report in a real browser, accessible at every step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, expect

from sightline.reports.models import Report

AT = "/westmoor/reports/independent-scrutineers-report-2024-25/"
PUBLIC = "/published/westmoor/independent-scrutineers-report-2024-25/"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def author(report: Report, person_with: Callable[..., Any], page_as: Callable[..., Page]) -> Page:
    return page_as(person_with("scrutineer"))


@pytest.mark.parametrize(
    "address", ["claims", "publish", "add/text", "add/claim", "add/figure", "add/judgement"]
)
def test_the_forms_of_a_report_are_accessible(
    author: Page, axe: Callable[..., None], no_sideways_scroll: Callable[..., None], address: str
) -> None:
    author.goto(AT + address)
    axe(author)
    no_sideways_scroll(author)


def test_the_editor_is_accessible_and_edits_a_block_where_it_stands(
    author: Page, axe: Callable[..., None], no_sideways_scroll: Callable[..., None]
) -> None:
    author.goto(AT)
    axe(author)
    item = author.locator(".rp-item", has_text="Partners kept up")
    item.get_by_role("link", name="Edit this text").click()
    words = item.get_by_label("Text")
    expect(words).to_have_value("Partners kept up a broad programme, with {1} sessions.")
    axe(author)
    words.fill("Partners ran {1} sessions.")
    item.get_by_role("button", name="Save").click()
    expect(author.locator(".rp-document")).to_contain_text("Partners ran 2 sessions.")
    no_sideways_scroll(author)


def test_leaving_a_block_as_it_was_brings_its_words_back(author: Page) -> None:
    author.goto(AT)
    item = author.locator(".rp-item", has_text="Partners kept up")
    item.get_by_role("link", name="Edit this text").click()
    number = item.get_attribute("id")
    same = author.locator(f"#{number}")
    same.get_by_role("link", name="Cancel").click()
    expect(same).to_contain_text("Partners kept up a broad programme, with 2 sessions.")


def test_the_builder_answers_while_one_chooses_and_the_claim_is_published(
    author: Page, axe: Callable[..., None], page: Page
) -> None:
    author.goto(f"{AT}add/claim")
    author.get_by_label("Which figure?").select_option("meetings.attendance_rate")
    author.get_by_label("Which number?").fill("99")
    author.get_by_label("Of the whole, or of each group?").select_option("body")
    expect(author.locator("#outcome-new")).to_contain_text("does not hold")
    axe(author)
    author.get_by_label("Which number?").fill("85")
    author.get_by_label("Which number?").blur()
    expect(author.locator("#outcome-new")).to_contain_text("holds")
    author.get_by_label("The sentence").fill("Every body was well attended.")
    author.get_by_role("button", name="Add the claim").click()
    expect(author.locator(".rp-document")).to_contain_text("Every body was well attended.")

    author.get_by_role("button", name="Publish", exact=True).click()
    author.get_by_role("button", name="Publish it").click()
    author.goto(PUBLIC)
    expect(author.locator("article")).to_contain_text("Every body was well attended.")


def test_the_published_page_is_accessible_and_opens_how_it_is_known(
    author: Page, axe: Callable[..., None], no_sideways_scroll: Callable[..., None]
) -> None:
    author.goto(f"{AT}publish")
    author.get_by_role("button", name="Publish it").click()
    author.context.clear_cookies()
    author.goto(PUBLIC)
    claim = author.locator(".sl-claim", has_text="Eight places were taken up.")
    claim.get_by_text("How we know this").click()
    expect(claim).to_contain_text("Training places attended came to 8 in 2024-25, which is at least 8.")
    for details in author.locator("details").all():
        details.evaluate("it => it.open = true")
    axe(author)
    no_sideways_scroll(author)


def test_a_figure_goes_in_at_the_cursor_and_what_is_not_saved_is_not_left_unasked(author: Page) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    author.on("dialog", stay)
    author.goto(f"{AT}add/text")
    words = author.get_by_label("Text")
    words.fill("We met 😀 often, and well.")
    for _ in range(len(", and well.")):
        words.press("ArrowLeft")
    author.get_by_text("Put a figure in the sentence").click()
    author.get_by_label("Which figure?").select_option("meetings.held")
    author.get_by_role("button", name="Put it in").click()
    expect(words).to_have_value("We met 😀 often {1}, and well.")

    author.get_by_role("link", name="Reports", exact=True).first.click(no_wait_after=True)
    expect(words).to_have_value("We met 😀 often {1}, and well.")
    assert asked == ["beforeunload"]
    author.get_by_role("button", name="Save").click()
    expect(author.locator(".rp-document")).to_contain_text("We met 😀 often 5, and well.")
    assert asked == ["beforeunload"]
