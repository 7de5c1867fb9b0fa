"""The forms of what a meeting noted, decided, asked for and challenged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from sightline.govuk.forms import DateField, Form
from sightline.meetings.models import AgendaItem, Outcome, OutcomeKind
from sightline.partnership.asking import RecordChoice
from sightline.partnership.models import Agency
from sightline.partnership.recording import RecordForm, Watchful

TEXT = forms.Textarea(attrs={"rows": 4})
OF_AN_ACTION = ("agency", "owner", "due_on", "proposed")
NOTHING = {"owner": "", "proposed": False}
OF_A_CHALLENGE = ("raised_by", "raised_with")


class NewOutcomeForm(Watchful, Form):
    """An outcome; an action also says who does it by when, a challenge who raised it with whom."""

    free_text = ("text",)
    reveals = {"kind": {OutcomeKind.ACTION: OF_AN_ACTION, OutcomeKind.CHALLENGE: OF_A_CHALLENGE}}

    text = forms.CharField(label="What was said?", widget=TEXT, help_text="A sentence or two. Name no child.")
    item = RecordChoice(label="Agenda item", required=False, nothing="None")
    kind = forms.ChoiceField(
        label="What is it?",
        choices=OutcomeKind.choices,
        widget=forms.RadioSelect,
        initial=OutcomeKind.DECISION,
    )
    agency = RecordChoice(label="Which agency will do it?", required=False)
    owner = forms.CharField(label="Lead officer", required=False, max_length=200)
    due_on = DateField(label="By when?", required=False)
    proposed = forms.BooleanField(label="It is only proposed: somebody has yet to agree it", required=False)
    raised_by = RecordChoice(label="Who raised it?", required=False)
    raised_with = RecordChoice(label="With whom?", required=False)

    def __init__(
        self, data: Any = None, *, items: Sequence[AgendaItem], agencies: Sequence[Agency], item: str = ""
    ) -> None:
        super().__init__(data, initial={"item": item})
        fields: dict[str, Any] = self.fields
        fields["item"].offer(items)
        for name in ("agency", *OF_A_CHALLENGE):
            fields[name].offer(agencies)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for kind, names in self.reveals["kind"].items():
            if data.get("kind") != kind:  # what stands under another kind was not meant
                data |= {name: NOTHING.get(name) for name in names}
                for name in names:
                    self.errors.pop(name, None)
        return data


class DecideForm(Watchful, Form):
    """Whether a body takes up an action that was proposed to it."""

    free_text = ("why",)
    reveals = {"taken_up": {"yes": ("due_on",), "no": ("why",)}}

    taken_up = forms.ChoiceField(
        label="Does the body take it up?",
        choices=(("yes", "Yes: it is agreed"), ("no", "No")),
        widget=forms.RadioSelect,
    )
    due_on = DateField(label="By when?", required=False)
    why = forms.CharField(
        label="Why not?", required=False, widget=TEXT, help_text="It is kept with the action. Name no child."
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("taken_up") == "yes":
            data["why"] = ""
        elif data.get("taken_up") == "no":
            data["due_on"] = None
            self.errors.pop("due_on", None)
            if not data.get("why", "").strip() and "why" not in self.errors:
                self.add_error("why", "Say why it is not taken up")
        return data


class OutcomeForm(RecordForm):
    """The words of an outcome."""

    free_text = ("text",)

    class Meta:
        model = Outcome
        fields = ("text",)
        widgets = {"text": TEXT}
