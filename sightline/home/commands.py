"""Setting an installation up and running it: ``init``, ``serve`` and ``worker``."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from sightline.foundation.commands import DONE, Command, Misuse, commands, tell
from sightline.home import serving, working
from sightline.home.doctor.commands import DOCTOR
from sightline.home.safekeeping import staging
from sightline.home.safekeeping.commands import BACKUP, RESTORE
from sightline.home.safekeeping.refusals import NotPossible
from sightline.home.safekeeping.schema import unapplied
from sightline.home.static_files import collect_if_stale

NOT_READY = "The database is not set up for this version of Sightline. Run “sightline init”, then this again."


def _settled() -> None:
    """Finish what a restore that was killed left behind. Misuse while one is going on."""
    try:
        staging.settle()
    except NotPossible as problem:
        raise Misuse(str(problem)) from None


def init(given: Namespace) -> int:
    """Make the home of an installation, or bring an older one up to this version."""
    _settled()
    settings.FILES.mkdir(parents=True, exist_ok=True)
    before = unapplied()
    call_command("migrate", interactive=False, verbosity=0)
    collected = collect_if_stale()
    tell(f"Sightline's home is {settings.HOME}.")
    tell("The database is ready." if before else "The database was up to date already.")
    if collected:
        tell("The style sheets, scripts and fonts are in place.")
    return DONE


def serve(given: Namespace) -> int:
    """Serve the pages and do the background work, until told to stop."""
    _settled()
    if unapplied():
        raise Misuse(NOT_READY)
    if problem := serving.why_not(given.host, given.port):
        raise Misuse(problem)
    collect_if_stale()
    connection.close()
    return serving.serve(given.host, given.port)


def work(given: Namespace) -> int:
    """Do the background work, until told to stop."""
    _settled()
    if unapplied():
        raise Misuse(NOT_READY)
    working.work()
    return DONE


def port(text: str) -> int:
    """A port as it is typed."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise ArgumentTypeError(f"“{text}” is not a port: give a number from 1 to 65535.")
    return int(text)


def _serve_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=port, default=settings.PORT, help=f"by default {settings.PORT}")
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen on; by default this machine only"
    )


def _no_arguments(parser: ArgumentParser) -> None:
    pass


commands.add(Command("init", "create an installation, or bring it up to this version", _no_arguments, init))
commands.add(Command("serve", "serve the pages and do the background work", _serve_arguments, serve))
commands.add(Command("worker", "do the background work only", _no_arguments, work))
for _command in (BACKUP, RESTORE, DOCTOR):
    commands.add(_command)
