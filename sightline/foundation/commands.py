"""The command line: each app offers commands, and this finds and runs the one that was typed.

Exit status: 0 done or holds, 1 does not hold or nothing went in, 2 misuse, 3 not recorded. With --json one
JSON document goes to standard output and everything else to standard error.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sightline.foundation.registry import Registry

DONE, DOES_NOT_HOLD, MISUSE, NOT_RECORDED = 0, 1, 2, 3


class Misuse(Exception):
    """A command that cannot be carried out as it was typed; its text is a sentence for whoever typed it."""


@dataclass(frozen=True)
class Command:
    """``key`` is what is typed: one word or two. ``run`` answers the exit status."""

    key: str
    summary: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


commands: Registry[Command] = Registry("command")


def dispatch(argv: Sequence[str]) -> int:
    """Run the command whose words stand first in ``argv``; the longest that matches."""
    for length in (2, 1):
        command = commands.get(" ".join(argv[:length]))
        if command and len(argv) >= length:
            parser = ArgumentParser(prog=f"sightline {command.key}", description=command.summary)
            command.arguments(parser)
            try:
                return command.run(parser.parse_args(argv[length:]))
            except Misuse as problem:
                tell(str(problem))
                return MISUSE
    if argv and argv[0] in ("-h", "--help", "help"):
        say(_overview())
        return DONE
    if argv and (below := [command for command in commands if command.key.startswith(f"{argv[0]} ")]):
        asked = argv[1:2] in (["-h"], ["--help"])
        (say if asked else tell)(_told(below))
        return DONE if asked else MISUSE
    if argv:
        tell(f"There is no command “{' '.join(argv[:2])}”.")
    tell(_overview())
    return MISUSE


def _overview() -> str:
    return _told(list(commands))


def _told(some: Sequence[Command]) -> str:
    width = max(len(command.key) for command in some)
    lines = [f"  sightline {command.key:<{width}}  {command.summary}" for command in some]
    return "\n".join(["Commands (add --help to any):", *lines])


def tell(message: str) -> None:
    """A message for whoever is at the shell, kept apart from the result."""
    print(message, file=sys.stderr)  # noqa: T201  # the command line's own voice


def answer(document: Any) -> None:
    """The result as one JSON document."""
    print(json.dumps(document, ensure_ascii=False, indent=2, default=str))  # noqa: T201  # the command's result


def say(line: str) -> None:
    """One line of a result meant for people."""
    print(line)  # noqa: T201  # the command's result
