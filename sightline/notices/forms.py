"""The form that says when people are reminded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from sightline.govuk.forms import Form
from sightline.partnership.models import Body

MOST = 365


def _days(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=MOST,
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-3", "suffix": "days", "inputmode": "numeric"}
        ),
        error_messages={
            "invalid": "Enter a whole number of days.",
            "min_value": "Enter at least 1 day.",
            "max_value": f"Enter at most {MOST} days.",
        },
    )


class LengthsForm(Form):
    """When people are reminded, in days."""

    first = _days("The first reminder, before something is due")
    second = _days("The second reminder, before it is due")
    again = _days("Once it is overdue, a reminder on the day after and then every")
    escalate = _days("The chair is told when it is overdue by")
    body = forms.ModelChoiceField(
        Body.objects.none(),
        label="Whose chair is told",
        required=False,
        empty_label="The bodies that report to no other",
        help_text="A chair is whoever has the role of body chair for that body.",
    )

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = bodies

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("first") and given.get("second") and given["first"] <= given["second"]:
            self.add_error("second", "The second reminder comes later than the first: enter fewer days.")
        return given
