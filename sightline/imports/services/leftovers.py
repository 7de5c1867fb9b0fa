"""What imports that were never committed leave behind, and what a killed process leaves of one.

The rule: a file without an import, an hour after it came, and an import that nobody committed within a
day, belong to nobody. The next import of the partnership removes them; ``sightline doctor`` tells of them.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from sightline.foundation import files
from sightline.foundation.access import Actor
from sightline.imports import storing
from sightline.imports.models import Import, Stage
from sightline.imports.services.steps import note, turn
from sightline.partnership.models import Partnership

A_DAY = timedelta(days=1)
PASSING = tuple(stage for stage in Stage if stage.is_passing)


def clear(*, by: Actor, partnership: Partnership) -> None:
    """Remove what earlier imports of a partnership left behind."""
    with turn(partnership):
        long_ago = timezone.now() - A_DAY
        forgotten = Import.objects.of(partnership).filter(stage__in=PASSING, created_at__lt=long_ago)
        for import_ in forgotten.select_for_update(of=("self",)).select_related("partnership"):
            remove(by=by, import_=import_)
    with turn(partnership):
        kept = set(Import.objects.of(partnership).values_list("stored_as", flat=True))
        files.forget_strays(storing.folder_of(partnership.pk), kept)


def remove(*, by: Actor, import_: Import) -> None:
    """Remove an import that was not committed; its file goes once that is certain. Call it inside a transaction."""
    pk, stored_as, partnership = import_.pk, import_.stored_as, import_.partnership
    note(by, import_, "removed", stage=import_.stage)
    import_.delete()
    transaction.on_commit(lambda: forget_original(partnership, stored_as))
    transaction.on_commit(lambda: storing.forget_folder(pk))


def forget_original(partnership: Partnership, stored_as: str) -> None:
    """Remove a kept file unless an import of the same file needs it."""
    with turn(partnership):
        needed = [stage for stage in Stage if stage.keeps_its_file]
        if not Import.objects.of(partnership).filter(stored_as=stored_as, stage__in=needed).exists():
            files.forget(stored_as)
