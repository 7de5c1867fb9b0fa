"""A real worker, killed with SIGKILL while a real mail server has its letter, loses nothing and sends nothing twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from sightline.notices.tests.conftest import MailServer, free_port
from tests.commands import PATIENCE, Installation

BEGIN = "import django; django.setup(); from sightline.notices.models import Notice; "
POST = """
from sightline.foundation.access import Shell
from sightline.notices.services import post
from sightline.partnership.models import Partnership
from sightline.people.models import Person
where, _ = Partnership.objects.get_or_create(slug="westmoor", name="Westmoor")
to, _ = Person.objects.get_or_create(partnership=where, key="a", name="A", email="a@example.org")
post(by=Shell("tester"), partnership=where, to=to, key={key!r}, subject={key!r}, text="Open it here.")
"""
STATES = "print(*Notice.objects.order_by('key').values_list('state', flat=True))"


class Killing(MailServer):
    """Takes a letter, and kills whoever sent the first one before they can hear of it."""

    def __init__(self) -> None:
        super().__init__()
        self.victim: subprocess.Popen[str] | None = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        if self.victim:
            os.kill(self.victim.pid, signal.SIGKILL)
            self.victim.wait()
            self.victim = None
        return answer

    @property
    def subjects(self) -> list[str]:
        return [str(letter["Subject"]) for letter in self.taken]


class Site:
    """An installation that sends its mail to a server of this test."""

    def __init__(self, installation: Installation, port: int) -> None:
        self.environment = {**installation.environment, "SIGHTLINE_MAIL": f"smtp://127.0.0.1:{port}"}
        self._workers: list[subprocess.Popen[str]] = []

    def python(self, code: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", BEGIN + code],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
        ).stdout.strip()

    def work(self) -> subprocess.Popen[str]:
        worker = subprocess.Popen(
            [sys.executable, "-m", "sightline.cli", "worker"], env=self.environment, text=True
        )
        self._workers.append(worker)
        return worker

    def stop(self) -> None:
        for worker in self._workers:
            if worker.poll() is None:
                worker.terminate()
            worker.wait(PATIENCE)


@pytest.fixture
def served(ready_installation: Installation) -> Iterator[tuple[Site, Killing]]:
    server, port = Killing(), free_port()
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    site = Site(ready_installation, port)
    yield site, server
    site.stop()
    controller.stop()


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


@pytest.mark.django_db
def test_killed_while_it_was_sending_the_worker_leaves_it_to_a_person(served: tuple[Site, Killing]) -> None:
    site, server = served
    site.python(POST.format(key="first"))  # written by a process that is gone before any worker starts
    server.victim = worker = site.work()
    wait_until(lambda: worker.poll() is not None)
    assert server.subjects == ["first"]
    assert site.python(STATES) == "sending"
    site.python(POST.format(key="second"))
    site.work()
    wait_until(lambda: "second" in server.subjects)
    wait_until(lambda: "sending" not in site.python(STATES))
    assert site.python(STATES) == "uncertain sent"
    assert server.subjects == ["first", "second"]
