"""The forms of a challenge: the whole of it, and the few fields that say what came of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import CharField, HiddenInput, Textarea
from django.utils import timezone

from sightline.challenges.models import Challenge
from sightline.foundation.text import fold
from sightline.govuk.forms import DateField, Form, Group
from sightline.partnership.recording import RecordForm, Watchful

LEVELS = ("Strategic", "Senior manager", "Manager", "Practitioner")
OUTCOMES = ("Changed practice", "Escalated", "No change")
WORDS = {"subject": Textarea(attrs={"rows": 4}), "response": Textarea(attrs={"rows": 4})}
GROUPS = (
    Group(
        "The challenge",
        ("raised_on", "raised_by", "raised_with", "body", "forum", "level", "expectation", "subject"),
    ),
    Group("What came of it", ("answered_on", "response", "result", "outcome", "closed_on")),
)


class ChallengeForm(RecordForm):
    """A challenge as it is kept."""

    free_text = ("subject", "response")
    in_use = {"level": LEVELS, "outcome": OUTCOMES}

    class Meta:
        model = Challenge
        fields = (
            "raised_on",
            "raised_by",
            "raised_with",
            "body",
            "forum",
            "level",
            "expectation",
            "subject",
            "answered_on",
            "response",
            "result",
            "outcome",
            "closed_on",
        )
        labels = {"raised_by": "Raised by", "raised_with": "Raised with", "body": "Raised at a meeting of"}
        help_texts = {
            "raised_with": "Whom it was put to.",
            "forum": "Where it was raised, if not at one of these.",
            "subject": "What was asked, in a sentence or two. Name no child.",
        }
        widgets = WORDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["raised_on"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("level"):
            data["level"] = fold(data["level"]).capitalize()
        return data


class CloseForm(RecordForm):
    """What is said of a challenge when it is closed."""

    free_text = ("response",)
    in_use = {"outcome": OUTCOMES}

    class Meta:
        model = Challenge
        fields = ("answered_on", "response", "result", "outcome", "closed_on")
        widgets = {"response": WORDS["response"]}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["answered_on"] = self.initial.get("answered_on") or timezone.localdate()
        self.initial["closed_on"] = self.initial.get("closed_on") or timezone.localdate()
        self.fields["closed_on"].help_text = "Leave this empty while it is still open."
        self.fields["outcome"].help_text = "In your own words, where the answer above says too little."
        del self.fields["reason"]


class EscalateForm(Watchful, Form):
    """The next stage of a disagreement that is not settled."""

    free_text = ("why",)
    began_on = DateField(label="When does this stage begin?")
    to = CharField(label="To whom does it go?", max_length=200, help_text="A role or a body.")
    why = CharField(
        label="Why was it not settled?", widget=Textarea(attrs={"rows": 3}), required=False, max_length=2000
    )
    stage = forms.IntegerField(widget=HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["began_on"].initial = timezone.localdate
