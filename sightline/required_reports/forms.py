"""The forms of required reports: the rule, and what became of one that was due."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import Textarea
from django.utils import timezone

from sightline.govuk.forms import Group
from sightline.meetings.presenters.addresses import called as meeting_called
from sightline.partnership.recording import RecordForm
from sightline.required_reports.models import DueReport, Frequency, Requirement
from sightline.required_reports.queries import bodies_to_choose, meetings_to_consider

RADIOS = forms.RadioSelect(attrs={"class": "govuk-radios--small"})
FIXED = ("reporter", "to", "frequency", "first_on")
NOTE = {"note": Textarea(attrs={"rows": 3})}


class RequirementForm(RecordForm):
    """A rule. From whom to whom, how often and from when stay as they are: they decide what was due."""

    to: Any = forms.ModelMultipleChoiceField(
        label="Who receives it",
        queryset=None,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        error_messages={"required": "Choose at least one body"},
        help_text="Each is kept by itself: one may have received it and another not.",
    )
    free_text = ("subject", "concerns", "note")

    class Meta:
        model = Requirement
        fields = ("reporter", "subject", "concerns", "frequency", "first_on", "until", "note")
        help_texts = {
            "subject": "What it is called, for example: How the front door works.",
            "concerns": "For example: every agency in the MASH. Name no child.",
            "first_on": "Those after it fall on the same day of the month. For the last day of each, enter a day 31.",
            "until": "At most five years from today. It can be moved on, but not back into the past.",
        }
        widgets = {"frequency": RADIOS, **NOTE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record:
            return
        self.fields["frequency"].choices = Frequency.choices  # type: ignore[attr-defined]
        to: Any = self.fields["to"]
        to.queryset = bodies_to_choose(self.partnership)
        to.empty_label = None

    def left_out(self) -> Iterable[str]:
        return FIXED if self.record else ()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("reporter") in list(data.get("to") or ()):
            self.add_error("to", "A body does not report to itself. Choose another")
        first, last = data.get("first_on"), data.get("until")
        if first and last and last < first:
            self.add_error("until", "Last day must be the same as or after the first due date")
        return data


GROUPS = (
    Group("The report", ("reporter", "to", "subject", "concerns")),
    Group("When it is due", ("frequency", "first_on", "until")),
)


class LastDayForm(RecordForm):
    """The last day of a rule, moved on or brought forward."""

    class Meta:
        model = Requirement
        fields = ("until",)
        help_texts = {"until": "What was due before today stays as it was."}


class ReceiptForm(RecordForm):
    """What became of a report that was due."""

    free_text = ("note", "not_needed")

    class Meta:
        model = DueReport
        fields: tuple[str, ...] = ("received_on", "sent_by", "meeting", "not_needed", "note")
        help_texts = {
            "sent_by": "A name or an office.",
            "not_needed": "Only for a report that was not received, and did not have to be.",
        }
        widgets = NOTE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "meeting" in self.fields:
            meeting: Any = self.fields["meeting"]
            meeting.queryset = meetings_to_consider(self.record)
            meeting.empty_label = "None yet"
            meeting.label_from_instance = meeting_called

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("received_on") and data.get("not_needed"):
            self.add_error("not_needed", "Either it was received or it was not needed. Clear one of the two")
        return data


class ReceiveForm(ReceiptForm):
    """That a report was received: the day is today unless another is entered."""

    class Meta(ReceiptForm.Meta):
        fields = ("received_on", "sent_by", "meeting", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reason"]
        self.fields["received_on"].required = True
        self.initial["received_on"] = self.initial.get("received_on") or timezone.localdate()


class NotNeededForm(ReceiptForm):
    """That a report was not needed this time, and why."""

    class Meta(ReceiptForm.Meta):
        fields = ("not_needed",)
        help_texts = {"not_needed": "A sentence. It leaves the figures, and is no longer awaited."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reason"]
        self.fields["not_needed"].required = True
