"""The forms of what somebody saw in an indicator, and of what they recommend."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from sightline.datasets.models import Observation
from sightline.govuk.forms import DateField, Form
from sightline.meetings.models import Meeting
from sightline.partnership.asking import RecordChoice
from sightline.partnership.models import Agency, Body
from sightline.partnership.recording import RecordForm, Watchful


class ObservationForm(RecordForm):
    """What somebody sees, and in which time."""

    free_text = ("sentence",)

    class Meta:
        model = Observation
        fields = ("sentence", "starts", "ends")
        labels = {"sentence": "What do you see?", "starts": "From", "ends": "Until"}
        help_texts = {"sentence": "A sentence or two that a leader understands. Name no child."}
        widgets = {"sentence": forms.Textarea(attrs={"rows": 4})}


class RecommendForm(Watchful, Form):
    """What is recommended, to which body, who would do it and by when."""

    free_text = ("text",)

    text = forms.CharField(
        label="What do you recommend?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What should be done, in a sentence. If the body takes it up, this is the action.",
    )
    body = RecordChoice(label="To which body?")
    meeting = RecordChoice(
        label="At which meeting?",
        required=False,
        nothing="None yet: keep it in the body’s backlog",
    )
    agency = RecordChoice(label="Which agency would do it?")
    due_on = DateField(label="By when?", required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        bodies: Iterable[Body],
        meetings: Iterable[Meeting],
        agencies: Iterable[Agency],
    ) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["body"].offer(bodies)
        fields["meeting"].offer(meetings)
        fields["agency"].offer(agencies)
