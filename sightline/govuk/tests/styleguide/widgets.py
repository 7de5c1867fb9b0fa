"""A form with every widget."""

from __future__ import annotations

from django import forms as django_forms

from sightline.govuk import forms

SOURCES = (("review", "Rapid review"), ("audit", "Multi-agency audit"), ("other", "Somewhere else"))


class EveryWidget(forms.Form):
    title = django_forms.CharField(max_length=200, help_text="What will be done, in one sentence.")
    reference = django_forms.CharField(max_length=10)
    email = django_forms.EmailField(label="Email address of the owner")
    cost = django_forms.DecimalField(required=False, widget=django_forms.NumberInput(attrs={"prefix": "£"}))
    days = django_forms.IntegerField(
        label="Days to finish", widget=django_forms.NumberInput(attrs={"suffix": "days"})
    )
    reason = django_forms.CharField(
        max_length=300, widget=django_forms.Textarea, help_text="Kept in the history."
    )
    agency = django_forms.ChoiceField(
        choices=(("", "Choose one"), ("police", "Westmoor Police"), ("icb", "NHS board"))
    )
    source = django_forms.ChoiceField(choices=SOURCES, widget=django_forms.RadioSelect)
    source_other = django_forms.CharField(label="Which source", required=False)
    priorities = django_forms.MultipleChoiceField(
        choices=(("neglect", "Neglect"), ("exploitation", "Exploitation")),
        widget=django_forms.CheckboxSelectMultiple,
        help_text="Choose all that it serves.",
    )
    agreed = forms.DateField(label="Date agreed")
    evidence = django_forms.FileField(
        label="Evidence", required=False, help_text="A Word, Excel or PDF file."
    )
    secret = django_forms.CharField(label="Password", widget=django_forms.PasswordInput, required=False)
    confirmed = django_forms.BooleanField(label="The partners have seen this")
    version = django_forms.CharField(widget=django_forms.HiddenInput, initial="3")

    reveals = {"source": {"other": ("source_other",)}}
