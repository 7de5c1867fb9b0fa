"""The government's Notify service, as a local server plays it by its published answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.utils import timezone

from sightline.notices.models import Attempt, Notice, State
from sightline.notices.services import sending
from sightline.notices.services.sending import send_waiting
from sightline.notices.tests.conftest import post
from sightline.people.models import Person

pytestmark = pytest.mark.django_db
SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"


class Notify(ThreadingHTTPServer):
    """Keeps what it takes under its reference. ``answers``: (status, whether it is kept all the same), one each."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.taken: list[dict[str, Any]] = []
        self.answers: list[tuple[int, bool]] = []
        self.issuers: set[str] = set()


class Answers(BaseHTTPRequestHandler):
    server: Notify

    def do_GET(self) -> None:
        self._know_who_asks()
        (wanted,) = parse_qs(urlsplit(self.path).query)["reference"]
        held = [one for one in self.server.taken if one["reference"] == wanted]
        self._answer(200, {"notifications": [{"id": f"id of {one['reference']}"} for one in held]})

    def do_POST(self) -> None:
        self._know_who_asks()
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status, kept = self.server.answers.pop(0) if self.server.answers else (201, True)
        if kept:
            self.server.taken.append(asked)
        done = {"id": f"id of {asked['reference']}"}
        self._answer(status, done if status == 201 else {"errors": [{"message": "No"}]})

    def _know_who_asks(self) -> None:
        token = self.headers["Authorization"].removeprefix("Bearer ")
        self.server.issuers.add(jwt.decode(token, SECRET, algorithms=["HS256"])["iss"])

    def _answer(self, status: int, told: Any) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said: Any) -> None:
        """Say nothing."""


@pytest.fixture
def notify(settings: Any) -> Iterator[Notify]:
    with Notify() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.NOTIFY_KEY = f"our-key-{SERVICE}-{SECRET}"
        settings.NOTIFY_TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
        settings.NOTIFY_URL = f"http://127.0.0.1:{server.server_port}"
        yield server
        server.shutdown()


def send_at_last() -> None:
    for day in range(3):
        send_waiting(timezone.now() + timedelta(days=day))


def test_it_is_taken_with_the_words_of_the_notice_and_its_number_is_kept(
    notify: Notify, somebody: Person
) -> None:
    notice = post(somebody)
    send_waiting()
    (taken,) = notify.taken
    assert taken["email_address"] == "amina@example.org"
    assert taken["template_id"] == "f33517ff-2a88-4f6e-b855-c550268ce08a"
    assert taken["personalisation"] == {"subject": "Something is due", "text": "Open it here."}
    assert notify.issuers == {SERVICE}
    attempt = Attempt.objects.get()
    assert attempt.told()["answer"] == f"Taken as id of {sending.reference(notice)}."
    assert Notice.objects.get().state == State.SENT


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_it_puts_off_is_tried_again(notify: Notify, somebody: Person, status: int) -> None:
    notify.answers = [(status, False)]
    post(somebody)
    send_at_last()
    assert Notice.objects.get().state == State.SENT
    assert len(notify.taken) == 1


def test_what_it_took_although_it_failed_to_say_so_is_not_sent_twice(
    notify: Notify, somebody: Person
) -> None:
    notify.answers = [(500, True)]
    post(somebody)
    send_at_last()
    assert Notice.objects.get().state == State.SENT
    assert len(notify.taken) == 1


def test_what_it_refuses_has_failed(notify: Notify, somebody: Person) -> None:
    notify.answers = [(400, False)]
    post(somebody)
    send_at_last()
    assert Notice.objects.get().state == State.FAILED
    assert Attempt.objects.get().told()["answer"].startswith("400 ")


@pytest.mark.parametrize("taken", [True, False])
def test_what_a_killed_sender_left_is_asked_after_before_it_is_sent(
    notify: Notify, somebody: Person, taken: bool
) -> None:
    notice = post(somebody)
    assert sending.claim(notice.pk, "somebody who was killed")
    if taken:
        notify.taken.append({"reference": sending.reference(notice)})
    send_at_last()
    assert Notice.objects.get().state == State.SENT
    assert len(notify.taken) == 1
