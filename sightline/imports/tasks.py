"""Reading and committing large files away from the page, with progress that can be seen there.

A task that is killed leaves the import as it was before: the page offers to start again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django_tasks import task

from sightline.foundation.access import Actor
from sightline.imports import services
from sightline.imports.interpreting import CannotImport
from sightline.imports.models import Import
from sightline.imports.queries import import_to_work_on
from sightline.imports.reading import Unreadable
from sightline.people.models import Person
from sightline.people.queries import person_numbered

LARGE = 8 * 1024 * 1024


@task()
def examine(number: int, person: int) -> None:
    """Recognise and preview an import."""
    _work(number, person, look_through)


@task()
def carry_out(number: int, person: int) -> None:
    """Commit an import."""
    _work(number, person, lambda by, import_: services.commit(by=by, import_=import_, confirmed=True))


def look_through(by: Person, import_: Import) -> None:
    """Recognise the columns, unless somebody has chosen them, and preview."""
    if not import_.layout:
        services.plan(by=by, import_=import_)
    services.preview(by=by, import_=import_)


def _work(number: int, person: int, step: Callable[[Person, Import], object]) -> None:
    import_, by = import_to_work_on(number), person_numbered(person)
    if import_ is None or by is None:
        return
    try:
        step(by, import_)
    except services.TooLate:
        return  # whoever moved it on knows where it stands, and so does its page
    except (Unreadable, CannotImport) as problem:
        services.fail(by=by, import_=import_, problem=problem)


def start(work: Any, by: Actor, import_: Import) -> None:
    """Do a piece of work at once when the file is small, otherwise leave it to the worker. Raises CannotImport."""
    if import_.size > LARGE:
        services.begin(by=by, import_=import_)
        work.enqueue(import_.pk, by.person_id)
    else:
        work.func(import_.pk, by.person_id)
    try:
        import_.refresh_from_db()
    except Import.DoesNotExist:
        raise services.TooLate("This file was removed meanwhile; nothing was changed.") from None
