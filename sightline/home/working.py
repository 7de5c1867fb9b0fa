"""The worker that does background tasks, and what becomes of a task whose worker was killed.

A worker is known to be alive for as long as it lives, so another can tell a task that is being done from one
that was left behind.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import close_old_connections, connection, transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from sightline.foundation.alive import alive, is_alive
from sightline.notices.services.rounds import Rounds

TRIES = 3
INTERVAL = 1.0  # seconds between two looks for work


class Abandoned(Exception):
    """Every worker that took this task up was killed while doing it."""


def work() -> None:
    """Do tasks as they come, until SIGTERM or SIGINT; the one in hand is finished first."""
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    name = uuid.uuid4().hex
    with alive(name):
        take_up_what_was_left()
        worker = Worker(
            queue_names=["*"],
            interval=INTERVAL,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=[],
        )
        worker.configure_signals()
        with _rounds():
            worker.run()


@contextmanager
def _rounds() -> Iterator[None]:
    """Make the rounds of all apps beside the tasks, however long one of those takes; the one in hand is finished."""
    over = threading.Event()
    walker = threading.Thread(target=_walk, args=(over,), name="rounds")
    walker.start()
    try:
        yield
    finally:
        over.set()
        walker.join()


def _walk(over: threading.Event) -> None:
    rounds = Rounds()
    while not over.wait(INTERVAL):
        close_old_connections()
        rounds.make(timezone.now())
    connection.close()


def take_up_what_was_left() -> int:
    """Make tasks of dead workers ready again, how many; one that outlived too many workers has failed."""
    taken_up = 0
    with transaction.atomic():
        for task in DBTaskResult.objects.select_for_update().filter(status=TaskResultStatus.RUNNING):
            if task.worker_ids and is_alive(task.worker_ids[-1]):
                continue
            if len(task.worker_ids) >= TRIES:
                task.set_failed(Abandoned(f"{TRIES} workers were killed while doing this."))
                continue
            task.status, task.started_at = TaskResultStatus.READY, None
            task.save(update_fields=["status", "started_at"])
            taken_up += 1
    return taken_up
