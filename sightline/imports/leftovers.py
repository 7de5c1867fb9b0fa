"""What imports that were never committed leave behind, and what a killed process leaves of one.

The rule: a file without an import, an hour after it came, and an import that nobody committed within a
day, belong to nobody. The next import of the partnership removes them; ``sightline doctor`` tells of them.
"""

from __future__ import annotations

import time
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from sightline.imports import storing
from sightline.imports.models import Import, Stage
from sightline.partnership.models import Partnership

AN_HOUR = 3600.0
A_DAY = timedelta(days=1)
UNFINISHED = (Stage.READING, Stage.UNREADABLE, Stage.UNRECOGNISED, Stage.COLUMNS, Stage.PREVIEW)


def lock(partnership: Partnership) -> None:
    """Let nobody else keep, forget or write a file of this partnership until the transaction ends.

    On SQLite a transaction has the database to itself.
    """
    list(Partnership.objects.select_for_update(no_key=True).filter(pk=partnership.pk).values_list("pk"))


def clear(partnership: Partnership) -> None:
    """Remove what earlier imports of a partnership left behind."""
    long_ago = timezone.now() - A_DAY
    unfinished = Import.objects.of(partnership).filter(stage__in=UNFINISHED, created_at__lt=long_ago)
    with transaction.atomic():
        lock(partnership)
        for import_ in unfinished:
            remove(import_)
    with transaction.atomic():
        lock(partnership)
        kept = set(Import.objects.of(partnership).values_list("stored_as", flat=True))
        folder = storing.folder_of(partnership.pk)
        for path in folder.iterdir() if folder.is_dir() else ():
            if storing.relative(path) not in kept and time.time() - path.stat().st_mtime > AN_HOUR:
                path.unlink(missing_ok=True)


def remove(import_: Import) -> None:
    """Remove an import that was not committed; its file goes once that is certain. Call it inside a transaction."""
    pk = import_.pk
    transaction.on_commit(lambda: forget_original(import_))
    transaction.on_commit(lambda: storing.forget_folder(pk))
    import_.delete()


def forget_original(import_: Import) -> None:
    """Remove a kept file unless another import of the same file needs it."""
    with transaction.atomic():
        lock(import_.partnership)
        others = Import.objects.filter(stored_as=import_.stored_as).exclude(pk=import_.pk)
        if not others.exclude(stage=Stage.UNREADABLE).exists():
            storing.forget(import_.stored_as)
