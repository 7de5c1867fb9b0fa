"""What was made of all deliveries that count: events under one key for each child."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from sightline.partnership.models import Tenant
from sightline.people.models import Person


class LinkedStore(Tenant):
    """One linked store. What it holds lies as Parquet in a folder called by its ``folder``; the latest is asked.

    ``made_of`` is a digest of the deliveries that counted, by which it is known when it no longer says what they say;
    ``linkage`` is the folder of the linkage run that says which records are one child, ``links`` the numbers of the
    deliveries which that run read.
    """

    folder = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_of = models.CharField(max_length=64)
    linkage = models.UUIDField(null=True)
    links = models.JSONField(default=list)
    tables = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", help_text="None for somebody at a shell"
    )

    class Meta:
        verbose_name = "linked store"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"linked store of {timezone.localtime(self.at):%d %B %Y}"

    @property
    def audit_label(self) -> str:
        return f"linked store {self.pk}"
