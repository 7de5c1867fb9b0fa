"""Meetings of a body, and who came."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from sightline.actions.models import Action
from sightline.challenges.models import Challenge
from sightline.meetings import states
from sightline.notices.models import Notice
from sightline.partnership.models import Agency, Body, Record, Tenant
from sightline.people.models import Account, Person


class Meeting(Record):
    """One meeting of one body on one day. What a spreadsheet tells of was held, and is closed."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    held_on = models.DateField("date")
    state = models.CharField(max_length=12, choices=states.STATES, default=states.CLOSED, editable=False)
    starts_at = models.TimeField("start time", null=True, blank=True)
    ends_at = models.TimeField("end time", null=True, blank=True)
    place = models.CharField("place or link", max_length=300, blank=True)
    chair = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="meetings_chaired")

    class Meta(Record.Meta):
        ordering = ["-held_on", "id"]
        indexes = [models.Index(fields=["partnership", "held_on"], name="meetings_meeting_held")]

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_label(self) -> str:
        return f"{self.body.name}, {self.held_on:%d %B %Y}"


class Presence(models.TextChoices):
    """What an attendance sheet says of one member and one meeting."""

    PRESENT = "present", "Present"
    DEPUTY = "deputy", "Deputy attended"
    APOLOGIES = "apologies", "Apologies"
    ABSENT = "absent", "Absent"
    NOT_A_MEMBER = "not a member", "Not a member then"


ATTENDED = (Presence.PRESENT, Presence.DEPUTY)


class Attendance(Record):
    """One member at one meeting. Those who were not members then were not expected."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance", db_index=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="attendance")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="attendance")
    seat = models.CharField("role on the body", max_length=120, blank=True)
    presence = models.CharField(max_length=20, choices=Presence.choices)
    deputy = models.CharField("name of the deputy", max_length=200, blank=True)
    personal = frozenset({"deputy"})

    class Meta(Record.Meta):
        ordering = ["id"]
        verbose_name_plural = "attendance"
        # As for bookings: figures start from the meetings of a period.
        indexes = [models.Index(fields=["meeting", "partnership"], name="meetings_attendance_meeting")]

    @property
    def audit_label(self) -> str:
        return f"attendance {self.pk}"


class Purpose(models.TextChoices):
    """What an agenda item is for."""

    INFORMATION = "information", "For information"
    DISCUSSION = "discussion", "For discussion"
    DECISION = "decision", "For decision"


class AgendaItem(Record):
    """Something a body is to deal with: at a meeting, or parked in the body's backlog while it has none.

    With a ``proposal`` the body is to decide whether that action is taken up.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="agenda_items")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="agenda")
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=12, choices=Purpose.choices, default=Purpose.DISCUSSION)
    allotted = models.PositiveSmallIntegerField("minutes allotted", null=True, blank=True)
    presenter = models.CharField("presented by", max_length=200, blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="agenda_items", verbose_name="from agency"
    )
    position = models.PositiveSmallIntegerField("place on the agenda", default=0, editable=False)
    proposal = models.ForeignKey(
        Action,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name="proposed action to decide on",
        editable=False,
    )
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to", editable=False
    )
    personal = frozenset({"presenter"})

    class Meta(Record.Meta):
        verbose_name = "agenda item"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_label(self) -> str:
        return self.title


class OutcomeKind(models.TextChoices):
    """What came of an agenda item."""

    INFORMATION = "information", "Information"
    DECISION = "decision", "Decision"
    ACTION = "action", "Action"
    CHALLENGE = "challenge", "Challenge"


class Outcome(Record):
    """Something a meeting noted, decided, asked somebody to do or challenged; an action and a challenge live on
    among the actions and challenges."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="outcomes")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="outcomes", verbose_name="agenda item"
    )
    kind = models.CharField(max_length=12, choices=OutcomeKind.choices)
    text = models.TextField("what was said")
    action = models.OneToOneField(
        Action, models.PROTECT, null=True, blank=True, related_name="outcome", editable=False
    )
    challenge = models.OneToOneField(
        Challenge, models.PROTECT, null=True, blank=True, related_name="raised_as", editable=False
    )

    class Meta(Record.Meta):
        ordering = ["id"]

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_label(self) -> str:
        return f"{self.get_kind_display().lower()} {self.pk}"


class MinutesState(models.TextChoices):
    """How far the minutes of a meeting are."""

    DRAFTED = "drafted", "Draft"
    SENT = "sent", "Sent for agreement"
    AGREED = "agreed", "Agreed"


class Minutes(Record):
    """The minutes of one meeting. Once a later meeting has agreed them, ``agreed`` holds them as they were then."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=8, choices=MinutesState.choices, default=MinutesState.DRAFTED)
    agreed_at = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="minutes_agreed",
        verbose_name="agreed at",
    )
    agreed = models.JSONField("text that was agreed", null=True, blank=True)
    personal = frozenset({"agreed"})

    class Meta(Record.Meta):
        verbose_name_plural = "minutes"
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(state="agreed", agreed_at__isnull=False, agreed__isnull=False)
                | (~models.Q(state="agreed") & models.Q(agreed_at=None, agreed=None)),
                name="meetings_minutes_agreed_whole",
            ),
        ]

    @property
    def audit_label(self) -> str:
        return f"minutes {self.pk}"


class MinuteEntry(Record):
    """What the minutes say of one agenda item; without one, of the meeting as a whole."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minute_entries")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="minute_entries")
    text = models.TextField("what was said", blank=True)

    class Meta(Record.Meta):
        verbose_name = "minute"
        ordering = ["id"]

    @property
    def audit_label(self) -> str:
        return f"minute {self.pk}"


class MinutesNote(Record):
    """A correction of minutes that are agreed: it is added with its day, and changes nothing of them."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes_notes")
    noted_on = models.DateField("date of the note")
    text = models.TextField("correction")

    class Meta(Record.Meta):
        verbose_name = "correction"
        ordering = ["noted_on", "id"]

    @property
    def audit_label(self) -> str:
        return f"correction {self.pk}"


class QuorumRule(Record):
    """Who has to come for a body to be quorate. Each part that is set has to be met.

    It holds from its day until the next rule of the body begins; without a day it has since ever. Its natural key is
    the body and the day.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="quorum_rules")
    since = models.DateField("holds from", null=True, blank=True)
    every_partner = models.BooleanField("somebody of each kind of statutory partner", default=False)
    fewest_members = models.PositiveSmallIntegerField("fewest members", null=True, blank=True)
    fewest_agencies = models.PositiveSmallIntegerField("fewest agencies", null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = "quorum rule"
        ordering = ["body__name", "id"]

    def __str__(self) -> str:
        return f"quorum of {self.body.name}" + (f" from {self.since}" if self.since else "")

    @property
    def audit_label(self) -> str:
        return str(self)


class Asked(models.TextChoices):
    """What a mail about a meeting asked of somebody's calendar."""

    INVITED = "invited", "Invited"
    CALLED_OFF = "called off", "Told that it is off for them"


class Invitation(Tenant):
    """One mail that invited somebody to a meeting or took that back. A later one follows it; none is changed.

    ``sequence`` rises with every round of mails of a meeting; ``told`` is a digest of when and where it was then.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="invited_to")
    notice = models.OneToOneField(Notice, models.PROTECT, related_name="invitation")
    asked = models.CharField(max_length=12, choices=Asked.choices)
    sequence = models.PositiveIntegerField()
    told = models.CharField(max_length=32)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person", "sequence"], name="meetings_invitation_of_a_round"
            )
        ]

    @property
    def audit_label(self) -> str:
        return f"invitation {self.pk}"


class CalendarFeed(models.Model):
    """The secret address at which somebody's calendar fetches their meetings, for as long as they want it."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True, help_text="of the secret, which is not kept")
    made_at = models.DateTimeField(default=timezone.now)
    personal = frozenset({"digest"})
