"""Under what agreement an agency shares its data, and what that agreement allows."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from sightline.partnership.models import Agency, Record


class Frequency(models.TextChoices):
    """How often data is to come; once means whenever it comes."""

    ONCE = "once", "When it is asked for"
    MONTHLY = "monthly", "Monthly"
    QUARTERLY = "quarterly", "Quarterly"
    YEARLY = "yearly", "Yearly"


class Agreement(Record):
    """What one agency shares, of which kind, why, and until when. Its natural key is contract, agency and first day.

    ``fields`` are those of the contract that may be delivered; a file with any other is refused before it is kept.
    ``retention_months`` is how long names and dates of birth are kept after a delivery; what happened stays, under a
    key that nobody can turn back into a child.
    """

    contract = models.CharField("data set", max_length=60)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="agreements", verbose_name="who shares it"
    )
    parties = models.TextField("parties", blank=True)
    purpose = models.TextField("purpose", blank=True)
    lawful_basis = models.TextField("lawful basis", blank=True)
    fields = models.JSONField("fields allowed", default=list)
    frequency = models.CharField(
        "how often it is delivered", max_length=12, choices=Frequency.choices, default=Frequency.ONCE
    )
    first_due = models.DateField("first delivery due", null=True, blank=True)
    retention_months = models.PositiveSmallIntegerField("months that names are kept", default=24)
    contact_name = models.CharField("whom to ask", max_length=120, blank=True)
    contact_email = models.EmailField("their email address", blank=True)
    starts = models.DateField("first day")
    ends = models.DateField("last day")
    note = models.TextField(blank=True)
    personal = frozenset({"contact_name", "contact_email"})

    class Meta(Record.Meta):
        ordering = ["contract", "-starts", "id"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="datasets_agreement_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract} from {self.agency.name}" if self.agency else self.contract

    def validate_constraints(self, exclude: Any = None) -> None:
        """Nothing: the service refuses what the constraints forbid, in a sentence at its field."""

    @property
    def audit_label(self) -> str:
        return f"data-sharing agreement {self.pk}"
