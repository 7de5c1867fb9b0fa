"""The papers before a meeting, in versions that stay as they are."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils import timezone

from sightline.files.models import StoredFile
from sightline.meetings.models.meetings import AgendaItem, Meeting
from sightline.partnership.models import Body, Record


class Audience(models.TextChoices):
    """Who may see a paper, among those who may see its meeting."""

    EVERYBODY = "everybody", "Everybody who may see the meeting"
    MEMBERS = "members", "Members of the body, and the business team"
    TEAM = "team", "The business team"


class Paper(Record):
    """One paper: of a meeting as a whole, or of an agenda item, with which it goes to whatever meeting that goes to."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="papers")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name="agenda item"
    )
    title = models.CharField(max_length=200)
    seen_by = models.CharField(
        "who may see it", max_length=12, choices=Audience.choices, default=Audience.EVERYBODY
    )

    class Meta(Record.Meta):
        ordering = ["id"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(meeting__isnull=False, item=None)
                | models.Q(meeting=None, item__isnull=False),
                name="meetings_paper_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_label(self) -> str:
        return f"paper {self.pk}"

    @property
    def of(self) -> Meeting | None:
        """The meeting it is for; None while its item is parked."""
        return self.item.meeting if self.item else self.meeting

    @property
    def body(self) -> Body:
        """The body whose business it is."""
        if self.item:
            return self.item.body
        assert self.meeting is not None  # as the database makes sure
        return self.meeting.body

    @property
    def day(self) -> date:
        """The day of its meeting; today while there is none."""
        return self.of.held_on if self.of else timezone.localdate()


class PaperVersion(Record):
    """What a paper was at one time. It never changes."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("version", editable=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    changed = models.CharField("what is new in it", max_length=300, blank=True)
    recorded_on = models.DateField("date it was put here", default=timezone.localdate, editable=False)

    class Meta(Record.Meta):
        ordering = ["number"]
        verbose_name = "version of a paper"
        verbose_name_plural = "versions of papers"
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["paper", "number"], name="meetings_paperversion_number"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def audit_label(self) -> str:
        return f"paper {self.paper_id}, version {self.number}"
