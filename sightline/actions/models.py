"""Actions: what somebody undertook to do after a review, an audit, a meeting or a finding."""

from __future__ import annotations

from django.db import models

from sightline.partnership.models import Agency, Record


class Action(Record):
    """One action. It is outstanding at a date when it was agreed on or before it and not complete by it.

    ``source`` says what it came from in the words people use: “practice review”, “rapid review”, “audit”.
    """

    reference = models.CharField(max_length=60)
    source = models.CharField(max_length=60)
    review = models.CharField("review or meeting", max_length=200, blank=True)
    recommendation = models.TextField(blank=True)
    undertaking = models.TextField("action")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="actions", verbose_name="lead agency")
    owner = models.CharField("lead officer", max_length=200, blank=True)
    agreed_on = models.DateField("date agreed")
    due_on = models.DateField("target date", null=True, blank=True)
    completed_on = models.DateField("date completed", null=True, blank=True)
    progress = models.TextField("progress update", blank=True)
    impact = models.TextField("evidence of impact", blank=True)
    personal = frozenset({"owner"})

    class Meta(Record.Meta):
        ordering = ["reference"]
        indexes = [
            models.Index(fields=["partnership", "agreed_on", "completed_on"], name="actions_action_open")
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def audit_label(self) -> str:
        return self.reference
