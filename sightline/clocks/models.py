"""What a partnership adds to the clocks: lengths of its own, from a day on, and days of its own calendar."""

from __future__ import annotations

from django.db import models

from sightline.clocks.lengths import Unit
from sightline.partnership.models import Record


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
