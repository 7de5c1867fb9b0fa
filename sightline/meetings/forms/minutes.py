"""The forms of minutes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from sightline.govuk.forms import Form
from sightline.meetings.models import Meeting, MinuteEntry
from sightline.partnership.asking import RecordChoice
from sightline.partnership.recording import RecordForm, Watchful


class MinuteForm(RecordForm):
    """What was said of one item, or of the meeting as a whole."""

    free_text = ("text",)

    class Meta:
        model = MinuteEntry
        fields = ("text",)
        labels = {"text": "What was said"}
        help_texts = {"text": "A line that begins with a hyphen is a bullet. Name no child."}
        widgets = {"text": forms.Textarea(attrs={"rows": 14})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reason"]


class AgreeForm(Form):
    """At which meeting minutes were agreed."""

    at = RecordChoice(label="Agreed at")

    def __init__(self, data: Any = None, *, meetings: Iterable[Meeting]) -> None:
        super().__init__(data)
        self.fields["at"].offer(meetings)  # type: ignore[attr-defined]


class CorrectionForm(Watchful, Form):
    """A correction of minutes that are agreed."""

    free_text = ("text",)
    text = forms.CharField(
        label="What has to be corrected?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text="It stands beneath the minutes with today’s date. The minutes stay as they were agreed.",
    )
