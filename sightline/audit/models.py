"""The trail: what was done, by whom, and what it changed. Append-only, and without foreign keys so
that it outlives what it speaks of."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NoReturn

from django.db import models


class AppendOnly(models.QuerySet[Any]):
    """Rows that may be read and added, never altered or deleted."""

    def update(self, **values: Any) -> NoReturn:
        raise TypeError("The audit trail is append-only.")

    def delete(self) -> NoReturn:
        raise TypeError("The audit trail is append-only.")

    def bulk_create(self, objs: Any, *args: Any, update_conflicts: bool = False, **kwargs: Any) -> list[Any]:
        if update_conflicts:
            raise TypeError("The audit trail is append-only.")
        return super().bulk_create(objs, *args, **kwargs)


class Trail(models.Model):
    objects = AppendOnly.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The audit trail is append-only.")


class Event(Trail):
    """One act: adding an action, publishing a report, committing an import."""

    partnership_id = models.BigIntegerField(null=True, help_text="None for the installation itself")
    at = models.DateTimeField()
    signature = models.TextField(help_text="who acted: at a shell as text, a person's name sealed")
    person_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=40)
    kind = models.CharField(max_length=80)
    record_id = models.BigIntegerField(null=True)
    label = models.TextField()
    detail = models.TextField(default="{}", help_text="JSON")
    reason = models.TextField(default="")
    changes_count = models.IntegerField(default=0)
    changes_digest = models.CharField(max_length=64, default="")

    class Meta:
        indexes = [
            models.Index(fields=["partnership_id", "-at"], name="audit_event_recent"),
            models.Index(fields=["partnership_id", "id"], name="audit_event_version"),
            models.Index(fields=["kind", "record_id"], name="audit_event_record"),
        ]

    @cached_property
    def actor(self) -> str:
        """Who acted, as people read it. A query of its own, unless the event was read with others."""
        from sightline.audit.sealing import legible  # which itself reads the keys below

        return legible([self.signature])[0]


class Change(Trail):
    """What one event did to one record: the fields that changed, before and after."""

    event_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=80)
    record_id = models.BigIntegerField()
    what = models.CharField(max_length=20)
    source = models.CharField(max_length=120, default="", help_text="sheet and row of an import")
    before = models.TextField(null=True, help_text="JSON; personal values are sealed")
    after = models.TextField(null=True, help_text="JSON; personal values are sealed")

    class Meta:
        indexes = [models.Index(fields=["kind", "record_id"], name="audit_change_record")]


class Seal(Trail):
    """One link of a partnership's hash chain, made by a short step after the event's commit."""

    event_id = models.BigIntegerField(primary_key=True)
    partnership_id = models.BigIntegerField(null=True)
    sequence = models.BigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership_id", "sequence"], name="audit_seal_sequence"),
            models.UniqueConstraint(
                fields=["sequence"],
                condition=models.Q(partnership_id=None),
                name="audit_seal_sequence_of_installation",
            ),
        ]


class SubjectKey(models.Model):
    """The key under which one record's personal values in history are sealed. Destroying it is erasure."""

    kind = models.CharField(max_length=80)
    record_id = models.BigIntegerField()
    key = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "record_id"], name="audit_subject_key")]
