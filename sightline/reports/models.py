"""Reports as they are written, block by block, and the publications that were frozen from them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sightline.partnership.models import Record, Tenant
from sightline.reports.writing import BlockKind, Marking, ReportKind


class Report(Record):
    """A report being written. Its key is the last part of its address; publications stand apart."""

    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in ReportKind])
    title = models.CharField(max_length=200)
    period = models.CharField("reporting year", max_length=20, help_text="such as 2024-25")
    marking = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in Marking], default=Marking.OFFICIAL.value
    )
    imported_text = models.TextField(
        blank=True, editable=False, help_text="the last text imported, as it was"
    )

    class Meta(Record.Meta):
        ordering = ["-period", "title"]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        return self.key

    @property
    def audit_label(self) -> str:
        return self.title


class Block(Record):
    """One block of a report. ``asks`` holds its checks, or the selection that it shows, one a line.

    ``revision`` counts the changes of its words, so that nobody overwrites what they have not seen.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="blocks")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in BlockKind])
    text = models.TextField(blank=True)
    asks = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    judged_by = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)
    personal = frozenset({"judged_by"})

    class Meta(Record.Meta):
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["report", "position"], name="reports_block_order")]

    @property
    def audit_label(self) -> str:
        return f"{self.kind} {self.pk} of {self.report.title}"


class Evidence(Record):
    """What is cited beside a claim: the period it covers, when it was obtained and when recorded."""

    block = models.ForeignKey(Block, models.CASCADE, related_name="evidence")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    note = models.TextField("link or note", blank=True)
    covers = models.CharField("period it covers", max_length=120, blank=True)
    obtained_on = models.DateField("date obtained", null=True, blank=True)
    recorded_on = models.DateField("date recorded")

    class Meta(Record.Meta):
        ordering = ["position", "id"]
        verbose_name_plural = "evidence"

    @property
    def audit_label(self) -> str:
        return self.title


class Publication(Tenant):
    """One version of a report as it was published. ``payload`` is frozen: read, never recomputed."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="publications")
    version = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    published_by = models.TextField(help_text="a signature: a person's name sealed")
    correction = models.TextField(blank=True, help_text="what this version corrects, for readers")
    payload = models.TextField(help_text="JSON")
    sha256 = models.CharField(max_length=64)
    ledger = models.TextField(help_text="JSON: how many records lay behind each figure, and their digest")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(blank=True, help_text="a signature")
    withdrawal = models.TextField(blank=True, help_text="why it was withdrawn")

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["report", "version"], name="reports_publication_version"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by="", withdrawal="")
                | (Q(withdrawn_at__gte=F("published_at")) & ~Q(withdrawn_by="") & ~Q(withdrawal="")),
                name="reports_withdrawal_is_whole",
            ),
        ]

    @property
    def audit_label(self) -> str:
        return f"version {self.version} of {self.report.title}"


class PublishedFile(Tenant):
    """A file of a publication, kept under its own digest."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="files")
    form = models.CharField(max_length=10, help_text="html, pdf, docx or json")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta:
        ordering = ["form"]
        constraints = [models.UniqueConstraint(fields=["publication", "form"], name="reports_file_form")]


class Verification(Tenant):
    """A later look at a publication: what its figures and verdicts come to now."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="verifications")
    at = models.DateTimeField()
    by = models.TextField(help_text="a signature")
    outcome = models.TextField(help_text="JSON")

    class Meta:
        ordering = ["-at", "-id"]
