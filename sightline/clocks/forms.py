"""The forms of the clocks: a length of one's own, a day of one's own calendar, and the day a clock starts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from sightline.clocks.models import OwnDay, OwnLength
from sightline.clocks.standard import standards
from sightline.govuk.forms import DateField, Form
from sightline.partnership.recording import RecordForm


class LengthForm(RecordForm):
    """How long a clock runs here from a day on."""

    clock = forms.ChoiceField(label="Which clock?")

    class Meta:
        model = OwnLength
        fields = ("clock", "number", "unit", "since", "authority")
        labels = {"since": "For what starts on this day or later"}
        help_texts = {"authority": "For example, the delegated partners’ meeting of 12 March 2025."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = sorted(((one.key, one.title) for one in standards), key=lambda pair: pair[1])
        self.fields["clock"].choices = choices  # type: ignore[attr-defined]


class DayForm(RecordForm):
    """A day on which nobody works here, or on which people do after all."""

    class Meta:
        model = OwnDay
        fields = ("day", "name", "closed", "known_on")
        help_texts = {
            "name": "For example, Bank holiday for a coronation.",
            "closed": "Leave this empty for a day on which people work although it is a holiday.",
            "known_on": "Deadlines that were worked out before this day did not know of it.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known_on"].initial = timezone.localdate


class StartForm(Form):
    """The day a clock starts."""

    start = DateField(label="When does it start?")


class _LedgerForm(Form):
    """What every line of a ledger says."""

    day = DateField(label="On which day?")
    authority = forms.CharField(
        label="Who decided it?", max_length=200, help_text="A post or a meeting, for example the executive."
    )
    reason = forms.CharField(label="Why?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = timezone.localdate


class StepForm(_LedgerForm):
    """A clock is paused, or goes on."""


class StopForm(_LedgerForm):
    """A clock is stopped, for which nobody need decide."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].required = False


class ExtendForm(_LedgerForm):
    """A clock runs longer."""

    number = forms.IntegerField(label="By how many?", min_value=1, max_value=1000)
    field_order = ("number", "day", "authority", "reason")

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].label = f"By how many {unit}?"


class RunForm(_LedgerForm):
    """A clock is started for something."""

    clock = forms.ChoiceField(label="Which clock?")
    label = forms.CharField(
        label="What is it for?", max_length=200, help_text="Never the name of a child. A reference will do."
    )
    field_order = ("clock", "label", "day", "authority", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        onward = [one for one in standards if one.length.number > 0 and not one.length.unit.by_the_hour]
        self.fields["clock"].choices = sorted(  # type: ignore[attr-defined]
            ((one.key, one.title) for one in onward), key=lambda pair: pair[1]
        )
        self.fields["day"].label = "Which day is its day 0?"
        self.fields["authority"].required = self.fields["reason"].required = False


class KnownForm(Form):
    """The day as of which a date is asked for."""

    known_on = DateField(label="As it was known on which day?")
