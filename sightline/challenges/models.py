"""Professional challenge between agencies: who asked whom to account for what, and what came of it."""

from __future__ import annotations

from django.db import models

from sightline.partnership.models import Agency, Body, Record


class Challenge(Record):
    """One challenge. It is open until it has a closing date. Its natural key is date, from, to and text."""

    raised_on = models.DateField("date raised")
    closed_on = models.DateField("date closed", null=True, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="challenges")
    forum = models.CharField("meeting or forum", max_length=200, blank=True, help_text="as it was written")
    raised_by = models.ForeignKey(Agency, models.PROTECT, related_name="challenges_raised")
    raised_with = models.ForeignKey(
        Agency, models.PROTECT, related_name="challenges_received", verbose_name="to"
    )
    level = models.CharField(max_length=120, blank=True)
    subject = models.TextField("challenge")
    response = models.TextField(blank=True)
    outcome = models.CharField(max_length=500, blank=True)

    class Meta(Record.Meta):
        ordering = ["-raised_on", "id"]
        indexes = [models.Index(fields=["partnership", "raised_on"], name="challenges_challenge_raised")]

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_label(self) -> str:
        return f"challenge of {self.raised_on}, number {self.pk}"
