"""What a partnership costs and who pays for it: contributions, other income, the budget and what was spent.

Everything is of one reporting year, written 2024-25, and in pounds and pence.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from sightline.partnership.models import Agency, Record


def _pounds(verbose_name: str, **options: Any) -> Any:
    return models.DecimalField(verbose_name, max_digits=11, decimal_places=2, **options)


def _year() -> Any:
    return models.CharField("reporting year", max_length=7)


class Money(Record):
    """A record of money."""

    class Meta(Record.Meta):
        abstract = True

    def validate_constraints(self, exclude: Any = None) -> None:
        """Nothing: the service refuses what the constraints forbid, in a sentence at its field."""


class Form(models.TextChoices):
    """Money, or what stands in its place: a seconded officer, a room."""

    CASH = "cash", "Cash"
    IN_KIND = "in kind", "In kind"


class Contribution(Money):
    """What one agency agreed to give for a year, and what came of it. Agreeing to nothing is a contribution of £0.

    Without an amount ``received`` nothing has come yet. Its natural key is year, agency, form and purpose.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="contributions")
    year = _year()
    form = models.CharField("cash or in kind", max_length=10, choices=Form.choices, default=Form.CASH)
    purpose = models.CharField("what it is for", max_length=120, blank=True)
    agreed = _pounds("amount agreed")
    received = _pounds("amount received", null=True, blank=True)
    received_on = models.DateField("date received", null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta(Record.Meta):
        ordering = ["-year", "agency__name", "id"]
        indexes = [models.Index(fields=["partnership", "year"], name="funding_contribution_year")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(agreed__gte=0) & (Q(received=None) | Q(received__gte=0)),
                name="funding_contribution_is_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(received__isnull=False),
                name="funding_contribution_received_with_amount",
            ),
        ]

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_label(self) -> str:
        return f"contribution to {self.year}, number {self.pk}"

    @property
    def outstanding(self) -> Any:
        """The money that was agreed and has not come; nothing of what is given in kind."""
        if self.form != Form.CASH:
            return 0
        return max(self.agreed - (self.received or 0), 0)


class Source(models.TextChoices):
    """Where money comes from that no partner contributes."""

    BROUGHT_FORWARD = "brought forward", "Brought forward from the year before"
    CHARGES = "charges", "Charges, such as for training"
    GRANT = "grant", "Grant"
    OTHER = "other", "Other income"


class Income(Money):
    """Money of a year that no partner contributed. What is brought forward can be a debt, and so below zero."""

    year = _year()
    source = models.CharField("where it comes from", max_length=20, choices=Source.choices)
    purpose = models.CharField("what it is", max_length=120, blank=True)
    amount = _pounds("amount")

    class Meta(Record.Meta):
        ordering = ["-year", "source", "id"]
        verbose_name = "income"
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount__gte=0) | Q(source=Source.BROUGHT_FORWARD),
                name="funding_income_is_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_label(self) -> str:
        return f"income of {self.year}, number {self.pk}"


class BudgetLine(Money):
    """What a year's budget sets aside under one heading."""

    year = _year()
    heading = models.CharField(max_length=120)
    amount = _pounds("amount")
    note = models.TextField(blank=True)

    class Meta(Record.Meta):
        ordering = ["-year", "heading", "id"]
        verbose_name = "budget line"
        indexes = [models.Index(fields=["partnership", "year"], name="funding_budgetline_year")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(amount__gte=0), name="funding_budget_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.heading}, {self.year}"

    @property
    def audit_label(self) -> str:
        return f"budget line of {self.year}, number {self.pk}"


class Spend(Money):
    """Money that went out under a budget line, in whose year it counts whenever it was paid.

    What comes back, such as a refund, is below zero.
    """

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="spend", verbose_name="budget line")
    amount = _pounds("amount")
    what_for = models.CharField("what for", max_length=200)
    paid_on = models.DateField("date paid", null=True, blank=True)
    reference = models.CharField(max_length=60, blank=True)

    class Meta(Record.Meta):
        ordering = ["-line__year", "-paid_on", "-id"]
        verbose_name = "payment"

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_label(self) -> str:
        return f"payment of {self.line.year}, number {self.pk}"
