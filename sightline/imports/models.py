"""What was imported: the original file, how it was read, what it changed, and what was refused."""

from __future__ import annotations

from django.db import models

from sightline.partnership.models import Tenant


class Stage(models.TextChoices):
    """Where an import stands. Only a committed one has touched any record."""

    READING = "reading", "Being read"
    UNREADABLE = "unreadable", "Could not be read"
    UNRECOGNISED = "unrecognised", "Waiting for you to say what it is"
    COLUMNS = "columns", "Waiting for its columns to be confirmed"
    PREVIEW = "preview", "Waiting for you to commit it"
    COMMITTING = "committing", "Being committed"
    COMMITTED = "committed", "Committed"
    UNDONE = "undone", "Undone"

    @property
    def is_unfinished(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self not in (Stage.UNREADABLE, Stage.COMMITTED, Stage.UNDONE)

    @property
    def is_passing(self) -> bool:
        """Whether it belongs to nobody after a day, because nobody said that it shall go in."""
        return self not in (Stage.COMMITTING, Stage.COMMITTED, Stage.UNDONE)

    @property
    def keeps_its_file(self) -> bool:
        """Whether the original is kept beside it."""
        return self is not Stage.UNREADABLE


class Import(Tenant):
    """One file on its way in."""

    file_name = models.CharField(max_length=255)
    stored_as = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    layout = models.CharField(max_length=60, blank=True)
    mapping = models.JSONField(default=dict, help_text="what the reader decided, or was told, by sheet")
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.READING)
    problem = models.TextField(blank=True)
    outcome = models.JSONField(default=dict)
    covers = models.JSONField(
        default=list, help_text="the first and last day it is complete for, as confirmed"
    )
    choices = models.JSONField(default=dict, help_text="conflict -> whose value goes in")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.TextField(help_text="a signature: a person's name sealed")
    committed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    event_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["partnership", "sha256"], name="imports_import_file")]

    @property
    def audit_label(self) -> str:
        kind = self.layout.replace("-", " ") or "file"
        return f"the {kind} (import {self.pk})"


class SavedMapping(Tenant):
    """Columns that somebody put right once, remembered for the next file with the same headings."""

    layout = models.CharField(max_length=60)
    signature = models.CharField(max_length=64, help_text="digest of the folded headings")
    columns = models.JSONField(help_text="field of the layout -> place of its column, from 0")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "layout", "signature"], name="imports_saved_mapping_signature"
            )
        ]

    @property
    def audit_label(self) -> str:
        return f"columns of {self.layout}"
