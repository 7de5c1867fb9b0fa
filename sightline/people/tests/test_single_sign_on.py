"""Signing in through one's own organisation, from the button to the callback, with a provider that is made up."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from sightline.partnership.roles import COORDINATOR, SCRUTINEER
from sightline.people.models import Account, Person
from sightline.people.sign_in import KnownOnly

MakePerson = Callable[..., Person]
BEGIN, BACK = "/account/oidc/council/login/", "/account/oidc/council/login/callback/"


class Provider:
    """An organisation's sign-in service: answers what a browser and this site would ask of it."""

    def __init__(self) -> None:
        self.says: dict[str, Any] = {}
        self.down = False

    def __enter__(self) -> Provider:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def get(self, url: str, **_: Any) -> requests.Response:
        if self.down:
            raise requests.ConnectionError("no answer")
        if "well-known" in url:
            there = "https://id.example.org"
            return self._answer(
                issuer=there,
                authorization_endpoint=f"{there}/authorize",
                token_endpoint=f"{there}/token",
                userinfo_endpoint=f"{there}/userinfo",
                jwks_uri=f"{there}/keys",
            )
        return self._answer(**self.says)

    def post(self, url: str, **_: Any) -> requests.Response:
        return self._answer(access_token="t", token_type="Bearer")

    def request(self, method: str, url: str, **more: Any) -> requests.Response:
        return self.get(url, **more) if method == "GET" else self.post(url, **more)

    @staticmethod
    def _answer(**values: Any) -> requests.Response:
        response = requests.Response()
        response.status_code, response._content = 200, json.dumps(values).encode()
        response.headers["content-type"] = "application/json"
        return response


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Provider:
    made = Provider()
    app = {
        "provider_id": "council",
        "name": "Westmoor County Council",
        "client_id": "sightline",
        "secret": "s",
        "settings": {"server_url": "https://id.example.org"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    monkeypatch.setattr(KnownOnly, "get_requests_session", lambda self: made)
    return made


def sign_in(client: Client, provider: Provider, *, begin: str = BEGIN, **says: Any) -> Any:
    """Press the button, be vouched for, come back."""
    provider.says = says
    page = client.post(begin).content.decode()
    leaving = re.search(r'href="(https://id\.example\.org/authorize[^"]*)"', page)
    assert leaving
    state = parse_qs(urlsplit(html.unescape(leaving[1])).query)["state"][0]
    return client.get(BACK, {"code": "c", "state": state})


def test_the_sign_in_page_offers_the_organisation(db: None, provider: Provider) -> None:
    assert "Westmoor County Council" in Client().get("/account/login/").content.decode()


def test_an_organisation_vouches_for_an_address_that_was_invited(
    person_with: MakePerson, provider: Provider
) -> None:
    person, client = person_with(COORDINATOR, email="c@example.org"), Client()
    answer = sign_in(client, provider, sub="u1", email="C@example.org", email_verified=True)
    assert answer["Location"] == "/"
    assert client.get("/westmoor/agencies/").status_code == 200
    assert SocialAccount.objects.get(uid="u1").user == person.account


def test_the_second_time_the_identity_is_known(person_with: MakePerson, provider: Provider) -> None:
    person_with(COORDINATOR, email="c@example.org")
    for _ in range(2):
        answer = sign_in(Client(), provider, sub="u1", email="c@example.org", email_verified=True)
        assert answer["Location"] == "/"
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(("email", "verified"), [("stranger@example.org", True), ("c@example.org", False)])
def test_an_unknown_or_unverified_address_is_refused_in_plain_words(
    person_with: MakePerson, provider: Provider, email: str, verified: bool
) -> None:
    person_with(COORDINATOR, email="c@example.org")
    client = Client()
    answer = sign_in(client, provider, sub="u1", email=email, email_verified=verified)
    assert answer["Location"] == "/account/login/"
    assert "Nobody has invited this address yet" in client.get(answer["Location"]).content.decode()
    assert client.get("/westmoor/agencies/").status_code == 302
    assert not SocialAccount.objects.exists()
    assert Account.objects.count() == 1


def test_single_sign_on_does_not_pass_by_the_second_step(person_with: MakePerson, provider: Provider) -> None:
    person_with(SCRUTINEER, email="s@example.org")
    answer = sign_in(Client(), provider, sub="u2", email="s@example.org", email_verified=True)
    assert answer["Location"].startswith("/account/2fa/authenticate/")


def test_a_service_that_does_not_answer_is_no_fault_of_ours(db: None, provider: Provider) -> None:
    provider.down = True
    client = Client()
    assert client.post(BEGIN)["Location"] == "/account/login/"
    assert "does not answer" in client.get("/account/login/").content.decode()


def test_coming_back_without_having_left_signs_nobody_in(person_with: MakePerson, provider: Provider) -> None:
    person_with(COORDINATOR, email="c@example.org")
    client = Client()
    page = client.get(BACK, {"code": "c", "state": "invented"})
    assert "Signing in did not work" in page.content.decode()
    assert client.get("/westmoor/agencies/").status_code == 302


def test_turning_back_at_the_organisation_is_told_calmly(db: None, provider: Provider) -> None:
    client = Client()
    provider.says = {}
    page = client.post(BEGIN).content.decode()
    state = re.search(r"state=([\w-]+)", html.unescape(page))
    assert state
    answer = client.get(BACK, {"error": "access_denied", "state": state[1]}, follow=True)
    assert "You did not sign in" in answer.content.decode()


def test_a_provider_that_vouches_for_a_domain_need_not_say_so_each_time(
    person_with: MakePerson, provider: Provider, settings: Any
) -> None:
    person_with(COORDINATOR, email="c@example.org")
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["verified_email"] = ["example.org"]
    assert sign_in(Client(), provider, sub="u1", email="c@example.org")["Location"] == "/"
    answer = sign_in(Client(), provider, sub="u2", email="c@elsewhere.example")
    assert answer["Location"] == "/account/login/"


@pytest.mark.parametrize(
    ("domains", "let_in"), [(None, False), (["elsewhere.example"], False), (["EXAMPLE.org"], True)]
)
def test_of_several_organisations_each_vouches_for_its_own_domains_alone(
    person_with: MakePerson, provider: Provider, settings: Any, domains: Any, let_in: bool
) -> None:
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    apps.append({**apps[0], "provider_id": "other", "name": "Another council"})
    if domains is not None:
        apps[0]["settings"] = {**apps[0]["settings"], "domains": domains}
    person_with(COORDINATOR, email="priya@example.org")
    sign_in(Client(), provider, sub="1", email="priya@example.org", email_verified=True)
    assert SocialAccount.objects.exists() is let_in


def test_another_way_to_sign_in_is_not_added_on_a_machine_that_was_left_open(
    person_with: MakePerson, client_as: Callable[[Person], Client], provider: Provider
) -> None:
    person = person_with(COORDINATOR, email="c@example.org")
    client = client_as(person)
    says = {"sub": "u9", "email": "somebody@example.org", "email_verified": True}
    answer = sign_in(client, provider, begin=f"{BEGIN}?process=connect", **says)
    assert answer["Location"].startswith("/account/reauthenticate/")
    assert not SocialAccount.objects.exists()
    client.post(answer["Location"], {"password": "a long enough phrase"}, follow=True)
    assert SocialAccount.objects.get(uid="u9").user == person.account
