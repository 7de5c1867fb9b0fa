"""Signing in as somebody fictional: as any of them, and never where anything is real."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sightline.audit.models import Event
from sightline.partnership.models import Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.roles import (
    ADMINISTRATOR,
    BODY_CHAIR,
    COORDINATOR,
    DATA_ANALYST,
    SCRUTINEER,
    roles,
)
from sightline.people.models import Person
from sightline.people.services import found_partnership, invite

PAGE = "/demonstration/"
SIGN_IN = "/demonstration/sign-in"


@pytest.fixture
def harrowdale(db: None) -> Partnership:
    """A demonstration, with nothing real beside it."""
    return Partnership.objects.create(slug="harrowdale", name="Harrowdale", demonstration=True)


@pytest.fixture
def somebody(
    harrowdale: Partnership, person_with: Callable[..., Person], monkeypatch: Any
) -> Callable[..., Person]:
    """Makes a person of the demonstration."""

    def make(role: str | None, **more: Any) -> Person:
        person = person_with(role, partnership=harrowdale, second_factor=False, elevated=False, **more)
        Partnership.objects.filter(demonstration=False).delete()  # the one that the fixture brings along
        return person

    return make


def signed_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_the_page_names_everybody_with_what_their_role_is_for(
    somebody: Callable[..., Person], client: Client
) -> None:
    people = {role.key: somebody(role.key) for role in roles}
    second = somebody(COORDINATOR)
    page = unescape(client.get(PAGE).content.decode())
    assert second.name in page
    for key, person in people.items():
        assert person.name in page
        assert roles[key].purpose in page
    assert page.count('name="person"') == len(people) + 1


@pytest.mark.parametrize("role", [SCRUTINEER, ADMINISTRATOR, DATA_ANALYST])
def test_one_button_signs_in_without_a_password_or_a_second_step(
    role: str, somebody: Callable[..., Person], client: Client
) -> None:
    person = somebody(role)
    answer = client.post(SIGN_IN, {"person": person.pk}, follow=True)
    assert answer.redirect_chain[-1][0] == "/harrowdale/"
    assert answer.status_code == 200
    assert "Demonstration" in answer.content.decode()
    assert signed_in(client) == str(person.account_id)


def test_signing_in_is_noted_in_the_trail(somebody: Callable[..., Person], client: Client) -> None:
    person = somebody(COORDINATOR)
    client.post(SIGN_IN, {"person": person.pk})
    event = Event.objects.get(verb="signed in")
    assert (event.partnership_id, event.person_id) == (person.partnership_id, person.pk)


def test_one_comes_in_by_the_page_and_goes_on_where_one_wanted_to(
    somebody: Callable[..., Person], client: Client
) -> None:
    person = somebody(COORDINATOR)
    assert client.get("/")["Location"] == PAGE
    there = client.get("/harrowdale/search")["Location"]
    assert there == f"{PAGE}?next=/harrowdale/search"
    assert 'value="/harrowdale/search"' in client.get(there).content.decode()
    answer = client.post(SIGN_IN, {"person": person.pk, "next": "/harrowdale/search"})
    assert answer["Location"] == "/harrowdale/search"


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(
    elsewhere: str, somebody: Callable[..., Person], client: Client
) -> None:
    person = somebody(COORDINATOR)
    assert client.post(SIGN_IN, {"person": person.pk, "next": elsewhere})["Location"] == "/"


def test_beside_a_real_partnership_there_is_no_such_page(
    somebody: Callable[..., Person], person_with: Callable[..., Person], client: Client
) -> None:
    fictional = somebody(COORDINATOR)
    real = person_with(COORDINATOR, partnership=Partnership.objects.create(slug="real", name="A real one"))
    assert client.get(PAGE).status_code == 404
    assert client.get("/")["Location"] == reverse("account_login")
    for one in (real, fictional):
        assert client.post(SIGN_IN, {"person": one.pk}).status_code == 404
    assert signed_in(client) is None
    assert not Event.objects.filter(verb="signed in").exists()


def test_with_no_partnership_at_all_there_is_no_such_page(db: None, client: Client) -> None:
    assert client.get(PAGE).status_code == 404
    assert client.post(SIGN_IN, {"person": "1"}).status_code == 404


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "9" * 30, "٣"])
def test_nobody_is_signed_in_as_nobody(number: str, somebody: Callable[..., Person], client: Client) -> None:
    somebody(COORDINATOR)
    assert client.post(SIGN_IN, {"person": number}).status_code == 404
    assert signed_in(client) is None


def test_a_link_signs_nobody_in(somebody: Callable[..., Person], client: Client) -> None:
    person = somebody(COORDINATOR)
    assert client.get(SIGN_IN, {"person": person.pk}).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(SIGN_IN, {"person": person.pk}).status_code == 403


def test_who_lost_their_account_cannot_be_chosen(somebody: Callable[..., Person], client: Client) -> None:
    person = somebody(COORDINATOR)
    assert person.account
    person.account.is_active = False
    person.account.save()
    assert person.name not in client.get(PAGE).content.decode()
    assert client.post(SIGN_IN, {"person": person.pk}).status_code == 404


def test_an_account_of_a_demonstration_never_reaches_a_real_partnership(
    somebody: Callable[..., Person], shell: Any
) -> None:
    person = somebody(BODY_CHAIR)
    real = Partnership.objects.create(slug="real", name="A real one")
    with pytest.raises(Refused, match="demonstration"):
        invite(by=shell, partnership=real, email=person.email, name="X", role=COORDINATOR, site="")
    assert not Person.objects.filter(partnership=real).exists()


def test_a_real_account_never_reaches_a_demonstration(
    partnership: Partnership, person_with: Callable[..., Person], harrowdale: Partnership, shell: Any
) -> None:
    person = person_with(COORDINATOR)
    with pytest.raises(Refused, match="real partnership"):
        invite(by=shell, partnership=harrowdale, email=person.email, name="X", role=COORDINATOR, site="")


def test_what_a_demonstration_founds_is_a_demonstration(somebody: Callable[..., Person]) -> None:
    account = somebody(ADMINISTRATOR).account
    assert account
    account.may_found = True
    account.save()
    assert found_partnership(by=account, slug="fenmarch", name="Fenmarch", area="").demonstration


def test_the_page_asks_the_database_as_often_for_fifty_partnerships_as_for_one(
    somebody: Callable[..., Person], client: Client, django_assert_num_queries: Any
) -> None:
    somebody(COORDINATOR)
    client.get(PAGE)
    with django_assert_num_queries(5):
        client.get(PAGE)
    for number in range(49):
        Partnership.objects.create(slug=f"place-{number}", name=f"Place {number}", demonstration=True)
    with django_assert_num_queries(5):
        page = client.get(PAGE).content.decode()
    assert "Other demonstrations: 49" in page
    assert "?partnership=place-48" in page


def test_the_page_is_accessible_and_fits_a_phone(
    transactional_db: None, somebody: Callable[..., Person], page: Any, axe: Any, no_sideways_scroll: Any
) -> None:
    for role in roles:
        somebody(role.key)
    page.goto(PAGE)
    axe(page)
    no_sideways_scroll(page)
    page.get_by_role("button", name="Be Independent scrutineer").click()
    assert page.url.endswith("/harrowdale/")
