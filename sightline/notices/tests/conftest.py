"""Somebody to write to, and a real mail server on this machine that answers as a test wants."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from sightline.foundation.access import Shell
from sightline.notices import services
from sightline.notices.channels import SMTP_BACKEND
from sightline.notices.models import Notice
from sightline.partnership.models import Partnership
from sightline.people.models import Person

TAKEN = "250 2.0.0 Ok: queued as 4F2A"


class MailServer:
    """Keeps what it takes. ``answers`` are given to the letters to come, one each; then it takes them all."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.answers: list[str] = []
        self.to_recipients: list[str] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        answer = self.to_recipients.pop(0) if self.to_recipients else "250 Ok"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = self.answers.pop(0) if self.answers else TAKEN
        if answer.startswith("250"):
            self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def mail_port(settings: Any) -> int:
    """A port that mail is sent to, at which nobody listens yet."""
    port = free_port()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP_BACKEND, "127.0.0.1", port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 5
    return port


@pytest.fixture
def mail_server(mail_port: int) -> Iterator[MailServer]:
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=mail_port)
    controller.start()
    yield server
    controller.stop()


@pytest.fixture
def somebody(partnership: Partnership) -> Person:
    return Person.objects.create(
        partnership=partnership, key="amina@example.org", name="Amina Rose", email="amina@example.org"
    )


def post(somebody: Person, key: str = "a", **values: Any) -> Notice:
    given: dict[str, Any] = {"subject": "Something is due", "text": "Open it here.", **values}
    return services.post(by=Shell("tester"), partnership=somebody.partnership, to=somebody, key=key, **given)
