"""What becomes of a restore that was killed, at each point where it can be."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import Any

import pytest

from sightline.audit import services as audit
from sightline.home.safekeeping import staging
from sightline.home.safekeeping.refusals import NotPossible

TOKEN = "0123456789abcdef"


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    """A home with a kept file, and a restore that has gathered another in its place."""
    settings.HOME, settings.FILES = tmp_path, tmp_path / "files"
    settings.FILES.mkdir()
    (settings.FILES / "old").write_text("old")
    staging.begin(TOKEN)
    (staging.files() / "new").write_text("new")
    staging.key("secret-key").write_text("another key")
    return tmp_path


@pytest.fixture
def records_are_in(db: None, shell: Any) -> None:
    """The database is the restored one: its trail carries the token."""
    audit.note(by=shell, partnership=None, verb=staging.RESTORED, detail={"token": TOKEN})


def kept(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "files").iterdir())


def test_killed_before_the_records_were_in_it_is_undone(home: Path, db: None) -> None:
    staging.settle()
    assert kept(home) == ["old"]
    assert not staging.folder().exists()
    assert not (home / "secret-key").exists()


def test_killed_after_the_records_were_in_it_is_finished(home: Path, records_are_in: None) -> None:
    staging.settle()
    assert kept(home) == ["new"]
    assert not staging.folder().exists()
    assert (home / "secret-key").read_text() == "another key"


def test_killed_between_the_two_renames_it_is_finished(home: Path, records_are_in: None) -> None:
    (home / "files").rename(staging.folder() / "files-before")
    staging.settle()
    assert kept(home) == ["new"]
    assert not staging.folder().exists()


def test_killed_while_tidying_up_it_is_tidied_up(home: Path, records_are_in: None) -> None:
    (home / "files").rename(staging.folder() / "files-before")
    staging.files().rename(home / "files")
    staging.settle()
    assert kept(home) == ["new"]
    assert not staging.folder().exists()


def test_the_token_of_another_restore_does_not_count(home: Path, db: None, shell: Any) -> None:
    audit.note(by=shell, partnership=None, verb=staging.RESTORED, detail={"token": "another"})
    staging.settle()
    assert kept(home) == ["old"]


def test_one_that_is_going_on_is_left_alone(home: Path, db: None) -> None:
    with (home / "restoring.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(NotPossible, match="going on"):
            staging.settle()
    assert staging.folder().exists()


def test_without_one_nothing_happens(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "nowhere"
    staging.settle()
    assert not settings.HOME.exists()
