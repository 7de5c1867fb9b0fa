"""The near end of the child process that parses a workbook: asks for rows a batch at a time, and outlives it.

However the child dies, what comes out here is a sentence for the person who sent the file.
"""

import json
import os
import select
import signal
import subprocess
import sys
import time as clock
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from .kinds import Kind
from .unreadable import DAMAGED, Unreadable, too_big_for_memory, too_slow
from .values import NOTHING_ABOVE, UNCOMPUTED, Limits, Row, Value

_ROOT = str(Path(__file__).resolve().parents[3])
# Isolated from the environment, which holds secrets, and from the current folder, which may hold anything.
_START = (
    f"import sys; sys.path.insert(0, {_ROOT!r}); from sightline.imports.reading.child import main; main()"
)
_LARGEST_ANSWER = 64 << 20
_OUT_OF_MEMORY = {-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV, -signal.SIGBUS}

_RESTORE: dict[str, Callable[[str], Value]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=float(seconds)),
    "uncomputed": lambda _: UNCOMPUTED,
    "": lambda plain: plain,
}


class Workbook:
    """An xlsx, xls or ods file, read by a child process that lives as long as this."""

    def __init__(self, path: Path, kind: Kind, limits: Limits) -> None:
        """Start the child and learn the names of the sheets. Raises Unreadable."""
        self._limits = limits
        self._refusal: Unreadable | None = None
        self._turn = 0
        self._child = subprocess.Popen(  # noqa: S603 - our own module, no shell, the path is one argument
            [sys.executable, "-I", "-c", _START, str(path.resolve()), kind.value, json.dumps(asdict(limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: value for name, value in os.environ.items() if name == "LD_LIBRARY_PATH"},
            cwd="/",
            bufsize=0,
        )
        try:
            answer = self._receive()
        except BaseException:
            self.close()
            raise
        sheets = answer["sheets"]
        self.sheets: tuple[str, ...] = tuple(name for name, _ in sheets)
        self.from_1904: bool = answer["from_1904"]
        self.hidden = frozenset(name for name, hidden in sheets if hidden)

    def rows(self, sheet: str) -> Iterator[Row]:
        """The rows of a sheet that hold anything; blank cells are None, and rows may differ in length.

        One sheet at a time: asking for another ends this one. Raises Unreadable.
        """
        index = self.sheets.index(sheet)
        self._turn += 1
        turn = self._turn
        answer = self._ask(f"sheet {index}")
        while not answer["last"]:
            for number, cells, special, above in answer["rows"]:
                for at, kind, text in special:
                    cells[at] = _RESTORE[kind](text)
                shown = {at: _RESTORE[kind](text) for at, kind, text in above} if above else NOTHING_ABOVE
                yield Row(number, tuple(cells), shown)
            if turn != self._turn:
                raise RuntimeError("another sheet of this workbook has been asked for since")
            answer = self._ask("more")

    def close(self) -> None:
        """End the child at once, whatever it is doing."""
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe:
                pipe.close()

    def _ask(self, request: str) -> dict[str, Any]:
        if self._refusal:
            raise self._refusal
        try:
            assert self._child.stdin
            self._child.stdin.write(f"{request}\n".encode())
        except BrokenPipeError:
            raise self._refused(self._cause_of_death()) from None
        return self._receive()

    def _receive(self) -> dict[str, Any]:
        deadline = clock.monotonic() + self._limits.seconds
        length = int.from_bytes(self._take(4, deadline), "big")
        if length > _LARGEST_ANSWER:
            raise self._refused(too_big_for_memory(_LARGEST_ANSWER))
        answer: dict[str, Any] = json.loads(self._take(length, deadline))
        if "refused" in answer:
            raise self._refused(Unreadable(answer["refused"]))
        return answer

    def _take(self, count: int, deadline: float) -> bytes:
        assert self._child.stdout
        pipe = self._child.stdout.fileno()
        waiting = select.poll()
        waiting.register(pipe, select.POLLIN)
        taken = bytearray()
        while len(taken) < count:
            left = deadline - clock.monotonic()
            if left <= 0 or not waiting.poll(left * 1000):
                raise self._refused(too_slow(self._limits.seconds))
            piece = os.read(pipe, count - len(taken))
            if not piece:
                raise self._refused(self._cause_of_death())
            taken += piece
        return bytes(taken)

    def _cause_of_death(self) -> Unreadable:
        status = self._child.wait()
        if status == -signal.SIGXCPU:
            return too_slow(self._limits.seconds)
        if status in _OUT_OF_MEMORY:
            return too_big_for_memory(self._limits.memory)
        return Unreadable(DAMAGED)

    def _refused(self, refusal: Unreadable) -> Unreadable:
        """Remember why, so that whoever asks this workbook again is told the same."""
        self._refusal = refusal
        self._child.kill()
        return refusal
