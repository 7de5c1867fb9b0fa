"""Runs the application server and the worker side by side, and stops both together."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from sightline.foundation.commands import DONE, tell

FAILED = 1
PR_SET_PDEATHSIG = 1  # prctl(2)
THREADS = 4
PATIENCE = 30.0  # seconds that a request or a task in hand is given to finish
START = 60.0  # seconds that the server is given to answer for the first time
LOOK = 0.2  # seconds between two looks at whether all is well
SHORT_LIVED = 10.0  # seconds; a worker that dies sooner cannot work at all


def why_not(host: str, port: int, *, again: str = "sightline serve --port ") -> str | None:
    """What stands in the way of serving there, as a sentence; None when nothing does.

    ``again`` is what is typed before another port.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as problem:
        if problem.errno == errno.EADDRINUSE:
            return (
                f"Something uses port {port} of this machine already, perhaps another Sightline. Stop it, "
                f"or choose another port: {again}{port + 1 if port < 65535 else port - 1}"
            )
        if problem.errno == errno.EACCES:
            return f"Port {port} is kept for the system. Choose one above 1023: {again}8000"
        return f"Sightline cannot listen on “{host}” here ({problem.strerror or problem})."
    return None


def serve(host: str, port: int) -> int:
    """Serve until SIGTERM or Ctrl-C; exit status 1 when the server ends by itself."""
    told = _Told()
    web, worker = _start_web(host, port), _start_worker(port)
    try:
        if not _answers(host, port, web, told):
            if not told:
                tell("The server did not start; what it said is above.")
            return DONE if told else FAILED
        tell(f"Sightline is at http://{_name(host)}:{port}/  (Ctrl-C stops it)")
        began = time.monotonic()
        while not told:
            time.sleep(LOOK)
            if web.poll() is not None:
                tell("The server ended by itself; what it said is above.")
                return FAILED
            if worker.poll() is not None and not told:
                if time.monotonic() - began < SHORT_LIVED:
                    tell("The background worker cannot run; what it said is above.")
                    return FAILED
                tell(
                    "The background worker ended by itself. Starting it again; it takes up what was in hand."
                )
                worker, began = _start_worker(port), time.monotonic()
        return DONE
    finally:
        _stop(web, worker)


class _Told:
    """Whether somebody has asked us to stop."""

    def __init__(self) -> None:
        self._stop = False
        for wanted in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(wanted, self._hear)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self._stop = True

    def __bool__(self) -> bool:
        return self._stop


def _start_web(host: str, port: int) -> subprocess.Popen[bytes]:
    workers = min(4, max(2, os.cpu_count() or 1))
    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    command = [sys.executable, "-m", "gunicorn", "sightline.wsgi:application", "--bind", where]
    command += ["--workers", str(workers), "--threads", str(THREADS), "--worker-class", "gthread"]
    command += ["--timeout", "120", "--graceful-timeout", str(int(PATIENCE)), "--log-level", "warning"]
    command += ["--no-control-socket", "--max-requests", "5000", "--max-requests-jitter", "500"]
    return _start(command, port)


def _start_worker(port: int) -> subprocess.Popen[bytes]:
    return _start([sys.executable, "-m", "sightline.cli", "worker"], port)


def _start(command: list[str], port: int) -> subprocess.Popen[bytes]:
    """A child in a session of its own, so that Ctrl-C reaches us alone and we end it in good order.

    It makes the links in mail and calendars with the port that is served.
    """
    return subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "SIGHTLINE_PORT": str(port)},
        start_new_session=True,
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,
    )


def _end_with_parent() -> None:
    """Ask Linux to end this child should its parent be killed, so that nothing holds the port afterwards."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _answers(host: str, port: int, web: subprocess.Popen[bytes], told: _Told) -> bool:
    """Wait until the server takes a connection; False when it ended or we were told to stop before."""
    deadline = time.monotonic() + START
    while time.monotonic() < deadline and web.poll() is None and not told:
        try:
            socket.create_connection((_name(host), port), timeout=1).close()
            return True
        except OSError:
            time.sleep(LOOK)
    return False


def _name(host: str) -> str:
    """How somebody on this machine reaches what listens there."""
    return "localhost" if host in ("0.0.0.0", "127.0.0.1", "::", "::1") else host  # noqa: S104


def _stop(*processes: subprocess.Popen[bytes]) -> None:
    """End the processes, with time to finish what they have in hand."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + PATIENCE + 5
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
