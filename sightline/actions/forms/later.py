"""That an action is to be done later: another target date, or a risk accepted for a time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import CharField, HiddenInput, Textarea
from django.utils import timezone

from sightline.actions.models import AcceptedRisk
from sightline.govuk.forms import DateField, Form
from sightline.partnership.recording import RecordForm, Watchful


class MoveForm(Watchful, Form):
    """Another target date, who allowed it, and why."""

    free_text = ("reason",)
    due_on = DateField(label="New target date")
    moved_on = DateField(label="When was that decided?")
    authority = CharField(label="Who allowed it?", max_length=200, help_text="A person or a body.")
    reason = CharField(
        label="Why?",
        widget=Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="It is kept with the action.",
    )
    made_from = forms.DateField(required=False, widget=HiddenInput)


class RiskForm(RecordForm):
    """For how long it is accepted that an action is late, by whom and why."""

    free_text = ("why",)

    class Meta:
        model = AcceptedRisk
        fields = ("action", "since", "until", "accepted_by", "why")
        labels = {"accepted_by": "Who accepts it?", "why": "Why?"}
        help_texts = {
            "until": "A year at most. After this day the action comes back.",
            "accepted_by": "A person or a body.",
        }
        widgets = {"action": HiddenInput, "why": Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = timezone.localdate
