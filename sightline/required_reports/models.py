"""Which body has to report to which, how often, and what became of each report that was due.

The days follow from the rule and are laid down with it, so that each can be asked for, filtered and counted. They are
never changed: a rule that ends early leaves those after its last day behind, which then are due no longer.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sightline.meetings.models import Meeting
from sightline.partnership.models import Body, Record


class Frequency(models.TextChoices):
    MONTHLY = "monthly", "Monthly"
    QUARTERLY = "quarterly", "Quarterly"
    HALF_YEARLY = "half-yearly", "Half-yearly"
    YEARLY = "yearly", "Yearly"


MONTHS = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.YEARLY: 12,
}


class Requirement(Record):
    """A body has to report to another. Its natural key is the two, what is reported, and the first day it is due."""

    reporter = models.ForeignKey(
        Body, models.PROTECT, related_name="reports_to_give", verbose_name="who reports"
    )
    to = models.ForeignKey(
        Body, models.PROTECT, related_name="reports_to_receive", verbose_name="who receives it"
    )
    subject = models.CharField("report", max_length=200)
    concerns = models.CharField("whom it concerns", max_length=200, blank=True)
    frequency = models.CharField("how often", max_length=12, choices=Frequency.choices)
    first_on = models.DateField("first due date")
    until = models.DateField("last day")
    note = models.TextField(blank=True)

    class Meta(Record.Meta):
        verbose_name = "required report"
        ordering = ["reporter__name", "subject", "to__name", "id"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(until__gte=F("first_on")), name="required_reports_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.subject}”, {self.reporter.name} to {self.to.name}"

    @property
    def months(self) -> int:
        """How many months lie between two of its days."""
        return MONTHS[Frequency(self.frequency)]

    @property
    def audit_label(self) -> str:
        return f"required report {self}"


class DueReport(Record):
    """One report that is due on a day. Its natural key is the rule and the day."""

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="due_reports")
    due_on = models.DateField("date due")
    received_on = models.DateField("date received", null=True, blank=True)
    sent_by = models.CharField("who sent it", max_length=200, blank=True)
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports_considered",
        verbose_name="meeting that considered it",
    )
    not_needed = models.CharField("why it was not needed", max_length=500, blank=True)
    note = models.TextField(blank=True)
    personal = frozenset({"sent_by"})

    class Meta(Record.Meta):
        verbose_name = "report"
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["partnership", "due_on"], name="required_reports_due")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(not_needed=""),
                name="required_reports_received_or_not_needed",
            ),
        ]

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_label(self) -> str:
        return f"report due on {self.due_on}: {self.requirement}"
