"""The forms of a challenge: the whole of it, and the few fields that say what came of it."""

from __future__ import annotations

from typing import Any

from django.forms import Textarea
from django.utils import timezone

from sightline.challenges.models import Challenge
from sightline.foundation.text import fold
from sightline.govuk.forms import Group
from sightline.partnership.recording import RecordForm

LEVELS = ("Strategic", "Senior manager", "Manager", "Practitioner")
OUTCOMES = ("Changed practice", "Escalated", "No change")
WORDS = {"subject": Textarea(attrs={"rows": 4}), "response": Textarea(attrs={"rows": 4})}
GROUPS = (
    Group("The challenge", ("raised_on", "raised_by", "raised_with", "body", "forum", "level", "subject")),
    Group("What came of it", ("response", "outcome", "closed_on")),
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
            "subject",
            "response",
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
        fields = ("response", "outcome", "closed_on")
        widgets = {"response": WORDS["response"]}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["closed_on"] = self.initial.get("closed_on") or timezone.localdate()
        self.fields["closed_on"].help_text = "Leave this empty while it is still open."
        del self.fields["reason"]
