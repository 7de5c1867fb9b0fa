"""The service: whom it answers, how mail leaves it, and whether its background work is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sightline.foundation.alive import is_alive
from sightline.home.doctor.findings import Finding, fine, some, warning, wrong
from sightline.imports.models import Import, Stage

LOCAL = {"localhost", "127.0.0.1", "[::1]", "::1"}
PATIENCE = timedelta(minutes=10)
A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)
MAIL_PATIENCE = 5  # seconds
UNFINISHED = [stage for stage in Stage if stage.is_unfinished]


def is_local() -> bool:
    """Whether the site answers on this machine only."""
    return set(settings.ALLOWED_HOSTS) <= LOCAL


def hosts() -> Iterator[Finding]:
    """Whether the site can be reached as it should, and not otherwise."""
    if is_local():
        yield fine("The site answers on this machine only (SIGHTLINE_HOSTS is not set).")
        return
    if "*" in settings.ALLOWED_HOSTS:
        yield wrong("The site answers to any name.", "Name its own in SIGHTLINE_HOSTS.")
    if not settings.HTTPS:
        yield wrong(
            "The site is reached from other machines without HTTPS: passwords can be read on the way.",
            "Put it behind a server that speaks HTTPS, and set SIGHTLINE_HTTPS=1.",
        )
    else:
        yield fine(f"The site answers to {some(settings.ALLOWED_HOSTS)} over HTTPS.")
    if settings.DEBUG:
        yield wrong("Errors show the inside of the program to anybody.", "Take SIGHTLINE_DEBUG away.")


def mail() -> Iterator[Finding]:
    """Whether invitations and reminders reach people."""
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        where = f"Mail is not sent but kept in {settings.HOME / 'mail'}."
        if is_local():
            yield fine(where)
        else:
            yield warning(where, "Set SIGHTLINE_MAIL, such as smtp://user:password@mail.example.org:587.")
        return
    server = get_connection(timeout=MAIL_PATIENCE)
    try:
        server.open()
        server.close()
    except OSError as problem:
        yield wrong(
            f"The mail server does not answer: {problem}.", "Correct SIGHTLINE_MAIL, or start the server."
        )
    else:
        yield fine("The mail server answers.")


def work() -> Iterator[Finding]:
    """Whether background work is being done."""
    now = timezone.now()
    alive = any(is_alive(lock.stem) for lock in sorted((settings.HOME / "workers").glob("*.lock")))
    waiting = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY, enqueued_at__lt=now - PATIENCE
    ).count()
    left = [
        task
        for task in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
        if not (task.worker_ids and is_alive(task.worker_ids[-1]))
    ]
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, finished_at__gt=now - A_WEEK).count()
    if waiting and not alive:
        yield wrong(
            f"{waiting:,} pieces of work wait and nobody does them.",
            "Start “sightline serve” or “sightline worker”.",
        )
    elif waiting:
        yield warning(
            f"{waiting:,} pieces of work have waited for over ten minutes.", "Look again in a while."
        )
    if left:
        yield warning(
            f"{len(left):,} pieces of work were killed half-way.",
            "They begin again when the next worker starts.",
        )
    if failed:
        yield warning(
            f"{failed:,} pieces of work failed in the last week.", "Look at the imports of those days."
        )
    if not waiting and not left and not failed:
        yield fine(
            "Background work is done." if alive else "No background work is waiting; no worker runs now."
        )


def imports() -> Iterator[Finding]:
    """Imports that were begun and never ended."""
    begun = Import.objects.filter(stage__in=UNFINISHED, created_at__lt=timezone.now() - A_DAY)
    names = [f"{one.file_name} ({one.partnership.slug})" for one in begun.select_related("partnership")]
    if names:
        yield warning(
            f"{len(names):,} imports were begun over a day ago and not finished: {some(names)}.",
            "Finish or discard them under Imports.",
        )
    else:
        yield fine("No import waits to be finished.")
