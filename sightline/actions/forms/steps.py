"""An action one step further: agreed or not taken up, begun, done, seen to have worked, done again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import CharField, HiddenInput, RadioSelect, Textarea
from django.utils import timezone

from sightline.actions.forms.kept import NamingForm
from sightline.actions.models import Action, Effect
from sightline.govuk.forms import DateField, Form
from sightline.partnership.recording import RecordForm, Watchful


class AgreeForm(RecordForm):
    """When a proposed action was agreed, and by when it is to be done."""

    class Meta:
        model = Action
        fields = ("agreed_on", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed_on"].required = True
        self.initial["agreed_on"] = self.initial.get("agreed_on") or timezone.localdate()
        del self.fields["reason"]


class DeclineForm(RecordForm):
    """That a proposed action is not taken up, since when, and why."""

    free_text = ("declined_why",)

    class Meta:
        model = Action
        fields = ("declined_on", "declined_why")
        labels = {"declined_on": "When was that decided?", "declined_why": "Why?"}
        help_texts = {"declined_why": "It is kept with the action. Name no child."}
        widgets = {"declined_why": Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.names:
            self.fields[name].required = True
        self.initial["declined_on"] = self.initial.get("declined_on") or timezone.localdate()
        del self.fields["reason"]


class BeginForm(RecordForm):
    """That work on an action has begun."""

    free_text = ("progress",)

    class Meta:
        model = Action
        fields = ("started_on", "progress")
        widgets = {"progress": Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["started_on"].required = True
        self.initial["started_on"] = self.initial.get("started_on") or timezone.localdate()
        del self.fields["reason"]


class UpdateForm(RecordForm):
    """How far an action is, in the words of whoever speaks for its agency."""

    free_text = ("progress", "impact")

    class Meta:
        model = Action
        fields = ("progress", "started_on", "completed_on", "impact")
        labels = {"progress": "How far is it?"}
        help_texts = {
            "completed_on": "Leave this empty until it is done.",
            "impact": "What is different for children and families because of it.",
        }
        widgets = {name: Textarea(attrs={"rows": 4}) for name in ("progress", "impact")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reason"]


class CompleteForm(RecordForm):
    """What is said of an action when it is done."""

    free_text = ("impact",)

    class Meta:
        model = Action
        fields = ("completed_on", "impact")
        help_texts = {"impact": "What is different for children and families because of it."}
        widgets = {"impact": Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["completed_on"].required = True
        self.initial["completed_on"] = self.initial.get("completed_on") or timezone.localdate()
        del self.fields["reason"]


class AssureForm(NamingForm):
    """What somebody other than the owner saw of a completed action."""

    somebody = {"checked_by_person": "checked_by"}
    free_text = ("seen",)

    class Meta:
        model = Action
        fields = ("effect", "checked_by_person", "checked_by", "checked_on", "seen")
        labels = {
            "effect": "Did it work?",
            "checked_by_person": "Who looked",
            "checked_by": "Or somebody who is not in the list: their name and role",
            "seen": "What did they see?",
        }
        help_texts = {
            "checked_by_person": "Somebody other than the owner.",
            "seen": "What shows that practice changed, or that it did not. Name no child.",
        }
        widgets = {
            "effect": RadioSelect(attrs={"class": "govuk-radios--small"}),
            "seen": Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effect"].choices = Effect.choices  # type: ignore[attr-defined]
        for name in ("effect", "checked_on", "seen"):
            self.fields[name].required = True
        self.initial["checked_on"] = self.initial.get("checked_on") or timezone.localdate()
        del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("checked_by") and not {"checked_by", "checked_by_person"} & set(self.errors):
            self.add_error("checked_by_person", "Enter who looked")
        return data


class ReopenForm(Watchful, Form):
    """That a completed action is taken up again, since when, and why."""

    free_text = ("reason",)
    reopened_on = DateField(label="Since when is it open again?")
    reason = CharField(
        label="Why?",
        widget=Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="It is kept with the action. Name no child.",
    )
    made_from = forms.DateField(required=False, widget=HiddenInput)
