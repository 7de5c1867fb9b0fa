"""People and access in a real browser: the first hour's beginning, passkeys, and every page for everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.core.cache import caches
from playwright.sync_api import Browser, Page, expect

from sightline.foundation.access import Shell
from sightline.partnership.models import Partnership
from sightline.partnership.roles import ADMINISTRATOR, COORDINATOR, QA_LEAD, SCRUTINEER
from sightline.people import services
from sightline.people.models import Person

MakePerson = Callable[..., Person]
Check = Callable[[Page], None]
PASSWORD = "a long enough phrase"
NEW = "quiet lanes and harbours"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _no_attempts_before() -> Iterator[None]:
    caches["sign-in"].clear()
    yield
    caches["sign-in"].clear()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser had to complain about: scripts that the policy stopped, files that were not there."""
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_newcomer_creates_a_partnership_and_invites_a_colleague_who_comes_in(
    page: Page, browser: Browser, live_server: Any, shell: Shell, complaints: list[str]
) -> None:
    services.create_account(
        by=shell, email="f@example.org", name="Frances Hill", may_found=True, password=PASSWORD
    )
    sign_in(page, "f@example.org")
    page.get_by_label("What is the partnership called?").fill("Westmoor Safeguarding Children Partnership")
    page.get_by_role("button", name="Create it").click()
    page.wait_for_url("**/westmoor/")
    page.goto("/westmoor/people/")
    page.get_by_role("button", name="Invite somebody").click()
    page.get_by_role("button", name="Invite them").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    page.get_by_label("Their name").fill("Noor Haddad")
    page.get_by_label("Their email address").fill("noor@example.org")
    page.get_by_label("QA lead").check()
    page.get_by_role("button", name="Invite them").click()
    link = page.locator(".govuk-inset-text").inner_text().strip()
    other = browser.new_context(base_url=live_server.url).new_page()
    other.goto(link)
    other.get_by_label("Choose a password", exact=True).fill(NEW)
    other.get_by_role("button", name="Save the password and sign in").click()
    other.wait_for_url("**/westmoor/")
    expect(other.get_by_text("Noor Haddad").first).to_be_visible()
    assert [line for line in complaints if "422" not in line] == []


def test_a_passkey_is_added_and_opens_the_door_alone(
    page: Page, person_with: MakePerson, complaints: list[str]
) -> None:
    person = person_with(SCRUTINEER, second_factor=False)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(page, person.email)
    page.wait_for_url("**/account/2fa/")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_label("Sign in with it alone").check()
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/recovery-codes/")
    page.get_by_role("button", name="I have kept them").click()
    page.wait_for_url("**/westmoor/")
    page.context.clear_cookies()
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/westmoor/")
    assert complaints == []


def test_without_a_passkey_the_page_says_that_it_did_not_work(page: Page, db: None) -> None:
    page.goto("/account/login/")
    assert not page.get_by_text("The passkey did not work").is_visible()
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("The passkey did not work").wait_for()


def test_everything_works_without_scripts(
    browser: Browser, live_server: Any, person_with: MakePerson
) -> None:
    person = person_with(COORDINATOR)
    page = browser.new_context(base_url=live_server.url, java_script_enabled=False).new_page()
    sign_in(page, person.email)
    assert page.url.endswith("/westmoor/")
    page.goto("/westmoor/people/invite")
    page.get_by_label("Their name").fill("Noor Haddad")
    page.get_by_label("Their email address").fill("noor@example.org")
    page.get_by_label("QA lead").check()
    page.get_by_role("button", name="Invite them").click()
    expect(page.get_by_role("heading", name="Noor Haddad is invited")).to_be_visible()


def test_every_page_can_be_used_by_everybody(
    page_as: Callable[[Person], Page],
    person_with: MakePerson,
    partnership: Partnership,
    shell: Shell,
    axe: Check,
    no_sideways_scroll: Check,
) -> None:
    administrator = person_with(ADMINISTRATOR, name="Ada Price")
    services.grant_role(by=shell, person=administrator, role=COORDINATOR, since=date(2024, 4, 1))
    other = services.invite(
        by=shell,
        partnership=partnership,
        email="noor@example.org",
        name="Noor Haddad",
        role=QA_LEAD,
        site="http://testserver",
    ).person
    services.end_role(by=shell, grant=services.grant_role(by=shell, person=other, role=SCRUTINEER))
    page = page_as(administrator)
    at = f"people/{other.pk}"
    grant = other.grants.order_by("id").first()
    assert grant is not None
    inside = [
        "people/",
        "people/invite",
        f"{at}/",
        f"{at}/roles/new",
        f"{at}/roles/{grant.pk}/end",
        f"{at}/correct",
    ]
    inside += [f"{at}/end-access", f"{at}/withdraw", f"{at}/erase", f"{at}/invite"]
    above = [
        "/new",
        "/partnerships",
        "/account/",
        "/account/password/change/",
        "/account/2fa/",
        "/account/logout/",
    ]
    for path in [*(f"/westmoor/{one}" for one in inside), *above]:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        axe(page)
        no_sideways_scroll(page)


def test_the_way_in_can_be_used_by_everybody(
    page: Page, person_with: MakePerson, axe: Check, no_sideways_scroll: Check
) -> None:
    person = person_with(SCRUTINEER, second_factor=False)
    for path in ("/account/login/", "/account/password/reset/", "/account/signup/", "/account/invitation/x/"):
        page.goto(path)
        axe(page)
        no_sideways_scroll(page)
    sign_in(page, person.email, "wrong")
    axe(page)
    sign_in(page, person.email)
    for path in ("/account/2fa/totp/activate/", "/account/2fa/webauthn/add/", "/account/2fa/webauthn/"):
        page.goto(path)
        axe(page)
        no_sideways_scroll(page)
