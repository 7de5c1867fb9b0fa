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
