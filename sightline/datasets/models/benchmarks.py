"""What a figure is elsewhere: in England, in the region, in places that are alike."""

from __future__ import annotations

from fractions import Fraction

from django.db import models
from django.db.models import F, Q

from sightline.partnership.models import Record


class Elsewhere(models.TextChoices):
    """What sort of place a figure is of, the widest first."""

    ENGLAND = "england", "England"
    REGION = "region", "Region"
    NEIGHBOUR = "neighbour", "Statistical neighbour"


class Benchmark(Record):
    """One published figure of one place in one reporting year, and where it was published.

    A share is kept as what it was made of where that is published, else as a ``value`` from 0 to 1. Its natural key is
    measure, sort of place, area and year.
    """

    measure = models.CharField(max_length=80)
    kind = models.CharField("sort of place", max_length=12, choices=Elsewhere.choices)
    area = models.CharField(max_length=120)
    year = models.CharField("reporting year", max_length=7)
    numerator = models.BigIntegerField(null=True, blank=True)
    denominator = models.BigIntegerField(null=True, blank=True)
    value = models.DecimalField("figure", max_digits=15, decimal_places=5, null=True, blank=True)
    source = models.CharField("published in", max_length=300)
    link = models.URLField("address of the publication", max_length=500, blank=True)
    retrieved_on = models.DateField("taken from there on", null=True, blank=True)

    class Meta(Record.Meta):
        ordering = ["measure", "-year", "kind", "area", "id"]
        indexes = [
            models.Index(fields=["partnership", "measure", "year"], name="datasets_benchmark_asked_for")
        ]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(numerator__isnull=False, denominator__isnull=False),
                name="datasets_benchmark_has_a_figure",
            ),
            models.CheckConstraint(
                condition=(Q(numerator=None) & Q(denominator=None))
                | Q(numerator__gte=0, denominator__gt=0, numerator__lte=F("denominator")),
                name="datasets_benchmark_is_a_part_of_a_whole",
            ),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=0), name="datasets_benchmark_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} in {self.area}, {self.year}"

    @property
    def audit_label(self) -> str:
        return str(self)

    @property
    def figure(self) -> Fraction:
        """The figure as it is compared: of what it was made of where that is known."""
        if self.numerator is not None and self.denominator is not None:
            return Fraction(self.numerator, self.denominator)
        return Fraction(self.value or 0)
