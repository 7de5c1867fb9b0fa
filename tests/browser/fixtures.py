"""Fixtures for tests in a real browser; ``conftest.py`` at the root says how to use them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import Page, Playwright

from scripts import chromium
from sightline.people.models import Account, Person

AXE = Path(__file__).with_name("axe.min.js")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NARROW = 320  # CSS pixels: WCAG 2.2, criterion 1.4.10


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    found = chromium.find()
    if not found:
        pytest.fail(chromium.MISSING)
    return {"executable_path": found, "args": list(chromium.FLAGS)}


@pytest.fixture(scope="session")
def _no_connection_from_before() -> None:
    """While Playwright keeps an event loop running, Django's connections are others than before it and after."""
    connections.close_all()


@pytest.fixture(scope="session")
def playwright(_no_connection_from_before: None, playwright: Playwright) -> Iterator[Playwright]:
    yield playwright
    connections.close_all()


@pytest.fixture
def browser_context_args(live_server: Any) -> dict[str, Any]:
    """Asks for the live server first, so that pages close before its database is emptied."""
    return {"base_url": live_server.url, "viewport": {"width": 1280, "height": 900}, "locale": "en-GB"}


@pytest.fixture
def page_as(page: Page, live_server: Any) -> Callable[[Person | Account], Page]:
    """``page_as(person)``: the page, signed in as somebody, without going through the form."""

    def sign_in(somebody: Person | Account) -> Page:
        account = somebody.account if isinstance(somebody, Person) else somebody
        assert account is not None, "only somebody with an account can sign in"
        client = Client()
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return page

    return sign_in


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """``axe(page)``: nothing on the page breaks WCAG 2.2 AA, as far as axe-core can tell."""
    return assert_accessible


@pytest.fixture
def no_sideways_scroll() -> Callable[[Page], None]:
    """``no_sideways_scroll(page)``: at 320 pixels nothing is cut off or needs scrolling across."""
    return assert_no_sideways_scroll


def assert_accessible(page: Page) -> None:
    """Run axe-core's WCAG 2.2 AA rules in an isolated world, where the page's own CSP does not stop it."""
    session = page.context.new_cdp_session(page)
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})[
        "executionContextId"
    ]
    session.send("Runtime.evaluate", {"expression": AXE.read_text("utf-8"), "contextId": world})
    answer = session.send(
        "Runtime.evaluate",
        {
            "expression": f"axe.run(document, {{runOnly: {WCAG!r}, resultTypes: ['violations']}})"
            ".then(result => result.violations.map(v => v.id + ': ' + v.help + '\\n'"
            " + v.nodes.map(n => '    ' + n.target.join(' ') + '\\n      '"
            " + n.failureSummary.replace(/\\s+/g, ' ')).join('\\n')))",
            "contextId": world,
            "awaitPromise": True,
            "returnByValue": True,
        },
    )
    session.detach()
    assert "value" in answer["result"], f"axe-core did not run: {answer}"
    violations = answer["result"]["value"]
    assert not violations, f"{page.url} breaks WCAG 2.2 AA:\n" + "\n".join(violations)


def assert_no_sideways_scroll(page: Page) -> None:
    """At 320 pixels the document is no wider than its window; the window is put back afterwards."""
    before = page.viewport_size or {"width": 1280, "height": 900}
    page.set_viewport_size({"width": NARROW, "height": 800})
    too_wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
            [...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)
                .map(e => e.tagName.toLowerCase() + (e.className ? '.' + e.className : ''))
                .slice(0, 8).concat(['the document'])"""
    )
    page.set_viewport_size(before)
    assert not too_wide, f"{page.url} is wider than {NARROW} pixels: {too_wide}"
