"""The pages of notices: what went wrong is shown to whoever can decide, and everybody sees their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from sightline.notices.attention import items
from sightline.notices.models import Lengths, Notice, State
from sightline.notices.services.sending import send_waiting
from sightline.notices.tests.conftest import MailServer, post
from sightline.partnership.roles import COORDINATOR, PRACTITIONER, QA_LEAD
from sightline.people.models import Person

HERE = "/westmoor/notices/"
pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def keeper(person_with: Callable[..., Any]) -> Person:
    person: Person = person_with(COORDINATOR)
    return person


@pytest.fixture
def coordinator(keeper: Person, client_as: Callable[[Any], Client]) -> Client:
    return client_as(keeper)


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_a_failure_is_shown_with_the_answer_and_sent_again(
    coordinator: Client, keeper: Person, mail_server: MailServer, somebody: Person
) -> None:
    mail_server.answers = ["550 5.1.1 No such mailbox"]
    notice = post(somebody)
    send_waiting()
    (item,) = items(keeper, keeper.partnership, TODAY)
    assert item.text == "See why 1 notice could not be sent"
    assert "Something is due" in text(coordinator.get(item.href))
    page = text(coordinator.get(f"{HERE}{notice.pk}/"))
    assert "550 5.1.1 No such mailbox" in page
    assert "amina@example.org" in page
    assert coordinator.post(f"{HERE}{notice.pk}/send-again").status_code == 302
    send_waiting()
    assert "250 2.0.0 Ok: queued as 4F2A" in text(coordinator.get(f"{HERE}{notice.pk}/"))
    assert list(items(keeper, keeper.partnership, TODAY)) == []


def test_what_is_sent_already_is_not_cancelled(
    coordinator: Client, mail_server: MailServer, somebody: Person
) -> None:
    notice = post(somebody)
    send_waiting()
    page = text(coordinator.post(f"{HERE}{notice.pk}/cancel", follow=True))
    assert "This is sent, being sent or cancelled already." in page
    assert Notice.objects.get().state == State.SENT


def test_what_is_uncertain_is_for_who_keeps_notices_to_decide(
    coordinator: Client, keeper: Person, somebody: Person, person_with: Callable[..., Person]
) -> None:
    notice = post(somebody)
    Notice.objects.update(state=State.UNCERTAIN)
    (item,) = items(keeper, keeper.partnership, TODAY)
    assert item.text == "Decide about 1 notice that may not have arrived"
    assert list(items(person_with(QA_LEAD), keeper.partnership, TODAY)) == []
    coordinator.post(f"{HERE}{notice.pk}/cancel")
    assert Notice.objects.get().state == State.CANCELLED


def test_the_list_is_narrowed_to_one_state(coordinator: Client, somebody: Person) -> None:
    post(somebody, subject="This one waits")
    Notice.objects.filter(pk=post(somebody, "b", subject="That one failed").pk).update(state=State.FAILED)
    page = text(coordinator.get(f"{HERE}?state=failed"))
    assert "That one failed" in page
    assert "This one waits" not in page


def test_a_partnership_sets_when_it_reminds(coordinator: Client) -> None:
    given = {"first": "10", "second": "2", "again": "5", "escalate": "21"}
    assert coordinator.post(f"{HERE}reminders", given).status_code == 302
    assert coordinator.post(f"{HERE}reminders", {**given, "again": "6"}).status_code == 302
    held = Lengths.objects.get()
    assert (held.first, held.second, held.again, held.escalate) == (10, 2, 6, 21)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("second", "14", "enter fewer days"),
        ("again", "0", "Enter at least 1 day."),
        ("again", "often", "Enter a whole number of days."),
        ("escalate", "99999999999999999999", "Enter at most 365 days."),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(
    coordinator: Client, field: str, value: str, said: str
) -> None:
    given = {"first": "14", "second": "3", "again": "7", "escalate": "14", field: value}
    answer = coordinator.post(f"{HERE}reminders", given)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Lengths.objects.exists()


def test_somebody_sees_what_was_sent_to_them_and_nothing_else(
    person_with: Callable[..., Person], client_as: Callable[[Any], Client], somebody: Person
) -> None:
    me = person_with(PRACTITIONER)
    post(me, "mine", subject="For me")
    post(somebody, "other", subject="For another")
    page = text(client_as(me).get(f"{HERE}yours"))
    assert "For me" in page
    assert "For another" not in page
    assert 'href="/westmoor/notices/yours"' in page


def test_the_digest_is_turned_off_and_on(coordinator: Client) -> None:
    assert "Stop the weekly digest" in text(coordinator.get(f"{HERE}yours"))
    off = text(coordinator.post(f"{HERE}yours/digest", {"wanted": "no"}, follow=True))
    assert "You are sent no weekly digest." in off
    on = text(coordinator.post(f"{HERE}yours/digest", {"wanted": "yes"}, follow=True))
    assert "Stop the weekly digest" in on
