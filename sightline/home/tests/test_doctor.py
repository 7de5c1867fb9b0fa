"""The doctor: each thing that can be wrong is found, and told with what to do about it."""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
import tempfile
import time
from collections import namedtuple
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from sightline.audit import services as audit
from sightline.audit.models import Event
from sightline.files.models import StoredFile
from sightline.home.doctor import commands, database, machine, people, place, service
from sightline.home.doctor.findings import Examination, Finding, Level
from sightline.home.safekeeping import schema
from sightline.imports.models import Import, Stage
from sightline.partnership.models import Partnership
from sightline.partnership.roles import ADMINISTRATOR, COORDINATOR, SCRUTINEER
from sightline.people.models import Person
from tests.commands import Installation

Usage = namedtuple("Usage", "total used free")


def graver(found: Iterable[Finding]) -> list[Finding]:
    """What is not fine; all of it says what to do."""
    told = [finding for finding in found if finding.level is not Level.FINE]
    assert all(finding.do for finding in told)
    return told


def one(found: Iterable[Finding], level: Level, words: str) -> None:
    """The one thing that is not fine is this."""
    told = graver(found)
    assert [finding.level for finding in told] == [level], told
    assert words in told[0].what


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    """A home of the test's own."""
    settings.HOME, settings.FILES = tmp_path / "home", tmp_path / "home" / "files"
    settings.FILES.mkdir(parents=True)
    settings.HOME.chmod(0o700)
    return settings.HOME


@pytest.fixture
def received(partnership: Partnership, home: Path) -> Callable[..., Import]:
    """Makes an import with its kept file."""

    def make(stage: Stage = Stage.COMMITTED, **values: Any) -> Import:
        made: Import = Import.objects.create(
            partnership=partnership,
            file_name="a.csv",
            stored_as="imports/1/abc.csv",
            size=1,
            stage=stage,
            **values,
        )
        path = home / "files" / made.stored_as
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
        return made

    return make


def long_ago(path: Path) -> None:
    then = time.time() - 2 * place.AN_HOUR
    os.utime(path, (then, then))


# --- the home and what lies in it


def test_a_home_for_its_owner_alone_is_fine(home: Path) -> None:
    assert not graver(place.home())


def test_a_home_that_others_can_look_into_is_told(home: Path) -> None:
    home.chmod(0o755)
    one(place.home(), Level.WARNING, "Other users")


def test_a_home_that_is_not_there_is_wrong(home: Path, settings: Any) -> None:
    settings.HOME = home / "nowhere"
    one(place.home(), Level.WRONG, "does not exist")


def test_a_home_that_cannot_be_written_to_is_wrong(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**given: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    one(place.home(), Level.WRONG, "Permission denied")


def test_a_secret_key_that_others_can_read_is_wrong(
    home: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SIGHTLINE_SECRET_KEY")
    (home / "secret-key").write_text("x" * 50)
    (home / "secret-key").chmod(0o644)
    one(place.secret_key(), Level.WRONG, "sign in as anybody")
    (home / "secret-key").chmod(0o600)
    assert not graver(place.secret_key())
    settings.SECRET_KEY = "short"
    one(place.secret_key(), Level.WRONG, "guessed")


def test_files_of_killed_uploads_and_files_of_nothing_are_told(
    received: Callable[..., Import], home: Path
) -> None:
    import_ = received()
    outcome = home / "files" / "imports" / "outcomes" / str(import_.pk) / "rows-not-imported.xlsx"
    stray = home / "files" / "imports" / "1" / "stray.csv"
    arriving = home / "files" / "imports" / "1" / "arriving-abc"
    for path in (outcome, stray, arriving):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    assert not graver(place.leftovers()), "what is young may still be in hand"
    for path in (home / "files").rglob("*"):
        long_ago(path)
    told = [finding.what for finding in graver(place.leftovers())]
    assert len(told) == 2
    assert "arriving-abc" in told[0]
    assert "1 files belong to nothing" in told[1]
    assert "stray.csv" in told[1]


def test_a_file_that_is_gone_is_wrong(received: Callable[..., Import], home: Path) -> None:
    import_ = received()
    assert not graver(place.missing_files())
    (home / "files" / import_.stored_as).unlink()
    one(place.missing_files(), Level.WRONG, "a.csv")


@pytest.fixture
def attached(partnership: Partnership, home: Path) -> Path:
    """A file that somebody put beside a record."""
    path = home / "files" / "attached" / "1" / "abc.pdf"
    path.parent.mkdir(parents=True)
    path.write_text("x")
    StoredFile.objects.create(
        partnership=partnership, name="audit.pdf", stored_as="attached/1/abc.pdf", size=1
    )
    return path


def test_a_file_that_a_record_refers_to_is_no_stray_however_old(attached: Path) -> None:
    long_ago(attached)
    assert not graver(place.leftovers())
    assert not graver(place.missing_files())


@pytest.mark.parametrize("becomes", ["", None])
def test_a_file_of_a_record_that_is_gone_or_cut_short_is_wrong(attached: Path, becomes: str | None) -> None:
    attached.unlink()
    if becomes is not None:
        attached.write_text(becomes)
    one(place.missing_files(), Level.WRONG, "1 attached files are missing or cut short: audit.pdf (westmoor)")


def test_an_interrupted_restore_is_told(home: Path) -> None:
    assert not graver(place.unfinished_restore())
    (home / "restoring").mkdir()
    one(place.unfinished_restore(), Level.WARNING, "interrupted")


def test_static_files_of_another_version_are_told(home: Path, settings: Any) -> None:
    settings.STATIC_ROOT = home / "static"
    one(place.static_files(), Level.WARNING, "not in place")
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / ".gathered").write_text("another")
    one(place.static_files(), Level.WARNING, "another version")


# --- the machine


@pytest.mark.parametrize(
    ("free", "level"), [(50_000_000_000, None), (1_000_000_000, Level.WARNING), (1_000_000, Level.WRONG)]
)
def test_a_full_disk_is_told_before_it_is_full(
    free: int, level: Level | None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(0, 0, free))
    assert [finding.level for finding in graver(machine.room())] == ([level] if level else [])


def test_a_clock_that_went_back_is_wrong(partnership: Partnership, shell: Any) -> None:
    assert not graver(machine.history_is_past())
    event = audit.note(by=shell, partnership=partnership, verb="looked")
    with connection.cursor() as cursor:  # the trail itself lets nobody change it
        later = timezone.now() + timedelta(days=1)
        cursor.execute("UPDATE audit_event SET at = %s WHERE id = %s", [later, event.pk])
    one(machine.history_is_past(), Level.WRONG, "still to come")


def test_an_old_python_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    one(machine.software(), Level.WRONG, "Python")


def test_a_time_zone_that_is_not_known_is_wrong(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> None:
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr(machine, "ZoneInfo", unknown)
    one(machine.clock(), Level.WRONG, "time zone")


def test_a_document_is_made_to_see_whether_it_can_be() -> None:
    assert not graver(machine.documents())


# --- the database


def test_this_database_is_fine(db: None) -> None:
    assert database.readable()
    assert not graver([*database.reachable(), *database.version(), *database.engine(), *database.trail()])


def test_a_database_of_a_newer_version_is_wrong(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "applied", lambda: {"people": ["0999_later"]})
    one(database.version(), Level.WRONG, "people.0999_later")


def test_a_trail_that_was_altered_is_wrong(
    partnership: Partnership, shell: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        event = audit.note(by=shell, partnership=partnership, verb="looked")
    assert not graver(database.trail())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET verb = 'another' WHERE id = %s", [event.pk])
    one(database.trail(), Level.WRONG, f"event {event.pk}")


def test_a_trail_that_a_crash_left_unsealed_is_only_told(partnership: Partnership, shell: Any) -> None:
    audit.note(by=shell, partnership=partnership, verb="looked")
    one(database.trail(), Level.WARNING, "not sealed")
    assert Event.objects.count() == 1


# --- the service


def test_a_site_for_others_needs_https_its_own_name_and_mail(settings: Any, home: Path) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    assert not graver(service.hosts())
    settings.ALLOWED_HOSTS = ["sightline.example.org"]
    settings.HTTPS = False
    one(service.hosts(), Level.WRONG, "without HTTPS")
    settings.HTTPS = True
    assert not graver(service.hosts())
    settings.ALLOWED_HOSTS = ["*"]
    one(service.hosts(), Level.WRONG, "any name")
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    one(service.mail(), Level.WARNING, "not sent")


def test_a_mail_server_that_does_not_answer_is_wrong(settings: Any) -> None:
    assert not graver(service.mail())
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    one(service.mail(), Level.WRONG, "does not answer")


def task(**values: Any) -> DBTaskResult:
    made = DBTaskResult.objects.create(
        task_path="x", args_kwargs={"args": [], "kwargs": {}}, backend_name="default", queue_name="default",
        exception_class_path="", traceback="", **values,
    )  # fmt: skip
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))
    return made


def test_work_that_nobody_does_is_wrong(db: None, home: Path) -> None:
    assert not graver(service.work())
    task(status="READY")
    one(service.work(), Level.WRONG, "nobody does them")
    (home / "workers").mkdir()
    with (home / "workers" / "me.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        one(service.work(), Level.WARNING, "have waited")


def test_work_that_was_killed_or_failed_is_told(db: None, home: Path) -> None:
    task(status="RUNNING", worker_ids=["gone"])
    task(status="FAILED", finished_at=timezone.now())
    assert [finding.what.split()[-3:] for finding in graver(service.work())] == [
        ["were", "killed", "half-way."],
        ["the", "last", "week."],
    ]


def test_an_import_that_nobody_finished_is_told(received: Callable[..., Import]) -> None:
    received(Stage.PREVIEW)
    assert not graver(service.imports())
    Import.objects.update(created_at=timezone.now() - timedelta(days=2))
    one(service.imports(), Level.WARNING, "a.csv (westmoor)")


# --- people


def test_a_partnership_that_nobody_administers_is_told(
    partnership: Partnership, person_with: Callable[..., Person]
) -> None:
    person_with(COORDINATOR)
    one(people.administrators(), Level.WARNING, "Nobody administers westmoor")
    person_with(ADMINISTRATOR)
    assert not graver(people.administrators())


def test_who_lacks_a_second_factor_is_named(
    partnership: Partnership, person_with: Callable[..., Person]
) -> None:
    person_with(COORDINATOR)
    person = person_with(SCRUTINEER, name="Sam Moss", second_factor=False)
    Authenticator.objects.create(user=person.account, type=Authenticator.Type.RECOVERY_CODES, data={})
    one(people.second_factors(), Level.WARNING, "Sam Moss")


def test_fictional_partnerships_beside_real_ones_are_told(partnership: Partnership) -> None:
    assert not list(people.demonstration())
    Partnership.objects.create(slug="harrowdale", name="Harrowdale", demonstration=True)
    one(people.demonstration(), Level.WARNING, "beside real ones")
    partnership.delete()
    assert not graver(people.demonstration())


# --- the whole


def test_what_cannot_be_looked_at_is_wrong_and_stops_nothing() -> None:
    def broken() -> Iterable[Finding]:
        raise RuntimeError("the disk is on fire")

    one(Examination("Disk", broken).findings(), Level.WRONG, "the disk is on fire")


def test_a_fresh_installation_is_in_order_and_one_without_tables_is_not(installation: Installation) -> None:
    before = installation.run("doctor", "--json")
    assert before.status == 1
    assert not before.json["ok"]
    assert any("sightline init" in finding["do"] for finding in before.json["findings"])
    installation.run("init")
    after = installation.run("doctor")
    assert after.status == 0, after.out
    assert after.out.splitlines()[-1].startswith("Nothing is wrong")


def test_every_examination_finds_something(db: None, home: Path) -> None:
    about = {about for about, _ in commands.examined()}
    assert about >= {examination.about for examination in commands.EXAMINATIONS} - {
        "Restore",
        "Demonstration",
    }
