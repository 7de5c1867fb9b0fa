"""An import that is killed, or meets another, leaves all of itself or nothing, and nothing that is never found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from sightline.imports import services
from sightline.imports.models import Import, Stage
from sightline.imports.services import leftovers

SAMPLES = Path(__file__).parents[3] / "tests" / "samples"
BOOKINGS = SAMPLES / "training-bookings-2024-25.csv"
RECORDS, ATTENDED = 10_847, 9_166
PATIENCE = 180.0  # a busy machine is no failure


@pytest.fixture
def westmoor(ready_installation: Any) -> Any:
    """An installation with a partnership and its agencies."""
    run = ready_installation.run
    assert run("partnership", "create", "westmoor", "--name", "Westmoor").status == 0
    assert run("import", SAMPLES / "agencies.csv", "--partnership", "westmoor").status == 0
    return ready_installation


@pytest.fixture
def never_whole(tmp_path: Path) -> Iterator[Path]:
    """A file that goes on arriving, however slowly somebody looks: a pipe into which nothing is written."""
    path = tmp_path / BOOKINGS.name
    os.mkfifo(path)
    held_open = os.open(path, os.O_RDWR)
    yield path
    os.close(held_open)


def import_of_bookings(installation: Any, path: Path = BOOKINGS) -> subprocess.Popen[str]:
    words = ["import", str(path), "--partnership", "westmoor", "--json"]
    return subprocess.Popen(
        [sys.executable, "-m", "sightline.cli", *words],
        env=installation.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def is_arriving(files: Path) -> bool:
    return any(files.glob("imports/*/arriving-*"))


def is_kept(files: Path) -> bool:
    return len(list(files.glob("imports/*/*.csv"))) > 1  # the agencies are the other


def is_writing(files: Path) -> bool:
    told = [json.loads(path.read_text())["rows"] for path in files.glob("imports/outcomes/*/progress.json")]
    return max(told, default=0) > 0


@pytest.mark.parametrize("moment", [is_arriving, is_kept, is_writing])
def test_a_killed_import_leaves_no_record_and_can_be_repeated(
    westmoor, never_whole: Path, moment: Callable[[Path], bool]
):
    files = westmoor.home / "files"
    process = import_of_bookings(westmoor, never_whole if moment is is_arriving else BOOKINGS)
    deadline = time.monotonic() + PATIENCE
    while not moment(files):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.001)
    process.kill()
    process.communicate()

    measure = (
        "measure",
        "training.places_attended",
        "--partnership",
        "westmoor",
        "--in",
        "2024-25",
        "--json",
    )
    after = westmoor.run(*measure)
    assert (after.status, after.json["value"]) == (3, None)
    assert westmoor.run("audit", "verify").status == 0
    again = westmoor.run("import", BOOKINGS, "--partnership", "westmoor", "--json")
    assert again.status == 0, again.err
    assert (again.json["created"], again.json["unchanged"], again.json["refused"]) == (RECORDS, 0, 0)
    assert westmoor.run(*measure).json["value"] == ATTENDED
    assert westmoor.run("audit", "verify").status == 0


def test_two_imports_of_one_file_at_one_moment_change_things_once(westmoor):
    both = [import_of_bookings(westmoor) for _ in range(2)]
    told = [process.communicate(timeout=PATIENCE) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    documents = sorted((json.loads(out) for out, _ in told), key=lambda document: document["created"])
    assert [(one["created"], one["updated"], one["unchanged"]) for one in documents] == [
        (0, 0, RECORDS),
        (RECORDS, 0, 0),
    ]
    assert westmoor.run("audit", "verify").status == 0


@pytest.fixture
def left_behind(partnership, shell, settings, tmp_path):
    """Imports of every stage, and files without an import, each of an age that is given."""
    settings.FILES = tmp_path / "files"

    def make(age: timedelta) -> list[Import]:
        made = []
        for number, stage in enumerate(Stage):
            content = f"{stage},{age}".encode()
            import_ = services.receive(
                by=shell, partnership=partnership, name=f"{number}.csv", chunks=[content]
            )
            Import.objects.filter(pk=import_.pk).update(stage=stage, created_at=timezone.now() - age)
            made.append(import_)
        folder = Path(django_settings.FILES) / "imports" / str(partnership.pk)
        for name in (f"arriving-{age.days}", f"{'0' * 63}{age.days}.csv"):
            path = folder / name
            path.write_bytes(b"half of a file")
            then = time.time() - age.total_seconds()
            os.utime(path, (then, then))
        return made

    return make


KEPT_FOR_GOOD = {Stage.COMMITTING, Stage.COMMITTED, Stage.UNDONE}


def test_what_a_killed_import_left_behind_is_removed_by_a_later_one(
    left_behind, partnership, shell, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        old = left_behind(timedelta(days=2))
        new = left_behind(timedelta(minutes=5))
        leftovers.clear(by=shell, partnership=partnership)
    assert set(Import.objects.values_list("stage", flat=True)) == set(Stage)
    assert Import.objects.filter(pk__in=[one.pk for one in old]).count() == len(KEPT_FOR_GOOD)
    assert Import.objects.filter(pk__in=[one.pk for one in new]).count() == len(Stage)
    folder = Path(django_settings.FILES) / "imports" / str(partnership.pk)
    kept = {path.name for path in folder.iterdir()}
    assert kept == {Path(one.stored_as).name for one in Import.objects.all()} | {
        "arriving-0",
        f"{'0' * 64}.csv",
    }


def test_a_file_that_another_import_needs_is_not_forgotten(
    partnership, shell, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.FILES = tmp_path / "files"
    one, other = (
        services.receive(by=shell, partnership=partnership, name="same.csv", chunks=[b"Ref,Action\n1,x"])
        for _ in range(2)
    )
    with django_capture_on_commit_callbacks(execute=True):
        services.discard(by=shell, import_=one)
    assert (Path(django_settings.FILES) / other.stored_as).exists()
    with django_capture_on_commit_callbacks(execute=True):
        services.discard(by=shell, import_=other)
    assert not (Path(django_settings.FILES) / other.stored_as).exists()
