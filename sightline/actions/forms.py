"""The forms of an action: the whole of it, and the few fields that say it is done."""

from __future__ import annotations

from typing import Any

from django.forms import Textarea
from django.utils import timezone

from sightline.actions.imports import NOT_STATED, SOURCES
from sightline.actions.models import Action
from sightline.foundation.text import fold
from sightline.govuk.forms import Group
from sightline.partnership.recording import RecordForm

FREE_TEXT = ("recommendation", "undertaking", "progress", "impact")
GROUPS = (
    Group("What was agreed", ("reference", "source", "review", "recommendation", "undertaking")),
    Group("Who sees to it", ("agency", "owner")),
    Group("When", ("agreed_on", "due_on", "completed_on")),
    Group("How it goes", ("progress", "impact")),
)


class ActionForm(RecordForm):
    """An action as it is kept."""

    free_text = FREE_TEXT
    in_use = {"source": tuple(source for source, _ in SOURCES if source != NOT_STATED)}

    class Meta:
        model = Action
        fields = (
            "reference",
            "source",
            "review",
            "recommendation",
            "undertaking",
            "agency",
            "owner",
            "agreed_on",
            "due_on",
            "completed_on",
            "progress",
            "impact",
        )
        help_texts = {
            "reference": "As in your tracker, for example RR01/24-3.",
            "review": "Its name or number, for example CSPR 01/22.",
            "undertaking": "What will be done, in a sentence or two. Name no child.",
            "impact": "What is different for children and families because of it.",
        }
        widgets = {name: Textarea(attrs={"rows": 3}) for name in FREE_TEXT}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed_on"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("source"):
            data["source"] = fold(data["source"])
        return data


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
