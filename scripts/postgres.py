"""Starts a PostgreSQL server for one run of the tests, in a directory that is thrown away afterwards.

It listens on a Unix socket in that directory and nowhere else. PostgreSQL refuses to run as root, so
root starts it as another user of the machine.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from scripts import debian

OLDEST = 15
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
MISSING = (
    f"The tests need PostgreSQL {OLDEST} or newer, and none was found. Install it (Debian: apt-get install "
    "postgresql; macOS: brew install postgresql) or give a server in SIGHTLINE_TEST_DATABASE_URL."
)
QUICK = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=60",
)
PATIENCE = 60  # seconds


class Unavailable(Exception):
    """No server can be had; the text says why and what to do."""


@contextmanager
def server() -> Iterator[str]:
    """The URL of a server to test on: the one of SIGHTLINE_TEST_DATABASE_URL, or one made for the run."""
    given = os.environ.get("SIGHTLINE_TEST_DATABASE_URL")
    if given:
        yield given
        return
    programs = find()
    if programs is None and debian.install("postgresql"):
        programs = find()
    if programs is None:
        raise Unavailable(MISSING)
    home = Path(tempfile.mkdtemp(prefix="sightline-pg-"))
    try:
        with _running(programs, home) as url:
            yield url
    finally:
        shutil.rmtree(home, ignore_errors=True)


def find() -> Path | None:
    """Where the newest PostgreSQL programs of this machine are; None when there is none new enough."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    for place in PLACES:
        found += Path("/").glob(place.lstrip("/"))
    programs = {directory: _version(directory) for directory in found if (directory / "initdb").exists()}
    newest = max(programs, key=lambda directory: programs[directory], default=None)
    return newest if newest and programs[newest] >= OLDEST else None


def _version(programs: Path) -> int:
    said = subprocess.run(
        [programs / "postgres", "--version"], capture_output=True, text=True, check=False
    ).stdout
    digits = said.rpartition("PostgreSQL) ")[2].split(".")[0].split()
    return int(digits[0]) if digits and digits[0].isdigit() else 0


@contextmanager
def _running(programs: Path, home: Path) -> Iterator[str]:
    user = _other_user() if os.geteuid() == 0 else None
    if user:
        shutil.chown(home, user)
    data, log = home / "data", home / "log"
    locale = "C.UTF-8" if sys.platform == "linux" else "en_GB.UTF-8"
    made = subprocess.run(
        [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "sightline",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale",
            locale,
            "-N",
        ],
        user=user,
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise Unavailable(f"PostgreSQL could not be started: {made.stderr.strip()}")
    settings = [word for setting in QUICK for word in ("-c", setting)]
    with log.open("w") as written:
        process = subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", home, *settings],
            user=user,
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=written,
        )
    try:
        _wait_for(process, home, log)
        yield f"postgres://sightline@{quote(str(home), safe='')}/sightline"
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()


def _other_user() -> str:
    """Somebody who is not root: PostgreSQL's own user where there is one."""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _wait_for(process: subprocess.Popen[bytes], home: Path, log: Path) -> None:
    """Return once the server answers and has a database."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with psycopg.connect(
                host=str(home), user="sightline", dbname="postgres", autocommit=True
            ) as connection:
                connection.execute("CREATE DATABASE sightline")
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise Unavailable(f"PostgreSQL did not start: {log.read_text().strip()[-2000:]}")
