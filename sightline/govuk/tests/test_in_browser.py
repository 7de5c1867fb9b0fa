"""The pages in a real browser: accessible, no wider than a phone, strict about scripts, printable."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from .styleguide import PAGES

NAMES = [*PAGES, "form?wrong=1"]

Shown = Callable[..., Page]


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_accessible_and_never_wider_than_the_window(
    shown_page: Shown, axe: Callable[[Page], None], name: str, width: int
) -> None:
    page = shown_page(name, width)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_rules_do_find_something(shown_page: Shown, axe: Callable[[Page], None]) -> None:
    page = shown_page("done")
    page.evaluate("document.querySelector('main').innerHTML = '<img src=\"/static/govuk/mark.svg\"><input>'")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


def test_the_script_runs_under_a_policy_that_allows_nothing_inline(shown_page: Shown) -> None:
    page = shown_page("list", 320)
    assert page.evaluate("document.body.className").endswith("js-enabled govuk-frontend-supported")
    assert page.evaluate("htmx.config.allowEval") is False
    page.get_by_role("button", name="Menu", exact=True).click()
    assert page.get_by_role("link", name="Scrutiny").is_visible()


def test_text_is_set_in_our_typeface_at_the_size_for_the_screen(shown_page: Shown) -> None:
    size = "getComputedStyle(document.querySelector('.sl-section .govuk-body')).fontSize"
    assert shown_page("blocks", 1280).evaluate(size) == "19px"
    page = shown_page("blocks", 320)
    assert page.evaluate(size) == "16px"
    assert page.evaluate("[...document.fonts].some(face => face.status === 'loaded')")


def test_no_line_of_running_text_is_longer_than_seventy_characters(shown_page: Shown) -> None:
    page = shown_page("blocks", 1280)
    sentence = (
        "Partners kept up a broad programme through the year, and more people than ever before came to it. "
        * 12
    )
    lengths = page.evaluate(
        """text => {
            const paragraph = document.querySelector('.sl-section > .govuk-body');
            paragraph.textContent = text;
            const node = paragraph.firstChild, range = document.createRange(), lines = {};
            for (let place = 0; place < text.length; place++) {
                range.setStart(node, place); range.setEnd(node, place + 1);
                const top = Math.round(range.getBoundingClientRect().top);
                lines[top] = (lines[top] || 0) + 1;
            }
            return Object.values(lines);
        }""",
        sentence,
    )
    assert len(lengths) > 10
    assert max(lengths) <= 72  # seventy and the spaces around the break
    assert sum(lengths[:-1]) / len(lengths[:-1]) <= 70


def test_on_a_phone_a_row_is_a_card_in_which_each_cell_says_what_it_is(shown_page: Shown) -> None:
    page = shown_page("list", 390)
    cells = page.locator("tbody tr").first.locator("th, td[data-label]")
    boxes = [box for cell in cells.all() if (box := cell.bounding_box())]
    tops = [box["y"] for box in boxes]
    assert tops == sorted(set(tops)), "each cell stands below the one before it"
    assert max(box["x"] + box["width"] for box in boxes) <= 390
    labels = (
        page.locator("tbody tr")
        .first.locator("td[data-label]")
        .evaluate_all("cells => cells.map(cell => cell.dataset.label)")
    )
    assert labels == ["Action", "Owner", "Due", "Days late", "State"]
    assert page.get_by_role("row").count() > 1  # and it is still a table to whoever cannot see it


def test_on_a_phone_the_filters_stand_behind_a_line_until_one_is_on(shown_page: Shown) -> None:
    assert shown_page("matrix", 1280).get_by_label("Words").is_visible()
    page = shown_page("matrix", 390)
    assert not page.get_by_label("Words").is_visible()
    page.get_by_text("Filter this list").click()
    assert page.get_by_label("Words").is_visible()
    assert shown_page("list", 390).get_by_label("Status").is_visible()


def test_one_box_ticks_every_row(shown_page: Shown) -> None:
    page = shown_page("list")
    page.get_by_label("Choose all rows shown").check()
    assert page.locator("tbody input:checked").count() == 2


def test_a_choice_reveals_its_question(shown_page: Shown) -> None:
    page = shown_page("form")
    question = page.get_by_label("Which source")
    assert not question.is_visible()
    page.get_by_label("Somewhere else").check()
    assert question.is_visible()


def test_the_problem_is_read_first_and_leads_to_the_field(shown_page: Shown) -> None:
    page = shown_page("form?wrong=1")
    assert page.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    page.get_by_role("link", name="Date agreed must be a real date").click()
    assert page.evaluate("document.activeElement.id") == "id_agreed-day"


def test_the_menu_opens_by_keyboard_and_closes_with_escape(shown_page: Shown) -> None:
    page = shown_page("list")
    page.locator(".sl-menu__summary").press("Enter")
    assert page.get_by_role("button", name="Sign out").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("button", name="Sign out").is_visible()


def test_a_table_that_fits_is_no_stop_for_the_keyboard_and_one_that_scrolls_is(shown_page: Shown) -> None:
    assert shown_page("matrix", 320).locator(".sl-scroll").get_attribute("tabindex") == "0"
    assert shown_page("matrix", 1280).locator(".sl-scroll").get_attribute("tabindex") is None


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_script_everything_is_there(shown_page: Shown) -> None:
    page = shown_page("form", 320)
    assert page.get_by_label("Which source").is_visible()
    assert page.get_by_role("link", name="Scrutiny").is_visible()


def test_paper_has_no_navigation_and_keeps_the_charts(shown_page: Shown) -> None:
    page = shown_page("blocks")
    page.emulate_media(media="print")
    for gone in (".govuk-service-navigation", ".sl-subnavigation", ".sl-search", ".govuk-button"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator(".sl-chart svg").first.is_visible()


@pytest.mark.parametrize(("name", "content"), [("done", '" (/venue)"'), ("list", "none")])
def test_paper_shows_where_a_link_leads_on_a_published_page_alone(
    shown_page: Shown, name: str, content: str
) -> None:
    page = shown_page(name)
    page.emulate_media(media="print")
    after = page.locator("main .govuk-link").first.evaluate(
        "node => getComputedStyle(node, '::after').content"
    )
    assert after == content


def test_a_partnerships_colour_reaches_buttons_links_and_navigation(shown_page: Shown) -> None:
    page = shown_page("list")
    page.evaluate("document.documentElement.style.setProperty('--brand', '#5b2a4e')")
    purple = "rgb(91, 42, 78)"
    style = "(node, name) => getComputedStyle(node).getPropertyValue(name)"
    assert page.locator(".sl-title .govuk-button").evaluate(style, "background-color") == purple
    assert page.locator(".sl-header__partnership").evaluate(style, "color") == purple
    assert page.locator(".sl-header").evaluate(style, "border-top-color") == purple
    assert page.locator("tbody .govuk-link").first.evaluate(style, "color") == purple


def test_marks_keep_their_shape_when_colours_are_forced(shown_page: Shown) -> None:
    page = shown_page("blocks")
    page.emulate_media(forced_colors="active")
    assert page.locator(".sl-verdict").first.inner_text().split() == ["✓", "holds"]
    border = "node => getComputedStyle(node).borderTopStyle"
    assert page.locator(".sl-verdict").first.evaluate(border) == "solid"
