"""The shared fixtures do what their description says; other tests stand on them."""

from __future__ import annotations

import os
import socket
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from pytest_socket import SocketConnectBlockedError

from sightline.partnership.models import Partnership
from sightline.partnership.roles import ADMINISTRATOR, COORDINATOR, SCRUTINEER
from sightline.people.models import Person


def test_the_tests_have_a_home_of_their_own() -> None:
    assert Path(os.environ["SIGHTLINE_HOME"]).name.startswith("sightline-tests-")
    assert Path(os.environ["SIGHTLINE_HOME"]).resolve() == settings.HOME


def test_no_test_reaches_the_network() -> None:
    with (
        socket.socket() as elsewhere,
        pytest.warns(match="connect"),
        pytest.raises(SocketConnectBlockedError),
    ):
        elsewhere.connect(("192.0.2.1", 80))


def test_a_person_has_their_role_and_nobody_elses(person_with: Callable[..., Person]) -> None:
    assert person_with(COORDINATOR).roles == {COORDINATOR}
    assert person_with(None).roles == frozenset()


def test_an_administrator_is_one_only_while_elevated(person_with: Callable[..., Person]) -> None:
    assert person_with(ADMINISTRATOR).roles == {ADMINISTRATOR}
    assert person_with(ADMINISTRATOR, elevated=False).roles == frozenset()


def test_one_account_may_be_a_person_of_two_partnerships(
    person_with: Callable[..., Person], another_partnership: Partnership
) -> None:
    here = person_with(SCRUTINEER, email="scrutineer@example.org")
    there = person_with(SCRUTINEER, email="scrutineer@example.org", partnership=another_partnership)
    assert here.account == there.account


def test_a_client_is_signed_in(person_with: Callable[..., Person], client_as: Callable[..., Client]) -> None:
    person = person_with(COORDINATOR)
    assert client_as(person).session["_auth_user_id"] == str(person.account_id)


def test_a_browser_reaches_the_live_server(page: Page, live_server: Any) -> None:
    page.goto("/")
    assert page.url.startswith(live_server.url)


def test_a_browser_is_signed_in(page_as: Callable[..., Page], person_with: Callable[..., Person]) -> None:
    page = page_as(person_with(COORDINATOR))
    page.goto("/account/password/change/")
    assert page.url.endswith("/account/password/change/")


def test_axe_finds_a_picture_without_words(page: Page, axe: Callable[[Page], None]) -> None:
    page.set_content("<html lang=en><title>A title</title><main><h1>One</h1><img src='data:,'></main>")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)
    page.set_content("<html lang=en><title>A title</title><main><h1>One</h1></main>")
    axe(page)


def test_a_page_too_wide_for_a_phone_is_found(page: Page, no_sideways_scroll: Callable[[Page], None]) -> None:
    page.set_content("<title>A title</title><main><table width=700><tr><td>wide</table></main>")
    with pytest.raises(AssertionError, match="table"):
        no_sideways_scroll(page)
    page.set_content(
        "<meta name=viewport content='width=device-width'><title>A title</title><main>narrow</main>"
    )
    no_sideways_scroll(page)


def test_the_live_server_sends_the_policy_with_every_page(live_server: Any) -> None:
    with urllib.request.urlopen(f"{live_server.url}/account/login/") as answer:
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
