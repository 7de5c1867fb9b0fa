"""The forms of the partnership's own pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from sightline.foundation.endings import said_of
from sightline.govuk.forms import DateField, Form
from sightline.partnership.asking import RecordChoice
from sightline.partnership.models import Agency, AgencyKind, Body, Level, Seat
from sightline.partnership.recording import RecordForm

HISTORY = "Why, if it needs saying. It is kept in the history."


class AgencyForm(Form):
    """An agency as it is."""

    name = forms.CharField(max_length=200)
    kind = forms.ChoiceField(label="Kind of agency", choices=AgencyKind.choices, initial=AgencyKind.OTHER)
    statutory = forms.BooleanField(
        label="Statutory safeguarding partner",
        required=False,
        help_text="The council, the integrated care board or the police.",
    )


class CorrectAgencyForm(AgencyForm):
    """An agency put right."""

    reason = forms.CharField(required=False, help_text=HISTORY, max_length=500)


class RenameForm(Form):
    """A new name from a day on."""

    name = forms.CharField(label="New name", max_length=200)
    since = DateField(label="First day of the new name")


class MergeForm(Form):
    """What an agency became part of."""

    into = RecordChoice(label="Which agency did it become part of?")
    on = DateField(label="First day as one agency")

    def __init__(self, *args: Any, others: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].offer(others)  # type: ignore[attr-defined]


class AliasForm(Form):
    """Another name that people use."""

    name = forms.CharField(
        label="Other name",
        max_length=200,
        help_text="As people write it in spreadsheets. Capitals and spaces make no difference.",
    )


class WorkforceForm(Form):
    """How many staff, and when."""

    staff = forms.IntegerField(label="Staff who work with children", min_value=0)
    as_at = DateField(label="Counted on")


class BodyForm(Form):
    """A body and what it reports to."""

    name = forms.CharField(max_length=200)
    purpose = forms.CharField(
        label="What is it for?", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    reports_to = RecordChoice(label="Reports to", required=False, nothing="No other body")

    def __init__(self, *args: Any, others: Iterable[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reports_to"].offer(others)  # type: ignore[attr-defined]


class CorrectBodyForm(BodyForm):
    """A body put right."""

    reason = forms.CharField(required=False, help_text=HISTORY, max_length=500)


class SeatForm(Form):
    """A place of an agency on a body."""

    agency = RecordChoice()
    title = forms.CharField(
        label="Role on the body",
        required=False,
        max_length=120,
        help_text="For example Chair, Member or Advisor.",
    )
    level = forms.ChoiceField(
        label="Level",
        required=False,
        choices=[("", "Not said"), *Level.choices],
        help_text="At which level of the multi-agency expectations.",
    )
    since = DateField(label="First day", required=False)
    until = DateField(label="Last day", required=False)

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].offer(agencies)  # type: ignore[attr-defined]


class CorrectSeatForm(RecordForm):
    """A seat put right."""

    class Meta:
        model = Seat
        fields = ("agency", "title", "level", "since", "until")
        labels = {"title": "Role on the body", "since": "First day", "until": "Last day"}
        help_texts = {"title": "For example Chair, Member or Advisor."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record:
            self.fields["until"].help_text = said_of("seat", self.record)


class EndSeatForm(RecordForm):
    """The last day of a seat."""

    class Meta:
        model = Seat
        fields = ("until",)
        labels = {"until": "Last day"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].required = True
        self.fields["until"].help_text = said_of("seat", self.record)
        del self.fields["reason"]


class CoverageForm(Form):
    """The days a source is complete for."""

    start = DateField(label="Complete from")
    end = DateField(
        label="To", required=False, help_text="Leave this empty while it is kept up to date day by day."
    )
    reason = forms.CharField(required=False, help_text=HISTORY, max_length=500)


class SettingsForm(Form):
    """What a partnership is called and how its pages look."""

    name = forms.CharField(
        label="Name of the partnership",
        max_length=200,
        help_text="As it stands at the head of every page and report.",
    )
    area = forms.CharField(
        label="Area", required=False, max_length=200, help_text="For example Westmoor and the Coast."
    )
    brand = forms.CharField(
        label="Colour",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        help_text="For links, buttons and charts: # and six of the characters 0 to 9 and a to f, such as #1d4f5c. "
        "It has to be dark enough to read on white.",
    )
