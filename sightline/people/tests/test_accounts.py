"""Inviting, accepting, leaving, correcting and erasing; and what each door says to those who should not pass."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone

from sightline.audit.models import Change, Event, SubjectKey
from sightline.audit.queries import breaks, history
from sightline.foundation.access import Forbidden, Shell
from sightline.partnership.models import Agency, Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.roles import ADMINISTRATOR, BUSINESS_MANAGER, COORDINATOR, QA_LEAD, SCRUTINEER
from sightline.people import queries, services
from sightline.people.models import Account, Person
from sightline.people.services.delegates import person_named

MakePerson = Callable[..., Person]
Commit = Callable[..., AbstractContextManager[Any]]
SITE = "https://sightline.example.org"
PASSWORD = "quiet lanes and harbours"


def invite(
    by: Any, partnership: Partnership, email: str = "noor@example.org", **values: Any
) -> services.Invited:
    values = {"name": "Noor Haddad", "role": QA_LEAD, "site": SITE} | values
    return services.invite(by=by, partnership=partnership, email=email, **values)


def token(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[-1]


def test_an_invited_person_chooses_a_password_and_has_their_role(
    partnership: Partnership, shell: Shell
) -> None:
    invited = invite(shell, partnership, email=" Noor@Example.org ")
    assert invited.link.startswith(f"{SITE}/account/invitation/")
    account = services.accept_invitation(token=token(invited.link), password=PASSWORD)
    assert (account.email, account.check_password(PASSWORD)) == ("noor@example.org", True)
    person = queries.person_of(account, "westmoor")
    assert person is not None
    assert person.roles == {QA_LEAD}


def test_the_link_goes_out_by_mail_after_the_commit(
    partnership: Partnership, person_with: MakePerson, django_capture_on_commit_callbacks: Commit
) -> None:
    coordinator = person_with(COORDINATOR, name="Priya Shah")
    with django_capture_on_commit_callbacks(execute=True):
        invited = invite(coordinator, partnership)
        assert mail.outbox == []
    (letter,) = mail.outbox
    assert letter.to == ["noor@example.org"]
    assert invited.link in letter.body
    assert "Priya Shah has given you access" in letter.body


@pytest.mark.parametrize("server", ["Backend", "Refusing"])
def test_a_mail_server_that_fails_does_not_undo_the_invitation(
    server: str,
    partnership: Partnership,
    shell: Shell,
    settings: Any,
    django_capture_on_commit_callbacks: Commit,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.EMAIL_BACKEND = f"sightline.people.tests.mail_that_fails.{server}"
    with django_capture_on_commit_callbacks(execute=True):
        invite(shell, partnership)
    assert queries.account_by_email("noor@example.org") is not None
    assert "A letter could not be sent" in caplog.text
    assert "noor@example.org" not in caplog.text


def test_a_link_works_once(partnership: Partnership, shell: Shell) -> None:
    link = invite(shell, partnership).link
    services.accept_invitation(token=token(link), password=PASSWORD)
    with pytest.raises(Refused, match="cannot be used any more"):
        services.accept_invitation(token=token(link), password="another long password")


def test_a_link_works_for_a_week(partnership: Partnership, shell: Shell) -> None:
    with time_machine.travel("2025-06-10T09:00:00+01:00", tick=False) as clock:
        link = invite(shell, partnership).link
        clock.shift(timedelta(days=7))
        assert queries.invitation(token(link)) is None
        clock.shift(timedelta(seconds=-1))
        assert queries.invitation(token(link)) is not None


def test_a_new_link_ends_the_old_one(partnership: Partnership, shell: Shell) -> None:
    first = invite(shell, partnership)
    second = services.invite_again(by=shell, person=first.person, site=SITE)
    assert queries.invitation(token(first.link)) is None
    assert queries.invitation(token(second.link)) is not None


def test_an_easy_password_is_refused_and_the_link_stays_good(partnership: Partnership, shell: Shell) -> None:
    link = invite(shell, partnership).link
    with pytest.raises(Refused, match="too short"):
        services.accept_invitation(token=token(link), password="short")
    assert queries.invitation(token(link)) is not None


def test_only_a_digest_of_the_link_is_kept(partnership: Partnership, shell: Shell) -> None:
    secret = token(invite(shell, partnership).link)
    kept = [*Change.objects.values_list("after", flat=True), *Event.objects.values_list("detail", flat=True)]
    assert all(secret not in (text or "") for text in kept)
    assert not Account.objects.filter(invitations__digest=secret).exists()


def test_somebody_with_an_account_elsewhere_is_linked_and_keeps_their_password(
    partnership: Partnership,
    another_partnership: Partnership,
    person_with: MakePerson,
    django_capture_on_commit_callbacks: Commit,
) -> None:
    there = person_with(SCRUTINEER, email="scrutineer@example.org", partnership=another_partnership)
    with django_capture_on_commit_callbacks(execute=True):
        invited = invite(
            person_with(BUSINESS_MANAGER), partnership, email="scrutineer@example.org", role=SCRUTINEER
        )
    assert (invited.link, invited.person.account) == ("", there.account)
    assert [one.slug for one in queries.partnerships_of(there.account)] == ["eastvale", "westmoor"]  # type: ignore[arg-type]
    assert "Sign in as you always do" in mail.outbox[0].body


def test_the_link_of_an_account_that_opens_more_is_sent_but_not_shown(
    partnership: Partnership,
    another_partnership: Partnership,
    person_with: MakePerson,
    shell: Shell,
    django_capture_on_commit_callbacks: Commit,
) -> None:
    invite(shell, another_partnership)
    with django_capture_on_commit_callbacks(execute=True):
        assert invite(person_with(COORDINATOR), partnership).link == ""
    assert "/account/invitation/" in mail.outbox[0].body


def test_a_coordinator_is_not_shown_the_link_of_an_administrator(
    partnership: Partnership, person_with: MakePerson, shell: Shell
) -> None:
    invited = invite(shell, partnership, role=ADMINISTRATOR)
    assert services.invite_again(by=person_with(COORDINATOR), person=invited.person, site=SITE).link == ""
    assert services.invite_again(by=person_with(ADMINISTRATOR), person=invited.person, site=SITE).link != ""


def test_a_link_is_not_shown_for_somebody_who_becomes_administrator_later(
    partnership: Partnership, person_with: MakePerson, shell: Shell
) -> None:
    person = invite(shell, partnership).person
    tomorrow = timezone.localdate() + timedelta(days=1)
    services.grant_role(by=shell, person=person, role=ADMINISTRATOR, since=tomorrow)
    assert services.invite_again(by=person_with(COORDINATOR), person=person, site=SITE).link == ""


def test_a_link_that_was_handed_out_does_not_open_an_administrators_account(
    partnership: Partnership, person_with: MakePerson, shell: Shell
) -> None:
    invited = invite(person_with(COORDINATOR), partnership)
    services.grant_role(by=shell, person=invited.person, role=ADMINISTRATOR)
    with pytest.raises(Refused, match="cannot be used any more"):
        services.accept_invitation(token=token(invited.link), password=PASSWORD)


def test_a_delegate_who_is_invited_stays_the_same_person(partnership: Partnership, shell: Shell) -> None:
    delegate = Person.objects.create(
        partnership=partnership, key="noor@example.org", name="N Haddad", email="noor@example.org"
    )
    assert invite(shell, partnership).person.pk == delegate.pk
    assert list(queries.people_with_access(partnership)) == [delegate]


def test_a_person_who_signs_in_already_needs_no_new_link(
    partnership: Partnership, person_with: MakePerson
) -> None:
    with pytest.raises(Refused, match="has a password already"):
        services.invite_again(by=person_with(COORDINATOR), person=person_with(QA_LEAD), site=SITE)


def test_who_keeps_no_people_invites_nobody(partnership: Partnership, person_with: MakePerson) -> None:
    with pytest.raises(Forbidden):
        invite(person_with(QA_LEAD), partnership)
    assert queries.account_by_email("noor@example.org") is None


@pytest.mark.parametrize(
    "email", ["", "noor", "noor@", "two@example.org, three@example.org", "noor@example.org\nx"]
)
def test_what_is_no_address_is_refused(partnership: Partnership, shell: Shell, email: str) -> None:
    with pytest.raises(Refused, match="is not an e-mail address"):
        invite(shell, partnership, email=email)


def test_whoever_leaves_loses_every_role_and_their_account(
    person_with: MakePerson, client_as: Callable[[Person], Client]
) -> None:
    manager, leaver = person_with(ADMINISTRATOR), person_with(COORDINATOR)
    client = client_as(leaver)
    services.deactivate(by=manager, person=leaver, reason="Left")
    assert client.get("/westmoor/people/").status_code == 302
    assert leaver.account is not None
    leaver.account.refresh_from_db()
    assert not leaver.account.is_active


def test_leaving_one_partnership_leaves_the_account_to_the_other(
    person_with: MakePerson, another_partnership: Partnership
) -> None:
    here = person_with(SCRUTINEER, email="s@example.org")
    there = person_with(SCRUTINEER, email="s@example.org", partnership=another_partnership)
    services.deactivate(by=person_with(COORDINATOR), person=here)
    account = Account.objects.get(email=there.email)
    assert [one.slug for one in queries.partnerships_of(account)] == ["eastvale"]
    assert account.is_active


def test_somebody_who_left_comes_back_by_a_link_that_only_they_get(
    partnership: Partnership, person_with: MakePerson, shell: Shell
) -> None:
    leaver = person_with(QA_LEAD, email="back@example.org")
    Account.objects.filter(email=leaver.email).update(last_login=timezone.now())
    services.deactivate(by=shell, person=leaver)
    invited = invite(person_with(COORDINATOR), partnership, email="back@example.org")
    account = Account.objects.get(email=leaver.email)
    assert (invited.link, account.is_active, account.has_usable_password()) == ("", True, False)


def test_the_address_of_somebody_who_signs_in_cannot_be_changed_under_them(person_with: MakePerson) -> None:
    scrutineer = person_with(SCRUTINEER, email="s@example.org")
    with pytest.raises(Refused, match=r"signs in with s@example\.org"):
        services.correct_person(
            by=person_with(COORDINATOR), person=scrutineer, name="S", email="mine@example.org"
        )


def test_a_delegate_is_put_right_with_history(partnership: Partnership, shell: Shell) -> None:
    delegate = Person.objects.create(partnership=partnership, key="a|", name="A")
    services.correct_person(by=shell, person=delegate, name="Amina Rose", email="Amina@example.org")
    assert (delegate.key, delegate.email) == ("amina@example.org", "amina@example.org")
    assert history(delegate)[0].after["name"] == "Amina Rose"


def test_two_people_cannot_have_one_address(partnership: Partnership, shell: Shell) -> None:
    for email in ("a@example.org", "b@example.org"):
        Person.objects.create(partnership=partnership, key=email, name=email, email=email)
    first = Person.objects.get(key="a@example.org")
    with pytest.raises(Refused, match="Another person here has this address"):
        services.correct_person(by=shell, person=first, name="A", email="b@example.org")


def test_a_withdrawn_person_keeps_no_access(person_with: MakePerson, shell: Shell) -> None:
    person = person_with(QA_LEAD)
    with pytest.raises(Refused, match="still has a role here"):
        services.withdraw_person(by=shell, person=person, reason="Twice here")
    services.deactivate(by=shell, person=person)
    services.withdraw_person(by=shell, person=person, reason="Twice here")
    assert list(queries.people_with_access(person.partnership)) == []
    with pytest.raises(Refused, match="Put them back first"):
        services.correct_person(by=shell, person=person, name="Somebody else", email=person.email)
    services.restore_person(by=shell, person=person)
    assert list(queries.people_with_access(person.partnership)) == [person]


def test_erasing_leaves_no_name_anywhere_and_the_trail_intact(
    partnership: Partnership,
    person_with: MakePerson,
    shell: Shell,
    django_capture_on_commit_callbacks: Commit,
) -> None:
    administrator = person_with(ADMINISTRATOR)
    with django_capture_on_commit_callbacks(execute=True):
        invited = invite(shell, partnership, role=COORDINATOR)
        services.accept_invitation(token=token(invited.link), password=PASSWORD)
        person = queries.person(partnership, invited.person.pk)
        assert person is not None
        services.correct_person(
            by=person, person=person, name="Noor Haddad-Lee", email=person.email, job_role="QA"
        )
        services.deactivate(by=administrator, person=person)
        services.erase_person(by=administrator, person=person, reason="They asked us to")
    person.refresh_from_db()
    assert (person.name, person.email, person.account) == (f"Erased person {person.pk}", "", None)
    told = str([(line.who, line.before, line.after) for line in history(person)])
    assert "Noor" not in told
    assert "(erased)" in told
    for rows in (
        Change.objects.values_list("before", "after"),
        Event.objects.values_list("signature", "label", "detail", "reason"),
        Account.objects.values_list("name", "email"),
    ):
        assert "noor" not in str(list(rows)).lower()
    assert not SubjectKey.objects.filter(kind="people.person", record_id=person.pk).exists()
    assert list(breaks()) == []


def test_only_an_elevated_administrator_erases(person_with: MakePerson, shell: Shell) -> None:
    person = person_with(QA_LEAD)
    services.deactivate(by=shell, person=person)
    for role, elevated in ((COORDINATOR, True), (ADMINISTRATOR, False)):
        with pytest.raises(Forbidden):
            services.erase_person(by=person_with(role, elevated=elevated), person=person, reason="Please")


def test_an_erased_account_cannot_be_signed_in_to(person_with: MakePerson, shell: Shell) -> None:
    person = person_with(SCRUTINEER)
    account = person.account
    assert account is not None
    services.deactivate(by=shell, person=person)
    services.erase_person(by=shell, person=person, reason="They asked us to")
    account.refresh_from_db()
    assert (account.is_active, account.has_usable_password()) == (False, False)
    assert not Authenticator.objects.filter(user=account).exists()


def test_a_delegate_without_an_address_is_found_again_after_a_correction(
    partnership: Partnership, agency: Callable[..., Agency], shell: Shell
) -> None:
    police = agency("Westmoor Police")
    delegate = person_named(
        by=shell, partnership=partnership, agency=police, name="Amina Rose", email="amna@example.org"
    )
    services.correct_person(by=shell, person=delegate, name="Amina Rose", agency=police)
    again = person_named(by=shell, partnership=partnership, agency=police, name="AMINA  Rose")
    assert again.pk == delegate.pk
