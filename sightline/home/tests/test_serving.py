"""Setting up and serving, tried in processes of their own as at a shell."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from tests.commands import Installation


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def wait_until_served(process: subprocess.Popen[str]) -> str:
    """The line with which the server says where it is."""
    assert process.stderr is not None
    for line in process.stderr:
        if "Sightline is at" in line:
            return line
    raise AssertionError("it ended without serving")


def get(port: int, path: str) -> int:
    with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=20) as answer:
        return int(answer.status)


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def test_nothing_is_served_before_the_database_is_set_up(installation: Installation) -> None:
    for command in ("serve", "worker"):
        ran = installation.run(command)
        assert ran.status == 2
        assert "Run “sightline init”" in ran.err
        assert "Traceback" not in ran.err


def test_init_can_be_run_again(installation: Installation) -> None:
    first, second = installation.run("init"), installation.run("init")
    assert (first.status, second.status) == (0, 0)
    assert "The database is ready" in first.err
    assert "up to date already" in second.err


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_serving_starts_both_parts_and_stops_both(
    ready_installation: Installation, port: int, how: signal.Signals
) -> None:
    process = ready_installation.start("serve", "--port", port)
    assert f"http://localhost:{port}/" in wait_until_served(process)
    assert get(port, "/account/login/") == 200
    gathered = json.loads((ready_installation.home / "static" / "staticfiles.json").read_text())["paths"]
    assert get(port, "/static/" + next(iter(gathered.values()))) == 200
    deadline = time.monotonic() + 20
    while not list((ready_installation.home / "workers").glob("*.lock")) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(list((ready_installation.home / "workers").glob("*.lock"))) == 1
    process.send_signal(how)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Traceback" not in said
    assert is_free(port)
    assert not list((ready_installation.home / "workers").glob("*.lock"))


if sys.platform == "linux":  # the system that can end a child with its parent

    def test_when_it_is_killed_nothing_holds_the_port(ready_installation: Installation, port: int) -> None:
        process = ready_installation.start("serve", "--port", port)
        wait_until_served(process)
        process.kill()
        process.communicate(timeout=60)
        deadline = time.monotonic() + 40
        while not is_free(port) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert is_free(port)


def test_a_port_that_is_taken_is_named(ready_installation: Installation) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        ran = ready_installation.run("serve", "--port", taken)
    assert ran.status == 2
    assert f"uses port {taken}" in ran.err


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1"])
def test_a_port_that_is_none_is_misuse(installation: Installation, port: str) -> None:
    ran = installation.run("serve", f"--port={port}")
    assert ran.status == 2
    assert f"“{port}” is not a port" in ran.err


def test_a_database_that_cannot_be_reached_is_said_in_a_sentence(installation: Installation) -> None:
    installation.database_url = "postgres://nobody@127.0.0.1:1/nothing"
    ran = installation.run("init")
    assert ran.status == 2
    assert "The database did not answer" in ran.err
    assert "Traceback" not in ran.err


def test_settings_that_cannot_be_read_are_said_in_a_sentence(installation: Installation) -> None:
    installation.database_url = "nonsense"
    ran = installation.run("init")
    assert ran.status == 2
    assert "cannot start with the settings" in ran.err
    assert "Traceback" not in ran.err
