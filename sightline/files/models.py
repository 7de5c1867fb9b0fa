"""Files that people attach to records: kept whole under their hash, as they came."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from sightline.files.kinds import ending_of, in_words
from sightline.partnership.models import Tenant
from sightline.people.models import Person


class StoredFile(Tenant):
    """One file that somebody put beside a record. Nothing of it ever changes; what refers to it says who may see it.

    Two who attach the same content have a row each, with the name they gave it, and share what lies on the disk.
    Of a file that was destroyed nothing is left but its row, without its name.
    """

    name = models.CharField(max_length=255)
    size = models.BigIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=255, help_text="where it lies, relative to the files folder")
    put_at = models.DateTimeField(default=timezone.now, editable=False)
    put_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="files_put", help_text="None for somebody at a shell"
    )
    destroyed_at = models.DateTimeField(null=True, editable=False)
    destroyed_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        related_name="files_destroyed",
        help_text="None for somebody at a shell",
    )
    destroyed_why = models.TextField(blank=True)
    personal = frozenset({"name"})

    class Meta:
        verbose_name = "file"
        ordering = ["id"]
        indexes = [models.Index(fields=["partnership", "stored_as"], name="files_storedfile_kept")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(destroyed_at=None, destroyed_by=None, destroyed_why="")
                | (models.Q(destroyed_at__isnull=False, name="") & ~models.Q(destroyed_why="")),
                name="files_storedfile_destroyed_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name or "a file that was destroyed"

    @property
    def audit_label(self) -> str:
        return f"file {self.pk}"

    @property
    def told(self) -> str:
        """What sort of file it is and how large: “PDF, 34 kB”."""
        return f"{ending_of(self.stored_as).upper()}, {in_words(self.size)}"

    @property
    def destroyer(self) -> str:
        """Who destroyed it."""
        return self.destroyed_by.name if self.destroyed_by else "Somebody at the command line"
