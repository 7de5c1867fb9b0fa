"""The forms of a meeting and of what it is to deal with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from sightline.govuk.forms import Form
from sightline.meetings.models import AgendaItem, Meeting
from sightline.meetings.queries import meeting, who_may_chair
from sightline.partnership.asking import RecordChoice
from sightline.partnership.models import Partnership
from sightline.partnership.recording import RecordForm

TIME = forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"})


class MeetingForm(RecordForm):
    """A meeting as it is kept."""

    class Meta:
        model = Meeting
        fields = ("body", "held_on", "starts_at", "ends_at", "place", "chair")
        widgets = {"starts_at": TIME, "ends_at": TIME}
        help_texts = {"starts_at": "For example 14:30.", "place": "A room, or the link of an online meeting."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["chair"]
        chosen = field.queryset.filter(pk=getattr(self.record, "chair_id", None) or 0)
        field.queryset = who_may_chair(self.partnership) | chosen


class ItemForm(RecordForm):
    """An agenda item, whose meeting or body is known from where it is added."""

    free_text = ("title",)

    class Meta:
        model = AgendaItem
        fields: tuple[str, ...] = ("title", "purpose", "allotted", "presenter", "agency")
        widgets = {
            "purpose": forms.RadioSelect,
            "allotted": forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        }
        labels = {"title": "What is it about?", "purpose": "What is it for?"}
        help_texts = {"title": "Name no child.", "presenter": "Who speaks to it."}


class NewItemForm(ItemForm):
    """A new item: of the meeting it is added to, else of a body whose backlog keeps it."""

    class Meta(ItemForm.Meta):
        fields = ("body", *ItemForm.Meta.fields)
        labels = {**ItemForm.Meta.labels, "body": "Whose backlog is it for?"}

    to = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, partnership: Partnership, **options: Any) -> None:
        super().__init__(data, partnership=partnership, **options)
        asked = str((data or options.get("initial") or {}).get("to", ""))
        self.meeting = meeting(partnership, int(asked)) if asked.isdecimal() and len(asked) < 19 else None
        if self.meeting:
            del self.fields["body"]
            self.instance.meeting, self.instance.body = self.meeting, self.meeting.body


class ToMeetingForm(Form):
    """Which meeting an item goes to."""

    meeting = RecordChoice(label="Meeting")

    def __init__(self, data: Any = None, *, meetings: Iterable[Meeting]) -> None:
        super().__init__(data)
        self.fields["meeting"].offer(meetings)  # type: ignore[attr-defined]
