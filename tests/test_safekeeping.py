"""Backups made and restored as somebody would: in processes of their own, on the database that is tested.

The archive says the same whichever database it came from, so the way through another database and back is an
oracle: what comes out has the digests of what went in.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from sightline.datasets import child_key
from sightline.home.safekeeping import manifest, staging
from tests.commands import Installation

SAMPLES = Path(__file__).parent / "samples"
REPORT = """---
kind: scrutineer
title: A report
period: 2024-25
---
::: claim
Twenty-three actions were outstanding.
check: actions.outstanding at 2025-03-31 = 23
:::
"""
ATTACHED = b"%PDF-1.7 what somebody put beside a record"
ATTACH = f"""
import django
django.setup()
from django.core.files.uploadedfile import SimpleUploadedFile
from sightline.files.services import kept
from sightline.foundation.access import Shell
from sightline.partnership.models import Partnership
upload = SimpleUploadedFile("audit.pdf", {ATTACHED!r})
with kept(by=Shell(), right="actions.edit", partnership=Partnership.objects.get(), upload=upload):
    pass
"""
DESTROY = """
import django
django.setup()
from sightline.files.models import StoredFile
from sightline.files.services import destroy
from sightline.foundation.access import Shell
destroy(by=Shell(), file=StoredFile.objects.get(), reason="It names somebody")
"""
HISTORY = {"database/audit.event.jsonl", "database/audit.seal.jsonl"}
"""What a restore adds to: it says in the trail that it took place."""


def fill(installation: Installation) -> Installation:
    """Westmoor with its agencies, its actions, a file that is attached and a published report."""
    text = installation.home.parent / "report.md"
    text.write_text(REPORT)
    for words in (
        ("init",),
        ("partnership", "create", "westmoor", "--name", "Westmoor"),
        ("import", SAMPLES / "agencies.csv", "--partnership", "westmoor"),
        ("import", SAMPLES / "action-tracker.xlsx", "--partnership", "westmoor"),
        ("report", "import", text, "--partnership", "westmoor"),
        ("report", "publish", "a-report", "--partnership", "westmoor"),
    ):
        done = installation.run(*words)
        assert done.status == 0, done.err
    subprocess.run([sys.executable, "-c", ATTACH], env=installation.environment, check=True)
    return installation


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of Westmoor, made once from SQLite."""
    home = tmp_path_factory.mktemp("backup")
    made = fill(Installation(home / "home", ""))
    path = home / "westmoor.backup"
    done = made.run("backup", path, "--json")
    assert done.status == 0, done.err
    assert done.json["files"] > 0
    return path


@contextmanager
def database(installation: Installation) -> Iterator[Callable[[str], list[Any]]]:
    """Ask the database of an installation a question, from outside."""
    if installation.database_url:
        with psycopg.connect(installation.database_url) as connected:
            yield lambda question: connected.execute(question.encode()).fetchall()
    else:
        with closing(sqlite3.connect(installation.home / "sightline.sqlite3")) as connected:
            yield lambda question: connected.execute(question).fetchall()


def state(installation: Installation) -> tuple[list[str], set[str]]:
    """The partnerships that are there, if there is anything, and the kept files."""
    with database(installation) as ask:
        try:
            slugs = [slug for (slug,) in ask("SELECT slug FROM partnership_partnership ORDER BY slug")]
        except (sqlite3.OperationalError, psycopg.errors.UndefinedTable):
            slugs = []
    files = installation.home / "files"
    return slugs, {
        path.name for path in files.rglob("*") if path.is_file() and not path.name.startswith("progress")
    }


def parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        told = json.loads(archive.read(manifest.NAME))
    return {name: member["sha256"] for name, member in told["members"].items()}


def records(path: Path, name: str) -> list[Any]:
    with zipfile.ZipFile(path) as archive:
        return [json.loads(line) for line in archive.read(name).splitlines()]


def changed(path: Path, to: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """A copy of an archive that says something else of itself."""
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(to, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == manifest.NAME:
                told = json.loads(content)
                change(told)
                content = json.dumps(told).encode()
            after.writestr(name, content)
    return to


def test_a_restored_copy_is_the_same_its_trail_holds_and_its_report_stands(
    installation: Installation, backup: Path, tmp_path: Path
) -> None:
    done = installation.run("restore", backup, "--json")
    assert done.status == 0, done.err
    assert done.json["audit"]["holds"]
    assert [(one["slug"], one["stands"]) for one in done.json["reports"]] == [("a-report", True)]
    measured = installation.run(
        "measure", "actions.outstanding", "--partnership", "westmoor", "--at", "2025-03-31", "--json"
    )
    assert measured.json["value"] == 23

    kept = installation.home / "files" / "attached" / "1" / f"{sha256(ATTACHED).hexdigest()}.pdf"
    assert kept.read_bytes() == ATTACHED
    again = tmp_path / "again.backup"
    assert installation.run("backup", again).status == 0
    before, after = parts(backup), parts(again)
    assert before.keys() == after.keys()
    differing = {name for name in before if before[name] != after[name]} - HISTORY
    assert all(records(backup, name) == records(again, name) for name in differing), differing
    said = records(again, "database/audit.event.jsonl")
    assert said[: len(records(backup, "database/audit.event.jsonl"))] == records(
        backup, "database/audit.event.jsonl"
    )
    assert staging.RESTORED in said[-1]

    added = installation.run("import", SAMPLES / "challenge-log.xlsx", "--partnership", "westmoor", "--json")
    assert added.status == 0, added.err
    assert added.json["created"] == 46
    assert added.json["id"] > max(row[0] for row in records(backup, "database/imports.import.jsonl")), (
        "a number is given once, and never again"
    )


def test_a_file_that_was_destroyed_is_in_no_later_backup_and_nobody_misses_it(
    installation: Installation, backup: Path, tmp_path: Path
) -> None:
    def attached(archive: Path) -> set[str]:
        return {name for name in parts(archive) if name.startswith("files/attached/")}

    assert installation.run("restore", backup).status == 0
    assert attached(backup)
    subprocess.run([sys.executable, "-c", DESTROY], env=installation.environment, check=True)
    later = tmp_path / "later.backup"
    assert installation.run("backup", later).status == 0
    assert not attached(later)
    assert "audit.pdf" not in json.dumps(records(later, "database/files.storedfile.jsonl"))
    done = installation.run("restore", later, "--replace", "--json")
    assert done.status == 0, done.err
    assert done.json["audit"]["holds"]
    assert installation.run("doctor", "--json").json["ok"]


def test_records_that_are_there_are_lost_only_when_one_says_so(
    installation: Installation, backup: Path
) -> None:
    installation.run("init")
    installation.run("partnership", "create", "eastvale", "--name", "Eastvale")
    refused = installation.run("restore", backup)
    assert refused.status == 1
    assert "--replace" in refused.err
    assert state(installation)[0] == ["eastvale"]
    assert installation.run("restore", backup, "--replace").status == 0
    assert state(installation)[0] == ["westmoor"]


def test_a_damaged_a_truncated_and_a_strange_file_change_nothing(
    installation: Installation, backup: Path, tmp_path: Path
) -> None:
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    damaged, truncated = tmp_path / "damaged.backup", tmp_path / "truncated.backup"
    damaged.write_bytes(content)
    truncated.write_bytes(backup.read_bytes()[:-2000])
    for path in (damaged, truncated, SAMPLES / "challenge-log.xlsx"):
        refused = installation.run("restore", path)
        assert refused.status == 1, path
        assert "nothing was changed" in refused.err
        assert "Traceback" not in refused.err
    assert state(installation) == ([], set())
    assert installation.run("restore", tmp_path / "not-there").status == 2
    assert not (installation.home / "restoring").exists()


def test_a_newer_version_is_refused_and_an_older_one_is_migrated(
    installation: Installation, backup: Path, tmp_path: Path
) -> None:
    def newer(told: dict[str, Any]) -> None:
        told["version"] = "9.0"
        told["migrations"]["people"].append("0999_what_is_to_come")

    refused = installation.run("restore", changed(backup, tmp_path / "newer.backup", newer))
    assert refused.status == 1
    assert "newer version" in refused.err
    assert "9.0" in refused.err

    def older(
        told: dict[str, Any],
    ) -> None:  # that step of the sign-in library adds a constraint, and no column
        assert told["migrations"]["account"].pop() == "0009_emailaddress_unique_primary_email"

    done = installation.run("restore", changed(backup, tmp_path / "older.backup", older), "--json")
    assert done.status == 0, done.err
    assert done.json["migrated"]
    assert installation.run("doctor", "--json").json["ok"]


def test_records_that_do_not_fit_change_nothing(
    installation: Installation, backup: Path, tmp_path: Path
) -> None:
    def fewer(told: dict[str, Any]) -> None:
        told["tables"] = [table for table in told["tables"] if table["model"] != "partnership.partnership"]

    def renamed(told: dict[str, Any]) -> None:
        told["tables"][0]["columns"][-1] = "another"

    for change in (fewer, renamed):
        refused = installation.run("restore", changed(backup, tmp_path / "odd.backup", change))
        assert refused.status == 1, refused.err
        assert "nothing was changed" in refused.err
        assert state(installation) == ([], set())


def test_keys_go_along_only_when_asked_for(installation: Installation, backup: Path, tmp_path: Path) -> None:
    assert manifest.SECRET_KEY not in parts(backup)
    assert installation.run("restore", backup).status == 0
    (installation.home / child_key.NAME).write_text("ab" * 32)
    without = tmp_path / "without.backup"
    assert "The key of children is not in it" in installation.run("backup", without).out
    assert child_key.NAME not in parts(without)
    with_key, other = tmp_path / "with-key.backup", Installation(tmp_path / "other", "")
    assert installation.run("backup", with_key, "--with-secret-key").status == 0
    assert other.run("restore", with_key).status == 0
    for name in manifest.KEYS:
        assert (other.home / name).read_text() == (installation.home / name).read_text()
        assert (other.home / name).stat().st_mode & 0o077 == 0


def test_a_killed_restore_leaves_the_old_or_the_new_and_never_half(
    installation: Installation, backup: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(backup) as archive:
        theirs = {Path(name).name for name in archive.namelist() if name.startswith("files/")}
    ours = installation.home / "files" / "imports" / "1" / "ours.csv"
    installation.run("init")
    installation.run("partnership", "create", "eastvale", "--name", "Eastvale")
    ours.parent.mkdir(parents=True)
    ours.write_text("ours")
    old = tmp_path / "old.backup"
    assert installation.run("backup", old).status == 0
    began = time.monotonic()
    assert installation.run("restore", backup, "--replace").status == 0
    whole = time.monotonic() - began
    assert installation.run("restore", old, "--replace").status == 0
    seen = set()
    for part in (0.5, 0.7, 0.85, 0.95):
        restoring = installation.start("restore", backup, "--replace")
        time.sleep(part * whole)
        os.kill(restoring.pid, signal.SIGKILL)
        restoring.wait()
        assert installation.run("init").status == 0, "whoever comes next finishes or undoes it"
        slugs, files = state(installation)
        assert (slugs, files) in ((["eastvale"], {"ours.csv"}), (["westmoor"], theirs))
        assert not (installation.home / "restoring").exists()
        seen.add(slugs[0])
        if slugs == ["westmoor"]:
            break
    assert "eastvale" in seen, "at least one was killed before its end"
    again = installation.run("restore", backup, "--replace", "--json")
    assert again.json["audit"]["holds"]


def test_a_database_that_is_damaged_beyond_reading_is_put_aside(tmp_path: Path, backup: Path) -> None:
    broken = Installation(tmp_path / "home", "")
    broken.home.mkdir()
    (broken.home / "sightline.sqlite3").write_bytes(b"this is no database" * 1000)
    assert broken.run("restore", backup).status == 1, "it is not empty"
    done = broken.run("restore", backup, "--replace")
    assert done.status == 0, done.err
    assert state(broken)[0] == ["westmoor"]
    assert [path.read_bytes()[:4] for path in broken.home.glob("*.damaged-*")] == [b"this"]


def test_nothing_is_restored_under_a_running_installation(installation: Installation, backup: Path) -> None:
    lock = installation.home / "workers" / "somebody.lock"
    lock.parent.mkdir(parents=True)
    with lock.open("w") as held:  # as a worker does for as long as it lives
        fcntl.flock(held, fcntl.LOCK_EX)
        refused = installation.run("restore", backup)
    assert refused.status == 1
    assert "Stop it" in refused.err


def test_a_backup_made_while_others_write_is_of_one_moment(
    installation: Installation, tmp_path: Path, backup: Path
) -> None:
    assert installation.run("restore", backup).status == 0
    importing = installation.start(
        "import", SAMPLES / "training-bookings-2023-24.csv", "--partnership", "westmoor"
    )
    copies: list[Path] = []
    while importing.poll() is None:
        copies.append(tmp_path / f"{len(copies)}.backup")
        assert installation.run("backup", copies[-1]).status == 0
    assert importing.returncode == 0, importing.stderr and importing.stderr.read()
    for copy in copies:
        bookings, sessions = (
            records(copy, f"database/training.{name}.jsonl") for name in ("booking", "session")
        )
        assert (len(bookings), len(sessions)) in ((0, 0), (8688, 307))
    done = installation.run("restore", copies[-1], "--replace", "--json")
    assert done.status == 0, done.err
    assert done.json["audit"]["holds"]


def test_a_backup_replaces_the_one_before_and_leaves_nothing_beside_it(
    installation: Installation, tmp_path: Path
) -> None:
    there = tmp_path / "kept"
    there.mkdir()
    installation.run("init")
    for _ in range(2):
        assert installation.run("backup", there / "a.backup").status == 0
    assert [path.name for path in there.iterdir()] == ["a.backup"]
    assert installation.run("backup", there).status == 2
    assert installation.run("backup", tmp_path / "no" / "a.backup").status == 1


def test_a_backup_needs_a_database_of_this_version(installation: Installation, tmp_path: Path) -> None:
    refused = installation.run("backup", tmp_path / "a.backup")
    assert refused.status == 1
    assert "init" in refused.err
    assert not (tmp_path / "a.backup").exists()


def test_the_database_under_test_is_the_one_that_is_meant(installation: Installation) -> None:
    assert bool(installation.database_url) == (connection.vendor == "postgresql")
