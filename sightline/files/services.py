"""Keeping the files that people attach to records: whole, once, under their hash; and nothing that is refused.
Destroying one for good.

A record that refers to a file is written in the transaction in which the file is kept: a file is in its place before
that transaction ends, and taken away again when it comes to nothing. A process that is killed in between leaves at
most a file that no record knows; the next one that is kept removes it, and ``sightline doctor`` tells of it. The same
holds of a process that is killed while it destroys one: its record says first that it is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.files.kinds import in_words, refused_by_content, refused_by_name
from sightline.files.models import StoredFile
from sightline.files.permissions import DESTROY
from sightline.files.queries import kept_files, same_as
from sightline.foundation import files
from sightline.foundation.access import Actor, require
from sightline.partnership.models import Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import in_turn, wait_for_turn
from sightline.partnership.services.words import because

FIELD = "file"


class Upload(Protocol):
    """A file that somebody hands in, as Django gives those of a form."""

    @property
    def name(self) -> Any: ...

    def chunks(self) -> Iterable[bytes]: ...


@contextmanager
def kept(*, by: Actor, right: str, partnership: Partnership, upload: Upload) -> Iterator[StoredFile]:
    """A transaction, in the partnership's turn, in which a file is kept: write there what refers to it.

    ``right`` is the permission to attach it. Raises Refused, and keeps nothing, for a file that is empty, too large
    or of a kind that is not kept. Whatever else goes wrong before the end leaves no file either.
    """
    require(by, right, partnership)
    name = files.plain_name(upload.name or "")
    _refuse(refused_by_name(name))
    clear(partnership)
    with _arrived(partnership, name, upload) as arrived:
        _refuse(refused_by_content(name, arrived.beside))
        try:
            with transaction.atomic(durable=True):
                wait_for_turn(partnership)
                file = StoredFile(
                    partnership=partnership,
                    name=name,
                    size=arrived.size,
                    sha256=arrived.sha256,
                    stored_as=arrived.stored_as,
                    put_by=by.record,
                )
                audit.added(by=by, record=file)
                arrived.keep()
                yield file
        except BaseException:
            with suppress(DatabaseError):  # then it lies there until the next file is kept
                _forget(partnership, arrived.stored_as)
            raise


@contextmanager
def _arrived(partnership: Partnership, name: str, upload: Upload) -> Iterator[files.Arrived]:
    """The file beside its place, whole and not empty."""
    with ExitStack() as stack:
        try:
            coming = files.arriving(_bounded(upload), folder=folder_of(partnership), name=name)
            arrived = stack.enter_context(coming)
        except OSError as problem:
            raise Refused(
                f"The file could not be kept: {problem.strerror or problem}. Nothing was saved. Try again, and tell "
                "whoever runs Sightline if that does not help.",
                field=FIELD,
            ) from problem
        _refuse("" if arrived.size else "The file is empty. Choose another.")
        yield arrived


def _bounded(upload: Upload) -> Iterator[bytes]:
    """The pieces of a file, as long as there are not too many."""
    size = 0
    for chunk in upload.chunks():
        size += len(chunk)
        if size > settings.ATTACHMENT_LIMIT:
            most = in_words(settings.ATTACHMENT_LIMIT)
            raise Refused(
                f"The file is larger than {most}. Make it smaller, or split it and attach the parts.",
                field=FIELD,
            )
        yield chunk


def _refuse(why: str) -> None:
    if why:
        raise Refused(why, field=FIELD)


def folder_of(partnership: Partnership) -> Path:
    """Where the files of a partnership lie."""
    return Path(settings.FILES) / "attached" / str(partnership.pk)


def clear(partnership: Partnership) -> None:
    """Remove what killed processes left behind: files of this partnership, an hour old, that no record knows."""
    with transaction.atomic():
        wait_for_turn(partnership)
        known = set(kept_files(partnership).values_list("stored_as", flat=True))
        files.forget_strays(folder_of(partnership), known)


def _forget(partnership: Partnership, stored_as: str) -> None:
    """Remove a file that came to nothing, or was destroyed, unless the same content is kept for another record."""
    with transaction.atomic():
        wait_for_turn(partnership)
        if not kept_files(partnership).filter(stored_as=stored_as).exists():
            files.forget(stored_as)


def destroy(*, by: Actor, file: StoredFile, reason: str) -> int:
    """Destroy a file for good, for every record of its partnership that holds the same content; how many there were.

    What is left of each is its number, size, hash and dates, and who destroyed it and why: its name is forgotten here
    and in history. That a record is locked does not keep its file. Refused when it was destroyed already. It cannot
    be undone.
    """
    require(by, DESTROY, file.partnership)
    why = because(reason)
    with transaction.atomic(durable=True):
        in_turn(file)
        same = list(same_as(file))
        if not same:
            raise Refused("This file was destroyed already.")
        now = timezone.now()
        for one in same:
            one.name, one.destroyed_at, one.destroyed_by, one.destroyed_why = "", now, by.record, why
            one.save()
            audit.erase(by=by, record=one, reason=why, verb="destroyed")
    file.refresh_from_db()
    for stored_as in sorted({one.stored_as for one in same}):
        try:
            _forget(file.partnership, stored_as)
        except (OSError, DatabaseError) as problem:
            raise Refused(
                "Nobody can open the file any more, but what lies on the disk could not be removed. Tell whoever runs "
                "Sightline: “sightline doctor” names it."
            ) from problem
    return len(same)
