"""Every address of the site, tried as everybody: signed out, from elsewhere, without the right, and with it.

``tests/url_table.py`` says by hand who gets in. An address that is missing there, or a line for one that is
gone, is a failure; so is a page without a rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from sightline.foundation.access import PUBLIC, SIGNED_IN, permissions
from sightline.partnership.models import Partnership
from sightline.partnership.roles import ADMINISTRATOR, roles
from sightline.people.models import Person, RoleGrant
from tests.url_samples import as_pdf, core_group, measure, nothing
from tests.url_table import EVERYBODY, TABLE
from tests.world import World

THEIRS = "allauth."  # the module of views that guard themselves
NOT_ALLOWED_METHOD = 405
FORBIDDEN_WORDS = re.compile(r"GOV\.UK|GDS Transport|\bcrown\b", re.I)
INLINE = re.compile(
    r"<script(?![^>]*(?:\bsrc=|application/json))[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']", re.I
)


def walk(patterns: list[Any], namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern of the URLconf with its full name."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (namespace, pattern.namespace or "") if part)
            yield from walk(pattern.url_patterns, inner)
        else:
            yield ":".join(part for part in (namespace, pattern.name or "") if part), pattern


def takes_nothing(name: str) -> bool:
    """Whether an address can be made from its name alone."""
    try:
        return bool(reverse(name))
    except NoReverseMatch:
        return False


ALL = list(walk(get_resolver().url_patterns))
OURS = {name: pattern for name, pattern in ALL if not pattern.callback.__module__.startswith(THEIRS)}
RULES: dict[str, str | None] = {
    name: getattr(pattern.callback, "needs", None) for name, pattern in OURS.items()
}
ACCOUNT_PAGES = [name for name, _ in ALL if name not in OURS and takes_nothing(name)]
IN_A_PARTNERSHIP = sorted(name for name, row in TABLE.items() if not row.public and not row.account)
OF_A_THING = [
    name for name in IN_A_PARTNERSHIP if TABLE[name].sample not in (nothing, measure, core_group, as_pdf)
]


def address(name: str, world: World, partnership: Partnership | None = None) -> str:
    """The address of a page about something in ``world``; of ``partnership`` when that is another."""
    row = TABLE[name]
    given = {} if row.public or row.account else {"partnership": (partnership or world.partnership).slug}
    return reverse(name, kwargs={**given, **row.sample(world)})


def leads_to_sign_in(answer: Any) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith(reverse(settings.LOGIN_URL))


def assert_let_in(answer: Any, who: str) -> None:
    assert not leads_to_sign_in(answer), f"{who} was sent to sign in"
    assert answer.status_code not in (403, 404), f"{who} was turned away with {answer.status_code}"
    assert answer.status_code < 500, f"{who} met an error"


def in_each_role(
    wanted: Iterable[str], person_with: Callable[..., Person], client_as: Callable[..., Client]
) -> Iterator[tuple[str, Client]]:
    """Somebody signed in who holds one role after the other, with all that any of them asks for."""
    person = person_with(ADMINISTRATOR)
    client = client_as(person)
    for role in sorted(wanted):
        RoleGrant.objects.filter(person=person).update(role=role)
        yield role, client


@pytest.fixture
def world(partnership: Partnership) -> World:
    return World(partnership)


def test_every_page_has_a_rule() -> None:
    without = [name for name, rule in RULES.items() if rule is None]
    assert not without, "use foundation.access.page() for these, or take them away"


def test_every_rule_is_one_that_somebody_declared() -> None:
    assert not [
        rule for rule in RULES.values() if rule not in (PUBLIC, SIGNED_IN) and rule not in permissions
    ]


def test_the_table_names_every_page() -> None:
    assert not sorted(set(OURS) - set(TABLE)), "these pages need a line in tests/url_table.py"


def test_the_table_names_no_page_that_is_gone() -> None:
    assert not sorted(set(TABLE) - set(OURS)), "take these lines out of tests/url_table.py"


def test_the_table_knows_every_role() -> None:
    assert {role.key for role in roles} == EVERYBODY


def test_a_page_that_needs_a_right_lies_within_a_partnership() -> None:
    for name, row in TABLE.items():
        assert (RULES.get(name) == PUBLIC) == row.public, name
        assert (RULES.get(name) == SIGNED_IN) == row.account, name


@pytest.mark.django_db
@pytest.mark.parametrize("name", IN_A_PARTNERSHIP)
def test_who_gets_in(
    name: str, world: World, person_with: Callable[..., Person], client_as: Callable[..., Client]
) -> None:
    url, row = address(name, world), TABLE[name]
    assert leads_to_sign_in(Client().get(url)), "somebody signed out must be asked to sign in"
    for role, client in in_each_role(EVERYBODY, person_with, client_as):
        answer = client.get(url)
        if role in row.roles:
            assert_let_in(answer, role)
            _assert_well_made(answer)
        else:
            assert answer.status_code == 403, f"{role} must not get in; the answer was {answer.status_code}"
            assert client.post(url).status_code == 403, f"{role} must not do what this page does"
            _assert_well_made(answer)
    assert client_as(person_with(None)).get(url).status_code == 404, "no role in the partnership is no way in"


@pytest.mark.django_db
@pytest.mark.parametrize("name", IN_A_PARTNERSHIP)
def test_nobody_gets_in_from_another_partnership(
    name: str,
    world: World,
    another_partnership: Partnership,
    person_with: Callable[..., Person],
    client_as: Callable[..., Client],
) -> None:
    url = address(name, world)
    elsewhere = partial(person_with, partnership=another_partnership)
    for role, stranger in in_each_role(TABLE[name].roles, elsewhere, client_as):
        assert stranger.get(url).status_code == 404, f"a {role} of another partnership got in"
        assert stranger.post(url).status_code == 404, f"a {role} of another partnership could post"


@pytest.mark.django_db
@pytest.mark.parametrize("name", OF_A_THING)
def test_nobody_reaches_a_thing_of_another_partnership_through_their_own(
    name: str,
    world: World,
    another_partnership: Partnership,
    person_with: Callable[..., Person],
    client_as: Callable[..., Client],
) -> None:
    elsewhere = address(name, world, another_partnership)
    role = min(TABLE[name].roles or permissions[RULES[name] or ""].roles)
    client = client_as(person_with(role, partnership=another_partnership))
    answer = client.get(elsewhere)
    if answer.status_code == NOT_ALLOWED_METHOD:
        answer = client.post(elsewhere)
    assert answer.status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for name, row in TABLE.items() if row.public))
def test_a_public_page_is_open_to_everybody(
    name: str, world: World, person_with: Callable[..., Person], client_as: Callable[..., Client]
) -> None:
    url = address(name, world)
    for who, client in (("anybody", Client()), ("a practitioner", client_as(person_with("practitioner")))):
        answer = client.get(url)
        assert answer.status_code == TABLE[name].answers, f"{who} met {answer.status_code}"
        _assert_well_made(answer)


@pytest.mark.django_db
def test_a_page_of_ones_own_needs_an_account_and_no_role(
    world: World, person_with: Callable[..., Person], client_as: Callable[..., Client]
) -> None:
    client = client_as(person_with(None))
    for name in (name for name, row in TABLE.items() if row.account):
        url = address(name, world)
        assert leads_to_sign_in(Client().get(url)), name
        assert_let_in(client.get(url), f"{name}: somebody with an account")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ACCOUNT_PAGES)
def test_the_pages_of_signing_in_answer_everybody(
    name: str, person_with: Callable[..., Person], client_as: Callable[..., Client]
) -> None:
    for client in (Client(), client_as(person_with("coordinator"))):
        answer = client.get(reverse(name))
        assert answer.status_code < 500
        _assert_well_made(answer)


@pytest.mark.django_db
def test_an_address_that_is_none_is_answered_with_a_page(
    person_with: Callable[..., Person], client_as: Callable[..., Client]
) -> None:
    for client in (Client(), client_as(person_with("coordinator"))):
        for url in ("/no/such/page/", "/westmoor/no-such-page", "/account/no-such-page/"):
            answer = client.get(url)
            assert answer.status_code == 404
            _assert_well_made(answer)


@pytest.mark.django_db
def test_a_role_that_has_ended_opens_nothing(
    partnership: Partnership, person_with: Callable[..., Person], client_as: Callable[..., Client]
) -> None:
    former = person_with("coordinator", since=date(2020, 4, 1), until=date(2024, 3, 31))
    assert client_as(former).get(reverse("home:home", args=[partnership.slug])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(role.key for role in roles if role.needs_second_factor))
def test_a_role_that_needs_a_second_factor_opens_nothing_without_one(
    role: str, partnership: Partnership, person_with: Callable[..., Person], client_as: Callable[..., Client]
) -> None:
    answer = client_as(person_with(role, second_factor=False)).get(
        reverse("home:home", args=[partnership.slug])
    )
    assert answer.status_code == 302
    assert answer["Location"] == reverse("mfa_index")


def _assert_well_made(answer: Any) -> None:
    """What holds of every page, whoever sees it."""
    if answer.streaming:
        answer.getvalue()
    if answer.status_code in (302, NOT_ALLOWED_METHOD) or not answer.get("Content-Type", "").startswith(
        "text/html"
    ):
        return
    assert isinstance(answer, HttpResponse)
    text = answer.content.decode()
    visible = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    assert not FORBIDDEN_WORDS.search(re.sub(r"<[^>]*>", " ", visible)), "words of another publisher"
    assert not INLINE.search(visible), f"inline: {INLINE.search(visible)}"
    assert len(re.findall(r"<h1\b", visible)) == 1, "a page has one heading of the first rank"
    assert re.search(r"<html[^>]*\blang=\"en", visible), "a page says its language"
    assert re.search(r"<title>\s*\S", visible), "a page has a title"
