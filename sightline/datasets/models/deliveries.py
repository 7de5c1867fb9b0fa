"""A file that came under an agreement: what was found in it, and what became of it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sightline.datasets.models.agreements import Agreement
from sightline.partnership.models import Coverage, Tenant
from sightline.people.models import Person


class State(models.TextChoices):
    """Where a delivery stands. Only what is accepted is counted."""

    CHECKING = "checking", "Being checked"
    ACCEPTED = "accepted", "Accepted"
    WARNED = "accepted with warnings", "Accepted with warnings"
    REFUSED = "refused", "Refused"
    REPLACED = "replaced", "Replaced"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Delivery(Tenant):
    """One file that came. What it holds lies as Parquet in a folder called by its ``folder``, never in the database.

    ``first_day`` and ``last_day`` are the earliest and latest governing date found in it; of a snapshot, ``reference``
    is the day it is a picture of. From ``covers_from`` until ``covers_until`` nothing is missing from it: while it
    counts, ``coverage`` says so to the measures. ``report`` is how the checks went, without a value of any child's:
    rows by table, what each rule found, what changed since the last. ``arrived_as`` is where the file lies until its
    checks are over; it is not kept beyond them.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="deliveries")
    contract = models.CharField("data set", max_length=60)
    contract_version = models.CharField(max_length=20)
    folder = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("file", max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField(help_text="bytes")
    rows = models.BigIntegerField(default=0)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    state = models.CharField(max_length=24, choices=State.choices, default=State.CHECKING)
    error_count = models.BigIntegerField(default=0)
    warning_count = models.BigIntegerField(default=0)
    report = models.JSONField(default=dict)
    delivered_at = models.DateTimeField(default=timezone.now, editable=False)
    delivered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="deliveries", help_text="None for somebody at a shell"
    )
    reference = models.DateField(null=True)
    covers_from = models.DateField("complete from", null=True)
    covers_until = models.DateField("complete until", null=True)
    coverage = models.OneToOneField(Coverage, models.SET_NULL, null=True, related_name="+", editable=False)
    arrived_as = models.CharField(max_length=255, blank=True, editable=False)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces")
    identities_erased_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "delivery"
        verbose_name_plural = "deliveries"
        ordering = ["-delivered_at", "-id"]
        indexes = [models.Index(fields=["partnership", "contract", "state"], name="datasets_delivery_listed")]
        constraints = [
            models.CheckConstraint(
                condition=Q(replaced_by=None) | Q(state="replaced"), name="datasets_delivery_replaced_by_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.contract} of {timezone.localtime(self.delivered_at):%d %B %Y}"

    @property
    def audit_label(self) -> str:
        return f"delivery {self.pk}"

    @property
    def counts(self) -> bool:
        """Whether what it holds is counted."""
        return self.state in (State.ACCEPTED, State.WARNED)
