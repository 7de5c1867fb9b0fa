"""The forms of a paper: a new one with its first version, a further version, and what it is called and who sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from sightline.files.forms import AttachedFile
from sightline.govuk.forms import Form
from sightline.meetings.models import AgendaItem, Audience, Paper
from sightline.partnership.asking import RecordChoice
from sightline.partnership.recording import RecordForm, Watchful

TITLE_HINT = "Name no child. The minutes list it, unless it is for the business team alone."


class NewPaperForm(Watchful, Form):
    """A paper of a meeting as a whole, or of one of its items."""

    free_text = ("title",)
    title = forms.CharField(label="Title", max_length=200, help_text=TITLE_HINT)
    item = RecordChoice(label="Agenda item", required=False, nothing="The whole meeting")
    seen_by = forms.ChoiceField(
        label="Who may see it?",
        choices=Audience.choices,
        initial=Audience.EVERYBODY,
        widget=forms.RadioSelect,
    )
    file = AttachedFile()

    def __init__(self, *args: Any, items: Sequence[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].offer(items)  # type: ignore[attr-defined]
        if not items:
            del self.fields["item"]


class PaperVersionForm(Watchful, Form):
    """A further version of a paper."""

    free_text = ("changed",)
    file = AttachedFile()
    changed = forms.CharField(label="What is new in it?", required=False, max_length=300)


class PaperForm(RecordForm):
    """What a paper is called, and who may see it."""

    free_text = ("title",)

    class Meta:
        model = Paper
        fields = ("title", "seen_by")
        labels = {"seen_by": "Who may see it?"}
        help_texts = {"title": TITLE_HINT}
        widgets = {"seen_by": forms.RadioSelect}
