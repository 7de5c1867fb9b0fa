"""Fixtures that run commands: in the test's own process, or as a person at a shell would."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from sightline.foundation.commands import dispatch

PATIENCE = 120  # seconds


@dataclass(frozen=True)
class Ran:
    """What a command did: its exit status and what it printed."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Installation:
    """A home and a database, with nothing in them until ``init`` is run."""

    home: Path
    database_url: str
    _running: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("SIGHTLINE_")}
        own = {"SIGHTLINE_HOME": str(self.home), "DATABASE_URL": self.database_url}
        return {**inherited, **own, "DJANGO_SETTINGS_MODULE": "sightline.settings", "PYTHONWARNINGS": ""}

    def run(self, *words: object, timeout: float = PATIENCE) -> Ran:
        """Run ``sightline WORDS`` to its end."""
        done = subprocess.run(
            _command(words),
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=timeout,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def start(self, *words: object) -> subprocess.Popen[str]:
        """Leave ``sightline WORDS`` running; it is stopped when the test ends."""
        process = subprocess.Popen(
            _command(words), env=self.environment, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        self._running.append(process)
        return process

    def stop_all(self) -> None:
        for process in self._running:
            if process.poll() is None:
                process.terminate()
            process.communicate(timeout=PATIENCE)


def _command(words: tuple[object, ...]) -> list[str]:
    return [sys.executable, "-m", "sightline.cli", *(str(word) for word in words)]


@contextmanager
def _administrator() -> Iterator[psycopg.Connection[Any]]:
    """A session in which databases can be made and dropped."""
    with psycopg.connect(f"{_server()}/postgres", autocommit=True) as session:
        yield session


def _server() -> str:
    return os.environ["DATABASE_URL"].rpartition("/")[0]


@contextmanager
def _an_installation(home: Path) -> Iterator[Installation]:
    """An installation with nothing in it; on PostgreSQL, with a database of its own for as long as it lives."""
    if connection.vendor == "sqlite":
        made = Installation(home, "")
        yield made
        made.stop_all()
        return
    name = f"installation_{uuid4().hex}"
    with _administrator() as session:
        session.execute(f"CREATE DATABASE {name}".encode())
        made = Installation(home, f"{_server()}/{name}")
        yield made
        made.stop_all()
        session.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    with _an_installation(tmp_path / "home") as made:
        yield made


@pytest.fixture(scope="session")
def _pattern(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation after ``init``, to be copied."""
    with _an_installation(tmp_path_factory.mktemp("pattern") / "home") as made:
        assert made.run("init").status == 0
        yield made


@pytest.fixture
def ready_installation(installation: Installation, _pattern: Installation) -> Installation:
    shutil.copytree(_pattern.home, installation.home)
    if installation.database_url:
        own, pattern = (each.database_url.rpartition("/")[2] for each in (installation, _pattern))
        with _administrator() as session:
            session.execute(f"DROP DATABASE {own}".encode())
            session.execute(f"CREATE DATABASE {own} TEMPLATE {pattern}".encode())
    return installation


@pytest.fixture
def run_command(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def run(*words: object) -> Ran:
        capsys.readouterr()
        try:
            status = dispatch([str(word) for word in words])
        except SystemExit as stop:  # argparse ends a misuse this way
            status = stop.code if isinstance(stop.code, int) else 1
        printed = capsys.readouterr()
        return Ran(status, printed.out, printed.err)

    return run
