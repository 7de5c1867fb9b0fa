"""The forms of a challenge: the whole of it, and the few fields that say what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import CharField, HiddenInput, Textarea
from django.utils import timezone

from sightline.challenges.ends import NOBODY, SIDES
from sightline.challenges.models import Challenge
from sightline.challenges.queries import people_to_choose
from sightline.foundation.text import fold
from sightline.govuk.forms import DateField, Form, Group
from sightline.partnership.models import Level
from sightline.partnership.recording import RecordForm, Watchful

LEVELS = ("Strategic", "Senior manager", "Manager", "Practitioner")
OUTCOMES = ("Changed practice", "Escalated", "No change")
WORDS = {"subject": Textarea(attrs={"rows": 4}), "response": Textarea(attrs={"rows": 4})}


def _end(side: str) -> tuple[str, ...]:
    """The fields of one end of a challenge."""
    return side, f"{side}_person", f"{side}_name", f"{side}_level"


RAISED_BY, RAISED_WITH = map(_end, SIDES)
GROUPS = (
    Group("Who raised it: an agency, a person or a level", RAISED_BY),
    Group("With whom: an agency, a person or a level", RAISED_WITH),
    Group("The challenge", ("raised_on", "body", "forum", "level", "expectation", "subject")),
    Group("What came of it", ("answered_on", "response", "result", "outcome", "closed_on")),
)


class ChallengeForm(RecordForm):
    """A challenge as it is kept."""

    free_text = ("subject", "response")
    in_use = {"outcome": OUTCOMES}

    class Meta:
        model = Challenge
        fields = (
            *RAISED_BY,
            *RAISED_WITH,
            "raised_on",
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
        labels = {
            "raised_by": "Agency",
            "raised_by_person": "Person",
            "raised_by_name": "Or somebody who is not in the list",
            "raised_by_level": "Level",
            "raised_with": "Agency",
            "raised_with_person": "Person",
            "raised_with_name": "Or somebody who is not in the list",
            "raised_with_level": "Level",
            "body": "Raised at a meeting of",
        }
        help_texts = {
            "raised_by_name": "A name or a post.",
            "raised_with_name": "A name or a post.",
            "forum": "Where it was raised, if not at one of these.",
            "subject": "What was asked, in a sentence or two. Name no child.",
        }
        widgets = WORDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("record") and kwargs["record"].level:
            self.in_use = {**type(self).in_use, "level": LEVELS}  # type: ignore[misc]
        super().__init__(*args, **kwargs)
        self.fields["raised_on"].initial = timezone.localdate
        for name in ("expectation", "result"):
            choices: Any = self.fields[name]
            choices.choices = [("", "Not said"), *choices.choices[1:]]
        for side in SIDES:
            self._offer_end(side)

    def left_out(self) -> Iterable[str]:
        """The level of the whole, where no log said it: the ends say theirs."""
        return () if self.record and self.record.level else ("level",)

    def _offer_end(self, side: str) -> None:
        fields: dict[str, Any] = self.fields
        chosen = getattr(self.record, f"{side}_person_id", None)
        person = fields[f"{side}_person"]
        person.queryset = people_to_choose(self.partnership, [chosen] if chosen else [])
        person.label_from_instance = lambda one: f"{one.name}, {one.agency.name}" if one.agency else one.name
        level = fields[f"{side}_level"]
        level.widget = forms.RadioSelect(attrs={"class": "govuk-radios--small"})
        level.choices = [("", "Not said"), *Level.choices]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for side in SIDES:
            if not any(data.get(name) for name in _end(side)) and not set(_end(side)) & set(self.errors):
                self.add_error(side, NOBODY[side])
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
