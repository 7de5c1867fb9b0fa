"""The partnership, its agencies and bodies, and the two bases that every record of the system stands on."""

from __future__ import annotations

from typing import Any, Self

from django.core.validators import RegexValidator
from django.db import models

BRAND = "#1d4f5c"


class ScopeKind(models.TextChoices):
    """A forum is a scope of its own, in which several partnerships share what they put there and nothing else."""

    PARTNERSHIP = "partnership", "Partnership"
    FORUM = "forum", "Forum"


class Partnership(models.Model):
    """A local safeguarding children partnership, or a forum of several: the scope that every record belongs to."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    area = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=12, choices=ScopeKind.choices, default=ScopeKind.PARTNERSHIP)
    demonstration = models.BooleanField(default=False, help_text="everything in it is fictional")
    brand = models.CharField(max_length=7, default=BRAND, validators=[RegexValidator(r"^#[0-9a-f]{6}$")])
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def is_forum(self) -> bool:
        return self.kind == ScopeKind.FORUM

    @property
    def audit_label(self) -> str:
        return self.name


class TenantRecords(models.QuerySet[Any]):
    """Reads that start from a partnership."""

    def of(self, partnership: Partnership) -> Self:
        """What belongs to this partnership and was not withdrawn."""
        rows = self.filter(partnership=partnership)
        return rows.filter(withdrawn_at=None) if issubclass(self.model, Record) else rows

    def ever_of(self, partnership: Partnership) -> Self:
        """What belongs to this partnership, withdrawn or not."""
        return self.filter(partnership=partnership)


class Tenant(models.Model):
    """Anything that belongs to one partnership."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    objects = TenantRecords.as_manager()

    class Meta:
        abstract = True


class Record(Tenant):
    """A thing that came by import or by hand, may be corrected, and is withdrawn rather than deleted.

    ``key`` is its natural key, unique in the partnership. ``source_digest`` is a digest of what the last
    import said of it: a file that says the same again changes nothing, even where a hand has corrected it.
    """

    key = models.CharField(max_length=200)
    source_digest = models.BinaryField(max_length=16, null=True, editable=False)
    import_id = models.BigIntegerField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["partnership", "key"], name="%(app_label)s_%(class)s_key")
        ]


class AgencyKind(models.TextChoices):
    LOCAL_AUTHORITY = "local authority", "Local authority"
    ICB = "integrated care board", "Integrated care board"
    POLICE = "police", "Police"
    HEALTH = "health provider", "Health provider"
    SCHOOLS = "schools", "Schools"
    TRUST = "academy trust", "Academy trust"
    COLLEGE = "college", "College"
    PROBATION = "probation", "Probation"
    YOUTH_JUSTICE = "youth justice", "Youth justice"
    DISTRICTS = "district councils", "District councils"
    VOLUNTARY = "voluntary sector", "Voluntary sector"
    OTHER = "other", "Other"


class Agency(Record):
    """A safeguarding partner or a relevant agency."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, choices=AgencyKind.choices, default=AgencyKind.OTHER)
    statutory = models.BooleanField("statutory safeguarding partner", default=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")
    merged_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        ordering = ["name"]
        verbose_name_plural = "agencies"
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(merged_into=None, merged_on=None)
                | models.Q(merged_into__isnull=False, merged_on__isnull=False),
                name="partnership_agency_merger_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        return self.name


class AgencyName(Tenant):
    """A name an agency had until it took another."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    until = models.DateField(help_text="the last day of this name")

    @property
    def audit_label(self) -> str:
        return self.name


class Alias(Record):
    """A spelling that people use for an agency, matched once and remembered. Its key is the folded name."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)

    class Meta(Record.Meta):
        verbose_name_plural = "aliases"

    @property
    def audit_label(self) -> str:
        return self.name


class Workforce(Record):
    """How many staff of an agency worked with children at a date."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="workforce")
    staff = models.PositiveIntegerField()
    as_at = models.DateField()

    class Meta(Record.Meta):
        verbose_name_plural = "workforce"

    @property
    def audit_label(self) -> str:
        return f"workforce of {self.agency.name} at {self.as_at}"


class Body(Record):
    """A meeting of the partnership that exists over time: the executive, the business group, a sub-group."""

    name = models.CharField(max_length=200)
    reports_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="subgroups")
    purpose = models.TextField(blank=True)

    class Meta(Record.Meta):
        ordering = ["name"]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        return self.name


class Level(models.TextChoices):
    """The levels of the multi-agency expectations."""

    LEADERS = "strategic leaders", "Strategic leaders"
    MANAGERS = "senior and middle managers", "Senior and middle managers"
    PRACTITIONERS = "practitioners", "Practitioners"


class Seat(Record):
    """A place on a body that belongs to an agency, whoever fills it."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="seats")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="seats")
    title = models.CharField(max_length=120, blank=True, help_text="for example Chair, Member, Advisor")
    level = models.CharField(max_length=40, choices=Level.choices, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.title or 'Seat'} for {self.agency.name}"

    @property
    def audit_label(self) -> str:
        return f"seat of {self.agency.name} on {self.body.name}"


class Coverage(Tenant):
    """A span a source is complete for: inside it no rows is a true nought, outside it nothing is known."""

    source = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField(null=True, help_text="None while it is kept live")
    import_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["partnership", "source"], name="partnership_coverage_source")]

    @property
    def audit_label(self) -> str:
        return f"coverage of {self.source}"
