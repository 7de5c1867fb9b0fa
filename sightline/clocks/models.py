"""What a partnership adds to the clocks: lengths of its own, from a day on, and days of its own calendar."""

from __future__ import annotations

from django.db import models

from sightline.clocks.lengths import Unit
from sightline.partnership.models import Record, Tenant


class OwnLength(Record):
    """How long a clock runs in this partnership for what starts on a day or later, and who decided so."""

    clock = models.CharField(max_length=60)
    number = models.PositiveIntegerField("how many")
    unit = models.CharField(
        max_length=20, choices=[(unit.value, unit.value) for unit in Unit if not unit.by_the_hour]
    )
    since = models.DateField("from")
    authority = models.CharField("decided by", max_length=200)

    class Meta(Record.Meta):
        ordering = ["clock", "since"]
        verbose_name = "length"

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_label(self) -> str:
        return f"length of {self.clock} from {self.since}"


class OwnDay(Record):
    """A day on which nobody works here, or on which people do although it is a holiday; ``known_on``: since when."""

    day = models.DateField()
    name = models.CharField("why", max_length=120)
    closed = models.BooleanField("nobody works", default=True)
    known_on = models.DateField("made known on")

    class Meta(Record.Meta):
        ordering = ["day"]
        verbose_name = "day"

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        return f"{self.name} on {self.day}"


class Step(models.TextChoices):
    """What can be written into the ledger of a clock."""

    START = "start", "Started"
    PAUSE = "pause", "Paused"
    RESUME = "resume", "Went on"
    EXTEND = "extend", "Extended"
    STOP = "stop", "Stopped"


class RunningClock(Tenant):
    """One clock that was started for one thing; when it runs out is derived from its ledger, never stored.

    ``kind`` and ``reference`` say what it is attached to in the words of the app that keeps it, ``href`` where
    that is shown; what is started by hand has only a ``label``.
    """

    clock = models.CharField(max_length=60)
    kind = models.CharField(max_length=60, blank=True)
    reference = models.CharField(max_length=200)
    label = models.CharField("what for", max_length=200)
    href = models.CharField(max_length=300, blank=True)

    class Meta(Tenant.Meta):
        indexes = [models.Index(fields=["partnership", "kind", "reference"], name="clocks_running_for")]

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_label(self) -> str:
        return f"clock {self.clock}, number {self.pk}"


class LedgerEntry(Tenant):
    """One line of a clock's ledger: what happened on which day, who allowed it and why. Only ever added to."""

    running = models.ForeignKey(RunningClock, models.PROTECT, related_name="entries")
    step = models.CharField(max_length=10, choices=Step.choices)
    day = models.DateField()
    number = models.PositiveIntegerField("by how many", null=True, blank=True)
    authority = models.CharField("decided by", max_length=200, blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta(Tenant.Meta):
        ordering = ["id"]

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_label(self) -> str:
        return f"{self.get_step_display().lower()} on {self.day}, clock number {self.running_id}"
