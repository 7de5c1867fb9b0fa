"""Sending to a real mail server: nothing is lost and nothing is sent twice, wherever the sender is killed."""

from __future__ import annotations

import socket
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from sightline.audit import services as audit
from sightline.foundation.access import Shell
from sightline.foundation.alive import alive
from sightline.notices import services
from sightline.notices.models import Attachment, Attempt, Notice, Outcome, State
from sightline.notices.services import sending
from sightline.notices.services.sending import BACK_OFF, send_waiting
from sightline.notices.tests.conftest import TAKEN, MailServer, post
from sightline.people.models import Person

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """What SIGKILL is like to whatever was to come next."""


def state() -> str:
    return Notice.objects.get().state


def last() -> Attempt:
    attempt: Attempt = Attempt.objects.latest("id")
    return attempt


def test_what_the_server_answered_is_kept_with_whom_it_went_to(
    mail_server: MailServer, somebody: Person
) -> None:
    post(somebody)
    assert send_waiting() == 1
    assert state() == State.SENT
    assert last().told() == {"address": "amina@example.org", "answer": TAKEN}
    letter = mail_server.taken[0]
    assert (letter["To"], letter["Subject"]) == ("amina@example.org", "Something is due")
    assert str(letter.get_payload()).strip() == "Open it here."


def test_what_is_sent_is_not_sent_again(mail_server: MailServer, somebody: Person) -> None:
    post(somebody)
    send_waiting()
    post(somebody)
    assert send_waiting() == 0
    assert len(mail_server.taken) == 1


def test_nothing_leaves_for_somebody_who_does_not_exist(mail_server: MailServer, somebody: Person) -> None:
    somebody.partnership.demonstration = True
    somebody.partnership.save()
    post(somebody)
    send_waiting()
    assert not mail_server.taken
    assert state() == State.SENT
    assert last().told()["answer"] == "Nothing was sent: everybody of a demonstration is fictional."


def test_a_file_goes_with_it(mail_server: MailServer, somebody: Person) -> None:
    post(somebody, attachment=Attachment("meeting.ics", "text/calendar", b"BEGIN:VCALENDAR"))
    send_waiting()
    _, file = mail_server.taken[0].iter_parts()
    assert (file.get_filename(), file.get_content_type()) == ("meeting.ics", "text/calendar")
    assert file.get_payload(decode=True) == b"BEGIN:VCALENDAR"


def test_what_the_server_puts_off_is_tried_again_later(mail_server: MailServer, somebody: Person) -> None:
    mail_server.answers = ["450 4.2.1 Try later"]
    post(somebody)
    send_waiting()
    assert (state(), last().told()["answer"]) == (State.WAITING, "450 4.2.1 Try later")
    assert send_waiting() == 0
    assert send_waiting(timezone.now() + BACK_OFF[0] + timedelta(seconds=1)) == 1
    assert state() == State.SENT
    assert [attempt.outcome for attempt in Attempt.objects.order_by("id")] == [Outcome.LATER, Outcome.SENT]
    assert len(mail_server.taken) == 1


@pytest.mark.parametrize("where", ["answers", "to_recipients"])
def test_what_the_server_refuses_has_failed(mail_server: MailServer, somebody: Person, where: str) -> None:
    setattr(mail_server, where, ["550 5.1.1 No such mailbox"])
    post(somebody)
    send_waiting()
    assert (state(), last().told()["answer"]) == (State.FAILED, "550 5.1.1 No such mailbox")
    assert send_waiting(timezone.now() + timedelta(days=9)) == 0


def test_a_server_that_is_down_is_tried_again_but_not_for_ever(mail_port: int, somebody: Person) -> None:
    post(somebody)
    now = timezone.now()
    send_waiting(now)
    assert state() == State.WAITING
    assert "could not be reached" in last().told()["answer"]
    for day in range(1, 20):
        send_waiting(now + timedelta(days=day))
    assert state() == State.FAILED
    assert Attempt.objects.count() == len(BACK_OFF) + 1


def test_one_that_failed_is_sent_when_somebody_says_so(
    mail_server: MailServer, somebody: Person, shell: Shell
) -> None:
    mail_server.answers = ["554 5.7.1 Blocked"]
    notice = post(somebody)
    send_waiting()
    services.send_again(by=shell, notice=notice)
    send_waiting()
    assert state() == State.SENT


def test_somebody_without_an_address_is_a_plain_outcome(mail_server: MailServer, somebody: Person) -> None:
    Person.objects.update(email="")
    post(somebody)
    send_waiting()
    assert (state(), last().outcome) == (State.FAILED, Outcome.NO_ADDRESS)
    assert last().told()["answer"] == "There is no address to send it to."


def test_an_address_that_cannot_be_one_stops_nobody_else(mail_server: MailServer, somebody: Person) -> None:
    Person.objects.update(email="a\r\nb@example.org")
    other = Person.objects.create(partnership=somebody.partnership, key="b", name="B", email="b@example.org")
    post(somebody)
    post(other, "b")
    assert send_waiting() == 2
    assert Notice.objects.get(key="a").state == State.FAILED
    assert Notice.objects.get(key="b").state == State.SENT


def test_a_cancelled_notice_stays_here(mail_server: MailServer, somebody: Person, shell: Shell) -> None:
    services.cancel(by=shell, notice=post(somebody))
    assert send_waiting() == 0
    assert mail_server.taken == []


def test_killed_before_it_could_send_it_is_neither_lost_nor_sent_by_itself(
    mail_server: MailServer, somebody: Person, monkeypatch: pytest.MonkeyPatch, shell: Shell
) -> None:
    def killed(*given: Any) -> None:
        raise Killed

    notice = post(somebody)
    with monkeypatch.context() as patched:
        patched.setattr(sending, "address_of", killed)
        with pytest.raises(Killed):
            send_waiting()
    assert state() == State.SENDING
    assert send_waiting(timezone.now() + timedelta(days=9)) == 0
    assert state() == State.UNCERTAIN
    assert mail_server.taken == []
    services.send_again(by=shell, notice=notice)
    send_waiting()
    assert state() == State.SENT


def test_killed_after_the_server_took_it_it_is_not_sent_twice(
    mail_server: MailServer, somebody: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*given: Any) -> None:
        raise Killed

    post(somebody)
    with monkeypatch.context() as patched:
        patched.setattr(sending, "record", killed)
        with pytest.raises(Killed):
            send_waiting()
    assert len(mail_server.taken) == 1
    for day in range(3):
        send_waiting(timezone.now() + timedelta(days=day))
    assert state() == State.UNCERTAIN
    assert len(mail_server.taken) == 1
    assert last().outcome == Outcome.UNCERTAIN


def test_a_connection_that_breaks_while_it_is_taken_is_for_a_person(mail_port: int, somebody: Person) -> None:
    def take_and_hang_up() -> None:
        with listening, listening.accept()[0] as one:
            one.sendall(b"220 here\r\n")
            said = one.makefile("rb")
            for line in said:
                if line.startswith(b"DATA"):
                    one.sendall(b"354 go on\r\n")
                elif line == b".\r\n":
                    return
                elif line[:4] in (b"ehlo", b"EHLO", b"mail", b"MAIL", b"rcpt", b"RCPT"):
                    one.sendall(b"250 yes\r\n")

    listening = socket.create_server(("127.0.0.1", mail_port))
    server = threading.Thread(target=take_and_hang_up)
    server.start()
    post(somebody)
    send_waiting()
    server.join()
    assert state() == State.UNCERTAIN


def test_what_a_living_sender_has_in_hand_is_left_to_it(mail_server: MailServer, somebody: Person) -> None:
    notice = post(somebody)
    with alive("another"):
        assert sending.claim(notice.pk, "another")
        assert send_waiting() == 0
        assert state() == State.SENDING


@pytest.mark.django_db(transaction=True)
def test_of_two_who_send_at_once_one_does(mail_server: MailServer, somebody: Person) -> None:
    for number in range(8):
        post(somebody, f"notice {number}")
    start = threading.Barrier(2)

    def send() -> None:
        start.wait()
        try:
            send_waiting()
        finally:
            connection.close()

    senders = [threading.Thread(target=send) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert Attempt.objects.filter(outcome=Outcome.SENT).count() == 8
    assert len(mail_server.taken) == 8


def test_without_a_mail_server_it_is_kept_here(somebody: Person) -> None:
    post(somebody)
    send_waiting()
    assert [letter.subject for letter in mail.outbox] == ["Something is due"]
    assert "no mail server" in last().told()["answer"]


def test_whom_it_went_to_is_forgotten_with_the_person(
    mail_server: MailServer, somebody: Person, shell: Shell
) -> None:
    post(somebody)
    send_waiting()
    assert "amina" not in last().sealed
    audit.erase(by=shell, record=somebody, reason="They asked.")
    assert last().told() == {"address": "(erased)", "answer": "(erased)"}
    assert state() == State.SENT
