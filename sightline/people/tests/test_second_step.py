"""A way back for somebody who lost both their phone and their recovery codes, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from sightline.audit.models import Event
from sightline.partnership.models import Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.roles import ADMINISTRATOR, COORDINATOR, SCRUTINEER
from sightline.people import services
from sightline.people.models import Person

MakePerson = Callable[..., Person]
pytestmark = pytest.mark.django_db


def test_an_administrator_removes_it_and_the_person_is_asked_for_another(
    person_with: MakePerson,
    client_as: Callable[[Any], Client],
    django_capture_on_commit_callbacks: Any,
) -> None:
    person = person_with(SCRUTINEER, name="Sam Okoro")
    administrator = client_as(person_with(ADMINISTRATOR))
    assert client_as(person).get("/westmoor/").status_code == 200
    address = f"/westmoor/people/{person.pk}/second-step"
    assert address in administrator.get(f"/westmoor/people/{person.pk}/").content.decode()
    assert administrator.post(address, {"reason": ""}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert administrator.post(address, {"reason": "Lost her bag; I rang her"}).status_code == 302
    assert not Authenticator.objects.filter(user=person.account).exists()
    answer = client_as(person).get("/westmoor/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/")
    (letter,) = mail.outbox
    assert letter.to == [person.email]
    event = Event.objects.get(verb="removed the second step at sign-in")
    assert (event.record_id, event.reason) == (person.pk, "Lost her bag; I rang her")
    assert address not in administrator.get(f"/westmoor/people/{person.pk}/").content.decode()


def test_it_is_not_removed_for_an_account_that_opens_another_partnership(
    person_with: MakePerson, another_partnership: Partnership, shell: Any
) -> None:
    person = person_with(SCRUTINEER)
    elsewhere = person_with(None, partnership=another_partnership)
    Person.objects.filter(pk=elsewhere.pk).update(account=person.account)
    with pytest.raises(Refused, match="another partnership too"):
        services.reset_second_step(by=person_with(ADMINISTRATOR), person=person, reason="Lost")
    assert Authenticator.objects.filter(user=person.account).exists()


def test_from_a_shell_any_account_is_let_back_in_and_each_of_its_partnerships_is_told(
    person_with: MakePerson, another_partnership: Partnership, run_command: Any
) -> None:
    person = person_with(SCRUTINEER)
    elsewhere = person_with(None, partnership=another_partnership)
    Person.objects.filter(pk=elsewhere.pk).update(account=person.account)
    ask = ["person", "reset-second-step", person.email, "--reason", "Lost"]
    assert run_command(*ask).status == 0
    assert not Authenticator.objects.filter(user=person.account).exists()
    told = Event.objects.filter(verb="removed the second step at sign-in")
    assert set(told.values_list("partnership_id", flat=True)) == {
        None,
        person.partnership_id,
        another_partnership.pk,
    }
    again = run_command(*ask)
    assert (again.status, "has no second step" in again.err) == (2, True)
    nobody = run_command("person", "reset-second-step", "nobody@example.org", "--reason", "Lost")
    assert (nobody.status, "Nobody signs in as" in nobody.err) == (2, True)


def test_a_coordinator_may_not(person_with: MakePerson, client_as: Callable[[Any], Client]) -> None:
    person = person_with(SCRUTINEER)
    address = f"/westmoor/people/{person.pk}/second-step"
    assert client_as(person_with(COORDINATOR)).post(address, {"reason": "x"}).status_code == 403
