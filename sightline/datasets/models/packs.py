"""Indicators as a body saw them at a meeting."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from sightline.meetings.models import Meeting
from sightline.partnership.models import Tenant
from sightline.people.models import Person


class Pack(Tenant):
    """Some indicators put together for a meeting. ``content`` holds every word and figure of it and never changes;
    ``sha256`` is the digest of its text, by which one can tell."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="packs")
    title = models.CharField(max_length=200)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="packs", help_text="None for somebody at a shell"
    )

    class Meta:
        verbose_name = "indicator pack"
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_label(self) -> str:
        return f"indicator pack {self.pk}"
