"""The forms of contributions, other income, budget lines and payments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import Textarea
from django.utils import timezone

from sightline.foundation.years import ReportingYear
from sightline.funding.models import BudgetLine, Contribution, Income, Spend
from sightline.govuk.forms import Group, MoneyField
from sightline.partnership.recording import RecordForm

EARLIER, LATER = 10, 2
HEADINGS = (
    "Staffing",
    "Training",
    "Practice reviews",
    "Independent scrutiny",
    "Audits",
    "Office and software",
)
SHORT = {"note": Textarea(attrs={"rows": 3})}
CONTRIBUTION_GROUPS = (
    Group("What was agreed", ("agency", "year", "form", "agreed", "purpose")),
    Group("What has come", ("received", "received_on", "note")),
)


class OfYear(RecordForm):
    """A form that asks for a reporting year."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = ReportingYear.of(timezone.localdate())
        years = [
            str(ReportingYear(first)) for first in range(this.first + LATER, this.first - EARLIER - 1, -1)
        ]
        held = self.record.year if self.record else ""
        offered = years if held in ("", *years) else [*years, held]
        self.fields["year"] = forms.ChoiceField(
            label="Reporting year",
            choices=[("", "Choose one"), *((year, year) for year in offered)],
            initial=str(this),
            error_messages={
                "required": "Choose a reporting year",
                "invalid_choice": "Choose one of these reporting years",
            },
            help_text="From 1 April to 31 March.",
        )


class ContributionForm(OfYear):
    """A contribution as it is kept."""

    free_text = ("note",)

    class Meta:
        model = Contribution
        fields = ("agency", "year", "form", "agreed", "purpose", "received", "received_on", "note")
        field_classes = {"agreed": MoneyField, "received": MoneyField}
        widgets = {**SHORT, "form": forms.RadioSelect}
        help_texts = {
            "agreed": "For the whole year. For what is given in kind, its worth. Enter 0 where it agreed to none.",
            "purpose": "Only where an agency gives more than one contribution in a year: training, for example.",
            "received": "Everything that has come so far. Leave it empty while nothing has. What was given back is "
            "taken off.",
        }


class IncomeForm(OfYear):
    """Other income as it is kept."""

    class Meta:
        model = Income
        fields = ("year", "source", "amount", "purpose")
        field_classes = {"amount": MoneyField}
        widgets = {"source": forms.RadioSelect}
        help_texts = {
            "amount": "With a minus, such as -250.00, where a debt is brought forward.",
            "purpose": "Needed only to tell two of a kind apart: which grant, for example.",
        }


class BudgetLineForm(OfYear):
    """A budget line as it is kept."""

    free_text = ("note",)
    in_use = {"heading": HEADINGS}

    class Meta:
        model = BudgetLine
        fields = ("year", "heading", "amount", "note")
        field_classes = {"amount": MoneyField}
        widgets = SHORT


class SpendForm(RecordForm):
    """A payment as it is kept."""

    free_text = ("what_for",)

    class Meta:
        model = Spend
        fields = ("line", "amount", "what_for", "paid_on", "reference")
        field_classes = {"amount": MoneyField}
        help_texts = {
            "line": "It counts in the year of its budget line, whenever it was paid.",
            "amount": "What came back, such as a refund, with a minus: -250.00.",
            "what_for": "In a few words. Name no child.",
            "paid_on": "Leave it empty for a sum of the whole year.",
            "reference": "The invoice, for example.",
        }
