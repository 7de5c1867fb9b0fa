"""Who holds which place and from when until when, and how the partnership arranges its scrutiny."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sightline.partnership.models import Body, Record, Seat
from sightline.people.models import Person


class Kind(models.TextChoices):
    FIXED_TERM = "fixed term", "Fixed term"
    PERMANENT = "permanent", "Permanent"
    ROLLING = "rolling", "Rolling, renewed month by month"
    ACTING = "acting", "Acting"


class Appointment(Record):
    """Somebody appointed to a seat on a body, or to an office of the partnership that has no seat.

    It lasts from its first day to its last, both included; without a last day it goes on. Its natural key is the
    place, the person and the first day.
    """

    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="appointments")
    office = models.CharField(max_length=120, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="offices")
    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    kind = models.CharField("kind of appointment", max_length=20, choices=Kind.choices)
    since = models.DateField("first day")
    until = models.DateField("last day", null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta(Record.Meta):
        ordering = ["-since", "id"]
        indexes = [models.Index(fields=["partnership", "since"], name="appointments_since")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(seat__isnull=False, office="", body=None) | (Q(seat=None) & ~Q(office="")),
                name="appointments_to_a_seat_or_an_office",
            ),
        ]

    def __str__(self) -> str:
        return self.place

    @property
    def place(self) -> str:
        """What somebody is appointed to, in words."""
        if self.seat:
            return f"{self.seat} on {self.seat.body.name}"
        return f"{self.office}, {self.body.name}" if self.body else self.office

    @property
    def audit_label(self) -> str:
        return f"appointment: {self.place}"


class Renewal(Record):
    """A rolling appointment renewed for some days more. Its natural key is the appointment and the first day."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="renewals")
    since = models.DateField("first day")
    until = models.DateField("last day")
    decided_by = models.CharField(max_length=200, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="renewals")

    class Meta(Record.Meta):
        ordering = ["-since", "id"]

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_label(self) -> str:
        return f"renewal from {self.since} of the {self.appointment.audit_label}"


class Model(models.TextChoices):
    CHAIR = "independent chair", "Independent chair"
    SINGLE = "single scrutineer", "Single scrutineer"
    PANEL = "panel", "Panel"
    COMMISSIONED = "commissioned", "Commissioned"
    OTHER = "other", "Another"


class Arrangement(Record):
    """How scrutiny is arranged from a day on, until another arrangement begins. Its natural key is the day."""

    model = models.CharField(max_length=40, choices=Model.choices)
    words = models.CharField(max_length=200, blank=True)
    since = models.DateField("first day")
    note = models.TextField(blank=True)

    class Meta(Record.Meta):
        ordering = ["-since", "id"]

    def __str__(self) -> str:
        return f"{self.called.capitalize()} from {self.since}"

    @property
    def called(self) -> str:
        """The model in words."""
        return self.words if self.model == Model.OTHER else self.model

    @property
    def audit_label(self) -> str:
        return f"arrangement from {self.since}"
