"""Reading which files are kept, and which of them are the same."""

from __future__ import annotations

from django.db.models import QuerySet

from sightline.files.models import StoredFile
from sightline.partnership.models import Partnership


def kept_files(partnership: Partnership) -> QuerySet[StoredFile]:
    """The files of a partnership that were not destroyed."""
    return StoredFile.objects.of(partnership).filter(destroyed_at=None)


def same_as(file: StoredFile) -> QuerySet[StoredFile]:
    """The files of the same partnership that hold what this one does, itself among them; none once it is destroyed."""
    if file.destroyed_at:
        return StoredFile.objects.none()
    return kept_files(file.partnership).filter(sha256=file.sha256)
