"""A task whose worker was killed is done all the same, but not for ever."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sightline.foundation.alive import is_alive
from sightline.home.working import TRIES, take_up_what_was_left

pytestmark = pytest.mark.django_db


def task(*workers: str, status: str = TaskResultStatus.RUNNING) -> Any:
    now = timezone.now()
    return DBTaskResult.objects.create(
        status=status,
        started_at=now,
        run_after=now,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="no.such.task",
        backend_name="default",
        worker_ids=list(workers),
    )


def status_of(row: Any) -> str:
    row.refresh_from_db()
    return str(row.status)


def test_a_task_of_a_dead_worker_is_taken_up() -> None:
    left = task("a worker that is gone")
    assert take_up_what_was_left() == 1
    assert status_of(left) == TaskResultStatus.READY
    assert left.started_at is None


def test_a_task_of_a_living_worker_is_left_to_it() -> None:
    lock = settings.HOME / "workers" / "busy.lock"
    lock.parent.mkdir(exist_ok=True)
    holder = subprocess.Popen(
        [sys.executable, "-c", f"import fcntl, time; f = open({str(lock)!r}, 'w'); fcntl.flock(f, 2); "
         "print('held', flush=True); time.sleep(60)"],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    done_by_busy = task("busy")
    assert is_alive("busy")
    assert take_up_what_was_left() == 0
    assert status_of(done_by_busy) == TaskResultStatus.RUNNING
    holder.kill()
    holder.communicate()
    assert not is_alive("busy")
    assert take_up_what_was_left() == 1


def test_a_task_that_outlives_its_workers_again_and_again_has_failed() -> None:
    deadly = task(*[f"worker {number}" for number in range(TRIES)])
    assert take_up_what_was_left() == 0
    assert status_of(deadly) == TaskResultStatus.FAILED
    assert "Abandoned" in deadly.exception_class_path


def test_what_is_finished_or_waiting_is_not_touched() -> None:
    waiting, done = task(status=TaskResultStatus.READY), task("gone", status=TaskResultStatus.SUCCESSFUL)
    assert take_up_what_was_left() == 0
    assert status_of(waiting) == TaskResultStatus.READY
    assert status_of(done) == TaskResultStatus.SUCCESSFUL


def test_the_lock_of_a_dead_worker_is_cleared_away() -> None:
    lock: Path = settings.HOME / "workers" / "gone.lock"
    lock.parent.mkdir(exist_ok=True)
    lock.touch()
    assert not is_alive("gone")
    assert not lock.exists()
