"""The ``sightline`` command."""

from __future__ import annotations

import os
import signal
import sys

NOT_SET_UP = ("no such table", "no such column", "does not exist")


def main() -> None:
    """Start Django, then run what was typed. Whatever goes wrong is told in a sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sightline.settings")
    os.umask(0o077)  # what it writes is for its own user alone
    import django
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        settings.INSTALLED_APPS  # noqa: B018  # reads the settings
    except (ImproperlyConfigured, OSError, ValueError) as problem:
        cause = str(problem).partition(". ")[0].rstrip(".")
        print(f"Sightline cannot start with the settings of its environment: {cause}.", file=sys.stderr)  # noqa: T201
        sys.exit(2)
    django.setup()
    sys.exit(_run(sys.argv[1:]))


def _run(words: list[str]) -> int:
    from django.db import DatabaseError

    from sightline.foundation.commands import MISUSE, dispatch, tell

    try:
        status = dispatch(words)
        sys.stdout.flush()
        return status
    except DatabaseError as problem:
        tell(_plainly(str(problem)))
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        tell("Stopped.")
        return 128 + signal.SIGINT
    return MISUSE


def _plainly(problem: str) -> str:
    """What a database's complaint means for whoever typed the command."""
    first = problem.strip().partition("\n")[0]
    if any(sign in first for sign in NOT_SET_UP):
        return (
            f"The database is not set up for this version of Sightline ({first}). Run “sightline init” first."
        )
    return f"The database did not answer as expected ({first}). “sightline doctor” looks for the cause."


if __name__ == "__main__":
    main()
