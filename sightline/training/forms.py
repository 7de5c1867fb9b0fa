"""The forms of courses, sessions and bookings."""

from __future__ import annotations

from typing import Any

from django import forms

from sightline.govuk.forms import Group
from sightline.partnership.recording import RecordForm
from sightline.training.models import Booking, Course, Place, Session
from sightline.training.queries import session_by_reference

DELEGATE = ("name", "email", "job_role")
BOOKING_GROUPS = (
    Group("Who", (*DELEGATE, "agency")),
    Group("What", ("event", "delivery", "place", "booked_on", "charge", "evaluation", "reference")),
)


class CourseForm(RecordForm):
    """A course as it is kept."""

    in_use = {"level": ()}

    class Meta:
        model = Course
        fields = ("title", "code", "level")


class SessionForm(RecordForm):
    """A session as it is kept."""

    in_use = {"delivery": ("Face to face", "Online")}

    class Meta:
        model = Session
        fields = ("course", "held_on", "starts_at", "delivery", "venue", "capacity", "reference")
        labels = {"reference": "Event number"}
        help_texts = {
            "starts_at": "For example 09:30.",
            "reference": "As your booking system has it. Without one it is made from the course and the date.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"].required = self.record is not None

    def clean_reference(self) -> str:
        return str(self.cleaned_data["reference"]).strip().upper()


class BookingForm(RecordForm):
    """A booking as it is kept; whose it is, is asked when it is made."""

    event = forms.CharField(
        label="Event number",
        max_length=60,
        help_text="Of the session. It stands on the session’s page.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    name = forms.CharField(label="Delegate’s name", max_length=200, required=False)
    email = forms.EmailField(
        label="Delegate’s email address",
        required=False,
        max_length=200,
        help_text="Somebody who has booked before is known by it.",
    )
    job_role = forms.CharField(label="Job role", max_length=120, required=False)

    in_use = {"delivery": ("Face to face", "Online")}

    class Meta:
        model = Booking
        fields = ("agency", "place", "booked_on", "delivery", "charge", "evaluation", "reference")
        labels = {"agency": "Agency they come from", "reference": "Booking number"}
        help_texts = {
            "reference": "As your booking system has it. Without one it is made from the event number.",
            "delivery": "How they took part. Without it, as the session is held.",
            "evaluation": "From 1 to 5.",
        }
        widgets = {
            "place": forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
            "charge": forms.TextInput(attrs={"prefix": "£", "class": "govuk-input--width-5"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"].required = self.record is not None
        self.fields["place"].initial = Place.BOOKED
        if self.record is not None:
            self.initial["event"] = self.record.session.reference
            for name in DELEGATE:
                del self.fields[name]

    @property
    def names(self) -> list[str]:
        return [*super().names, "session"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if (
            "name" in self.fields
            and not data.get("name")
            and not data.get("email")
            and "email" not in self.errors
        ):
            self.add_error("name", "Enter the delegate’s name or their email address")
        if data.get("event"):
            data["session"] = self.instance.session = session_by_reference(self.partnership, data["event"])
            if data["session"] is None:
                self.add_error(
                    "event", f"No session has the event number {data['event']}. Look it up under Sessions"
                )
        return data

    @property
    def delegate(self) -> dict[str, str]:
        """Who it is for, as ``services.add_booking`` takes it."""
        return {name: self.cleaned_data[name] for name in DELEGATE}
