"""Multi-agency training: courses, the sessions on which they run, and the places people take."""

from __future__ import annotations

from django.db import models

from sightline.partnership.models import Agency, Record
from sightline.people.models import Person


class Course(Record):
    """A course, whose title is compared without regard to case, spaces and hyphens."""

    title = models.CharField(max_length=200)
    code = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=60, blank=True)

    class Meta(Record.Meta):
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_label(self) -> str:
        return self.title


class Session(Record):
    """One running of a course on a day; its key is the booking system's event id."""

    reference = models.CharField("event", max_length=60)
    course = models.ForeignKey(Course, models.PROTECT, related_name="sessions")
    held_on = models.DateField("date")
    starts_at = models.CharField("starts", max_length=20, blank=True)
    delivery = models.CharField(max_length=40, blank=True)
    venue = models.CharField(max_length=120, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)

    class Meta(Record.Meta):
        ordering = ["-held_on", "id"]
        indexes = [models.Index(fields=["partnership", "held_on"], name="training_session_held")]

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_label(self) -> str:
        return f"session {self.reference}"


class Place(models.TextChoices):
    """What became of a booking. Registered are all but the waiting list."""

    BOOKED = "booked", "Booked"
    ATTENDED = "attended", "Attended"
    DID_NOT_ATTEND = "did not attend", "Did not attend"
    LATE_CANCELLATION = "late cancellation", "Late cancellation"
    CANCELLED = "cancelled", "Cancelled"
    WAITING = "waiting list", "Waiting list"


class Booking(Record):
    """One booking of one person on one session; its key is the booking id."""

    reference = models.CharField("booking", max_length=60)
    session = models.ForeignKey(Session, models.CASCADE, related_name="bookings", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="bookings")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="bookings")
    place = models.CharField("status", max_length=20, choices=Place.choices)
    booked_on = models.DateField(null=True, blank=True)
    delivery = models.CharField(
        max_length=40, blank=True, help_text="how this place was, of a session held both ways"
    )
    evaluation = models.PositiveSmallIntegerField(null=True, blank=True)
    charge = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)

    class Meta(Record.Meta):
        ordering = ["id"]
        # Figures start from the sessions of a period. Naming the partnership too makes this index the best one
        # for that even where the database has no statistics yet, as SQLite has none right after an import.
        indexes = [models.Index(fields=["session", "partnership"], name="training_booking_session")]

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_label(self) -> str:
        return f"booking {self.reference}"
