"""A password chosen with a link that somebody else saw opens no more than that somebody could have given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from sightline.foundation.access import Shell
from sightline.partnership.models import Partnership
from sightline.partnership.roles import BUSINESS_MANAGER, COORDINATOR, PRACTITIONER, QA_LEAD, SCRUTINEER
from sightline.people import services
from sightline.people.models import Account, Person

MakePerson = Callable[..., Person]
SITE, PASSWORD = "https://sightline.example.org", "quiet lanes and harbours"
pytestmark = pytest.mark.django_db


def token(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[-1]


@pytest.fixture
def taken(partnership: Partnership, person_with: MakePerson) -> Account:
    """Vera's account, whose password the coordinator chose with the link that was shown to them."""
    invited = services.invite(
        by=person_with(COORDINATOR),
        partnership=partnership,
        email="vera@example.org",
        name="Vera",
        role=PRACTITIONER,
        site=SITE,
    )
    assert invited.link
    account = services.accept_invitation(token=token(invited.link), password=PASSWORD)
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    return account


def assert_asked_for_proof(account: Account) -> None:
    account.refresh_from_db()
    assert not account.has_usable_password()
    assert not Authenticator.objects.filter(user=account).exists()
    assert mail.outbox[-1].to == ["vera@example.org"]
    link = next(word for word in mail.outbox[-1].body.split() if "/account/invitation/" in word)
    services.accept_invitation(token=token(link), password="another long phrase")
    account.refresh_from_db()
    assert account.proven_at


def test_another_partnership_does_not_take_it_for_proof(
    taken: Account,
    another_partnership: Partnership,
    person_with: MakePerson,
    django_capture_on_commit_callbacks: Any,
) -> None:
    client = Client()
    client.force_login(taken, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/westmoor/").status_code == 200
    manager = person_with(BUSINESS_MANAGER, partnership=another_partnership)
    with django_capture_on_commit_callbacks(execute=True):
        invited = services.invite(
            by=manager,
            partnership=another_partnership,
            email="vera@example.org",
            name="Vera",
            role=QA_LEAD,
            site=SITE,
        )
    assert invited.link == ""  # it goes by mail alone
    assert client.get("/westmoor/").status_code == 302  # whoever was signed in is no more
    assert_asked_for_proof(taken)


def test_nor_does_a_role_that_publishes(
    taken: Account,
    person_with: MakePerson,
    client_as: Callable[[Any], Client],
    django_capture_on_commit_callbacks: Any,
) -> None:
    person = taken.persons.get()
    manager = client_as(person_with(BUSINESS_MANAGER))
    with django_capture_on_commit_callbacks(execute=True):
        answer = manager.post(f"/westmoor/people/{person.pk}/roles/new", {"role": SCRUTINEER}, follow=True)
    assert "We have sent a link to vera@example.org" in answer.content.decode()
    assert "/account/invitation/" not in answer.content.decode()
    assert_asked_for_proof(taken)


def test_a_further_role_that_the_coordinator_could_give_changes_nothing(
    taken: Account, person_with: MakePerson
) -> None:
    services.give_role(by=person_with(COORDINATOR), person=taken.persons.get(), role=QA_LEAD, site=SITE)
    taken.refresh_from_db()
    assert taken.check_password(PASSWORD)


def test_a_password_reset_by_mail_is_proof(taken: Account, client: Client) -> None:
    client.post("/account/password/reset/", {"email": "vera@example.org"})
    link = next(word for word in mail.outbox[-1].body.split() if "/password/reset/key/" in word)
    at_the_form = client.get(link, follow=True).request["PATH_INFO"]
    client.post(at_the_form, {"password1": "another long phrase", "password2": "another long phrase"})
    taken.refresh_from_db()
    assert taken.proven_at
    services.grant_role(by=Shell(), person=taken.persons.get(), role=SCRUTINEER)
    taken.refresh_from_db()
    assert taken.check_password("another long phrase")


def test_whoever_is_given_a_password_at_a_shell_is_who_they_are(partnership: Partnership) -> None:
    account = services.create_account(by=Shell(), email="ada@example.org", name="Ada", password=PASSWORD)
    assert account.proven_at
