"""One step of an import: in the partnership's turn, on the import as the database has it now, told in words."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DataError, IntegrityError, OperationalError, transaction

from sightline.audit import services as audit
from sightline.foundation.access import Actor
from sightline.imports.interpreting import CannotImport
from sightline.imports.models import Import, Stage
from sightline.partnership.models import Partnership
from sightline.partnership.services.turns import wait_for_turn

logger = logging.getLogger(__name__)

OPEN = tuple(stage for stage in Stage if stage.is_unfinished)

BUSY = "The database is busy. Nothing was changed. Try again in a few minutes."
FULL = "The disk that the records are on is full. Nothing was changed. Make room on it, then import the file again."
CLASH = (
    "Somebody changed the same records at the same moment, or the file says something that cannot be kept. "
    "Nothing was changed. Import it again."
)
OUT_OF_REACH = (
    "The database could not be written to ({cause}). Nothing was changed. Run “sightline doctor”, which says what "
    "is wrong, then import the file again."
)

WAITS = {"SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40P01", "40001", "57014"}
NO_ROOM = {"SQLITE_FULL", "53100"}


class TooLate(CannotImport):
    """Why a step is not taken: somebody else has moved the import on, or removed it."""


@contextmanager
def turn(partnership: Partnership) -> Iterator[None]:
    """A transaction in which nobody else keeps, forgets or writes a file of this partnership.

    What the database says against it, from the wait for its lock to the commit, is raised as CannotImport.
    """
    try:
        with transaction.atomic():
            wait_for_turn(partnership)
            yield
    except (IntegrityError, DataError) as problem:
        logger.exception("an import was refused by the database")
        raise CannotImport(CLASH) from problem
    except OperationalError as problem:
        logger.exception("an import could not be written")
        raise CannotImport(said_of(problem)) from problem


@contextmanager
def step(import_: Import, *stages: Stage) -> Iterator[None]:
    """A turn on an import that stands at one of these stages; ``import_`` itself is brought up to date.

    Whoever holds an import from a page they opened an hour ago holds what it was. Raises TooLate, with nothing
    changed, when it stands elsewhere by now.
    """
    with turn(import_.partnership):
        current = Import.objects.select_for_update(of=("self",)).select_related("partnership")
        try:
            import_.refresh_from_db(from_queryset=current)
        except Import.DoesNotExist:
            raise TooLate("This file was removed meanwhile; nothing was changed.") from None
        if import_.stage not in stages:
            raise TooLate(f"This import is {import_.get_stage_display().lower()}; nothing was changed.")
        yield


def said_of(problem: OperationalError) -> str:
    """What to tell of a database that does not do as it is asked: that it is busy, full, or what else is wrong."""
    cause = problem.__cause__
    code = str(getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None) or "")
    if any(code.startswith(one) for one in NO_ROOM):
        return FULL
    if any(code.startswith(one) for one in WAITS):
        return BUSY
    return OUT_OF_REACH.format(cause=str(problem).strip().partition("\n")[0])


def note(by: Actor, import_: Import, verb: str, **detail: Any) -> None:
    """Say in the trail what was done with a file before or instead of its going in."""
    detail = {"sha256": import_.sha256, **detail}
    audit.note(by=by, partnership=import_.partnership, verb=verb, subject=import_, detail=detail)
