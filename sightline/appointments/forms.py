"""The forms of appointments, renewals and arrangements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import Textarea

from sightline.appointments.models import Appointment, Arrangement, Kind, Model, Renewal
from sightline.appointments.queries import people_to_choose, seats
from sightline.govuk.forms import Group
from sightline.partnership.recording import RecordForm

OFFICES = ("Independent scrutineer", "Independent chair", "Commissioner")
SOMEBODY = ("name", "email")
RADIOS = forms.RadioSelect(attrs={"class": "govuk-radios--small"})
GROUPS = (
    Group("What they are appointed to", ("seat", "office", "body")),
    Group("Who", ("person", "name", "email")),
    Group("For how long", ("kind", "since", "until", "note")),
)


class AppointmentForm(RecordForm):
    """An appointment; a new one names somebody from the list, or by name or address."""

    name = forms.CharField(
        label="Or somebody who is not in the list: their name", max_length=200, required=False
    )
    email = forms.EmailField(
        label="Their email address",
        max_length=200,
        required=False,
        help_text="Somebody who has come to training or meetings is known by it.",
    )
    free_text = ("note",)
    in_use = {"office": OFFICES}

    class Meta:
        model = Appointment
        fields = ("seat", "office", "body", "person", "kind", "since", "until", "note")
        labels = {
            "seat": "Seat on a body",
            "office": "Or an office of the partnership",
            "body": "The body that the office belongs to",
            "person": "Person",
            "kind": "Kind of appointment",
        }
        help_texts = {
            "office": "For somebody who has no seat.",
            "body": "For example the improvement board of a commissioner. Only with an office.",
            "since": "A day to come makes it an appointment for the future.",
            "until": "Needed for a fixed term. Leave it empty while no end is decided.",
        }
        widgets = {"kind": RADIOS, "note": Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Kind.choices  # type: ignore[attr-defined]
        held, chosen = seats(self.partnership), getattr(self.record, "seat_id", None)
        seat: Any = self.fields["seat"]
        seat.queryset = held.order_by("body__name", "agency__name", "title")
        if chosen and self.record.seat not in seat.queryset:
            seat.queryset = type(self.record.seat).objects.ever_of(self.partnership).filter(pk=chosen)
        seat.label_from_instance = lambda one: f"{one.body.name}: {one}"
        person: Any = self.fields["person"]
        known = [self.record.person_id] if self.record else []
        person.queryset = people_to_choose(self.partnership, known)
        person.label_from_instance = lambda one: f"{one.name}, {one.agency.name}" if one.agency else one.name
        if self.record:
            for name in SOMEBODY:
                del self.fields[name]
        else:
            person.required = False
            person.empty_label = "Somebody else"

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if bool(data.get("seat")) == bool(data.get("office")) and not {"seat", "office"} & set(self.errors):
            both = "Choose a seat or an office, and not both"
            self.add_error("seat", both if data.get("seat") else "Choose a seat or an office")
        if not self.record and not {"person", *SOMEBODY} & set(self.errors):
            typed = data.get("name") or data.get("email")
            if not data.get("person") and not typed:
                self.add_error("person", "Choose somebody, or enter a name or an email address")
            if data.get("person") and typed:
                self.add_error("person", "Choose somebody from the list or name somebody else, and not both")
        return data

    @property
    def somebody(self) -> dict[str, Any]:
        """Whom it is for, as ``services.appoint`` takes them."""
        return {name: self.cleaned_data[name] for name in ("person", *SOMEBODY)}


class EndForm(RecordForm):
    """The last day of an appointment."""

    class Meta:
        model = Appointment
        fields = ("until",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].required = True
        del self.fields["reason"]


class RenewalForm(RecordForm):
    """A renewal: its days, and who decided it."""

    class Meta:
        model = Renewal
        fields = ("since", "until", "body", "decided_by")
        labels = {"body": "Decided by a body", "decided_by": "Or decided by"}
        help_texts = {"decided_by": "An office, such as the lead safeguarding partners. Name no person."}


class ArrangementForm(RecordForm):
    """The model of scrutiny from a day on."""

    free_text = ("note",)
    reveals = {"model": {Model.OTHER.value: ("words",)}}

    class Meta:
        model = Arrangement
        fields = ("model", "words", "since", "note")
        labels = {"words": "Say which", "since": "In force from"}
        help_texts = {"since": "Until the next arrangement begins."}
        widgets = {"model": RADIOS, "note": Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["model"].choices = Model.choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("model") == Model.OTHER and not data.get("words"):
            self.add_error("words", "Say which")
        if data.get("model") != Model.OTHER:
            data["words"] = ""
        return data
