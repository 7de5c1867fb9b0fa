"""The scripts behind the two commands find what they need, or say plainly what is missing."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts import chromium, postgres, setup, spark


@pytest.fixture
def nothing_is_done(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """No virtual environment yet, and no command is really run: those that would be are kept here."""
    ran: list[list[str]] = []

    def pretend(command: list[str], **_: Any) -> int:
        ran.append([str(word) for word in command])
        return 0

    monkeypatch.setattr(setup, "DONE", tmp_path / "set-up")
    monkeypatch.setattr(setup, "VENV", tmp_path / "venv")
    monkeypatch.setattr(setup, "PYTHON", tmp_path / "venv" / "bin" / "python")
    monkeypatch.setattr(setup.subprocess, "call", pretend)
    monkeypatch.setattr(setup.subprocess, "run", lambda command, **_: _completed(pretend(command)))
    return ran


def _completed(status: int, said: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.CompletedProcess([], status, said)


def test_setting_up_installs_what_the_lock_names_and_then_ourselves(nothing_is_done: list[list[str]]) -> None:
    setup.main()
    made, locked, ours = nothing_is_done
    assert "venv" in made
    assert "--require-hashes" in locked
    assert locked[-1] == "requirements.lock"
    assert ours[-2:] == ["-e", "."]
    assert not [word for command in nothing_is_done for word in command if "index" in word]


def test_setting_up_again_does_nothing(
    nothing_is_done: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    setup.main()
    monkeypatch.setattr(setup, "works", lambda python: True)
    nothing_is_done.clear()
    setup.main()
    assert nothing_is_done == []


def test_a_changed_lock_is_installed(
    nothing_is_done: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    setup.main()
    monkeypatch.setattr(setup, "works", lambda python: True)
    monkeypatch.setattr(setup, "fingerprint", lambda: "another")
    nothing_is_done.clear()
    setup.main()
    assert any("requirements.lock" in command for command in nothing_is_done)


def test_an_old_python_is_told_in_a_sentence(
    nothing_is_done: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup.sys, "version_info", (3, 9, 6))
    monkeypatch.setattr(setup.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match=r"Sightline needs Python 3\.11 or newer; .* is 3\.9"):
        setup.main()
    assert nothing_is_done == []


def test_an_old_python_hands_over_to_a_newer_one(
    nothing_is_done: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def replaced(path: str, words: list[str]) -> None:
        raise SystemExit(f"{path} took over")

    monkeypatch.setattr(setup.sys, "version_info", (3, 9, 6))
    monkeypatch.setattr(
        setup.shutil, "which", lambda name: "/opt/python3.12" if name == "python3.12" else None
    )
    monkeypatch.setattr(setup.os, "execv", replaced)
    with pytest.raises(SystemExit, match=r"/opt/python3\.12 took over"):
        setup.main()


def test_a_python_that_cannot_make_environments_is_told_in_a_sentence(
    nothing_is_done: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        setup.subprocess, "run", lambda command, **_: _completed(1, b"ensurepip is not available")
    )
    monkeypatch.setattr(setup.debian, "install", lambda *packages: False)
    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        setup.main()
    assert not setup.VENV.exists()


def test_a_chromium_that_is_named_goes_before_all_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = tmp_path / "my-chromium"
    own.write_text("#!/bin/sh\n")
    own.chmod(0o755)
    monkeypatch.setenv("SIGHTLINE_CHROMIUM", str(own))
    assert chromium.find() == str(own)
    monkeypatch.setenv("SIGHTLINE_CHROMIUM", str(tmp_path / "not there"))
    assert chromium.find() is None


def programs(folder: Path, version: str) -> Path:
    """A folder that looks like PostgreSQL of some version."""
    folder.mkdir(parents=True)
    for name in ("initdb", "postgres"):
        (folder / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture
def only_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, str], Path]:
    monkeypatch.setattr(postgres.shutil, "which", lambda name: None)
    monkeypatch.setattr(postgres, "PLACES", [f"{tmp_path}/*/bin"])
    monkeypatch.delenv("SIGHTLINE_TEST_DATABASE_URL", raising=False)
    return lambda name, version: programs(tmp_path / name / "bin", version)


def test_the_newest_postgresql_is_taken(only_here: Callable[[str, str], Path]) -> None:
    only_here("a", "15.18 (Debian 15.18-0+deb12u1)")
    newest = only_here("b", "17.2")
    only_here("c", "9.6.24")
    assert postgres.find() == newest


def test_a_postgresql_that_is_too_old_is_none(
    only_here: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    only_here("a", "14.9")
    assert postgres.find() is None
    monkeypatch.setattr(postgres.debian, "install", lambda *packages: False)
    with (
        pytest.raises(postgres.Unavailable, match="PostgreSQL 15 or newer, and none was found"),
        postgres.server(),
    ):
        pass


def test_a_server_that_is_named_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGHTLINE_TEST_DATABASE_URL", "postgres://elsewhere/sightline")
    with postgres.server() as url:
        assert url == "postgres://elsewhere/sightline"


def test_without_java_the_tests_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark.shutil, "which", lambda name: None)
    monkeypatch.setattr(spark.debian, "install", lambda *packages: False)
    assert "apt-get install openjdk-17-jre-headless" in str(spark.missing())


def test_spark_is_installed_from_its_lock_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []

    def pretend(command: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        ran.append(command)
        return _completed(1)

    monkeypatch.setattr(spark, "java_found", lambda: True)
    monkeypatch.setattr(spark, "installed", lambda: False)
    monkeypatch.setattr(spark.subprocess, "run", pretend)
    assert spark.missing() == spark.NO_SPARK
    assert "--require-hashes" in ran[0]
    assert ran[0][-1].endswith("requirements-spark.lock")
