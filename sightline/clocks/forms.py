"""The forms of the clocks: a length or a day of one's own, the day or the hour a clock starts, and its ledger."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from sightline.clocks.hour_standards import HOUR_STANDARDS, HourStandard
from sightline.clocks.hours import Opening, in_london
from sightline.clocks.lengths import Length, Unit
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


WORKING_DAY = "referral-decision"
"""The clock of days that is asked for together with those of hours: a decision within one working day."""
ANOTHER = "another"
_CLOCK = forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"})


class HoursForm(Form):
    """The moment when something was received, how soon it has to be done, and when the front door is open."""

    reveals: ClassVar[dict[str, dict[str, tuple[str, ...]]]] = {"standard": {ANOTHER: ("number", "unit")}}
    received_on = DateField(label="Day received")
    received_at = forms.TimeField(
        label="Time received", widget=_CLOCK, help_text="As on the clock in England, for example 14:30."
    )
    standard = forms.ChoiceField(
        label="How soon it has to be done", widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"})
    )
    number = forms.IntegerField(label="How many?", required=False, min_value=1, max_value=1000)
    unit = forms.ChoiceField(
        label="Of what?",
        required=False,
        choices=[(unit.value, unit.value.capitalize()) for unit in Unit if unit.by_the_hour],
    )
    opens = forms.TimeField(label="The front door opens at", widget=_CLOCK, initial=time(9))
    closes = forms.TimeField(label="It closes at", widget=_CLOCK, initial=time(17))
    closes_on_friday = forms.TimeField(
        label="On Fridays it closes at",
        widget=_CLOCK,
        initial=time(16),
        help_text="Only working hours depend on these. Saturdays, Sundays and holidays have none.",
    )

    def __init__(self, data: Any = None, *, working_day: str) -> None:
        super().__init__(data)
        decision = (WORKING_DAY, f"A decision on a referral: {working_day}")
        by_the_hour = ((one.key, str(one)) for one in HOUR_STANDARDS)
        standard: Any = self.fields["standard"]
        standard.choices = [decision, *by_the_hour, (ANOTHER, "Another number of hours")]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("standard") == ANOTHER:
            for name in ("number", "unit"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, "Enter how many hours" if name == "number" else "Choose which hours")
        else:
            self.errors.pop("number", None)  # what stands under another choice was not meant
            self.errors.pop("unit", None)
        for name in ("closes", "closes_on_friday"):
            if data.get("opens") and data.get(name) and data[name] <= data["opens"]:
                self.add_error(name, "Enter a time after that at which it opens")
        if data.get("received_on") and data.get("received_at"):
            try:
                data["received"], data["twice"] = in_london(data["received_on"], data["received_at"])
            except ValueError as problem:
                self.add_error("received_at", f"{problem} Enter another")
        return data

    @property
    def opening(self) -> Opening:
        """When the front door is open."""
        opens, data = self.cleaned_data["opens"], self.cleaned_data
        return Opening(
            {**dict.fromkeys(range(4), (opens, data["closes"])), 4: (opens, data["closes_on_friday"])}
        )

    def closing(self, day: date) -> datetime:
        """When the front door closes on a day; a day that it is open although it is a weekend ends as others do."""
        closes = self.cleaned_data["closes_on_friday" if day.weekday() == 4 else "closes"]
        return in_london(day, closes)[0]

    @property
    def asked(self) -> HourStandard | None:
        """The clock by the hour that was chosen; None for the one that counts working days."""
        key = self.cleaned_data["standard"]
        if key == ANOTHER:
            length = Length(self.cleaned_data["number"], Unit(self.cleaned_data["unit"]))
            return HourStandard(ANOTHER, str(length).capitalize(), length)
        return next((one for one in HOUR_STANDARDS if one.key == key), None)
