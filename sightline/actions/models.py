"""Actions: what somebody undertook to do after a review, an audit, a meeting or a finding, and whether it worked."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from sightline.files.models import StoredFile
from sightline.partnership.models import Agency, Record
from sightline.people.models import Person


class Effect(models.TextChoices):
    """What somebody other than the owner saw of a completed action. That it was done does not say that it worked."""

    ASSURED = "assured", "Assured: it worked"
    NOT_ACHIEVED = "not achieved", "Not achieved: it was done, but did not work"


class Action(Record):
    """One action. It is outstanding at a date when it was agreed on or before it and not complete by it.

    One that is only proposed has no date of agreement yet, and may never have one: then it was declined.

    ``source`` says what it came from in the words people use: “practice review”, “rapid review”, “audit”.
    ``impact_measure`` is the key of the measure by which it will be seen whether it worked, where there is one.
    The lead officer and whoever looked are named as people name them; where they are known here, as persons too.
    """

    reference = models.CharField(max_length=60)
    source = models.CharField(max_length=60)
    review = models.CharField("review or meeting", max_length=200, blank=True)
    recommendation = models.TextField(blank=True)
    undertaking = models.TextField("action")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="actions", verbose_name="lead agency")
    owner = models.CharField("lead officer", max_length=200, blank=True)
    owner_person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="lead officer, as known here",
    )
    proposed_on = models.DateField("date proposed", null=True, blank=True)
    declined_on = models.DateField("date it was decided not to", null=True, blank=True)
    declined_why = models.TextField("why it is not taken up", blank=True)
    agreed_on = models.DateField("date agreed", null=True, blank=True)
    due_on = models.DateField("target date", null=True, blank=True)
    started_on = models.DateField("date work began", null=True, blank=True)
    completed_on = models.DateField("date completed", null=True, blank=True)
    progress = models.TextField("progress update", blank=True)
    impact = models.TextField("evidence of impact", blank=True)
    impact_measure = models.CharField("figure that shows whether it worked", max_length=100, blank=True)
    effect = models.CharField("whether it worked", max_length=20, choices=Effect.choices, blank=True)
    checked_on = models.DateField("date it was looked at", null=True, blank=True)
    checked_by = models.CharField("who looked", max_length=200, blank=True)
    checked_by_person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="who looked, as known here",
    )
    seen = models.TextField("what they saw", blank=True)
    personal = frozenset({"owner", "checked_by"})

    class Meta(Record.Meta):
        ordering = ["reference"]
        indexes = [
            models.Index(fields=["partnership", "agreed_on", "completed_on"], name="actions_action_open")
        ]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(effect="", checked_on=None)
                | (~models.Q(effect="") & models.Q(checked_on__isnull=False)),
                name="actions_action_effect_is_dated",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_on__isnull=False) | models.Q(proposed_on__isnull=False),
                name="actions_action_agreed_or_proposed",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def audit_label(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Whether it was undertaken and is not done."""
        return self.agreed_on is not None and self.completed_on is None


class Reopening(Record):
    """That a completed action was taken up again, with what was so of it until then.

    It was open ``since`` the day it was agreed or reopened before, with the target date it had at the end, and it
    stays complete for the days from its completion until it was reopened.
    """

    action = models.ForeignKey(Action, models.CASCADE, related_name="reopenings")
    since = models.DateField("open since")
    due_on = models.DateField("target date then", null=True, blank=True)
    completed_on = models.DateField("date completed before")
    reopened_on = models.DateField("date reopened")
    why = models.TextField("reason")
    effect = models.CharField("whether it worked", max_length=20, choices=Effect.choices, blank=True)
    checked_on = models.DateField("date it was looked at", null=True, blank=True)
    checked_by = models.CharField("who looked", max_length=200, blank=True)
    checked_by_person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="who looked, as known here",
    )
    seen = models.TextField("what they saw", blank=True)
    personal = frozenset({"checked_by"})

    class Meta(Record.Meta):
        ordering = ["reopened_on", "id"]
        indexes = [models.Index(fields=["partnership", "completed_on"], name="actions_reopening_completed")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(reopened_on__gt=models.F("completed_on")),
                name="actions_reopening_after_completion",
            ),
        ]

    def __str__(self) -> str:
        return f"Reopening of {self.action.reference}"

    @property
    def audit_label(self) -> str:
        return f"reopening of {self.action.reference}"


class DateMove(Record):
    """One change of an action's target date: who allowed it and why. Nobody moves a date silently."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="moves")
    moved_on = models.DateField("date of the change")
    was_due_on = models.DateField("target date before", null=True, blank=True)
    due_on = models.DateField("new target date")
    authority = models.CharField("who allowed it", max_length=200)
    why = models.TextField("reason")
    personal = frozenset({"authority"})

    class Meta(Record.Meta):
        ordering = ["id"]
        verbose_name = "change of target date"
        verbose_name_plural = "changes of target dates"
        indexes = [models.Index(fields=["partnership", "moved_on"], name="actions_datemove_moved")]

    @property
    def audit_label(self) -> str:
        return f"target date of {self.action.reference}"


class AcceptedRisk(Record):
    """A time for which it is accepted that an action is not done. When it is over, the action comes back."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="risks")
    since = models.DateField("from")
    until = models.DateField("until")
    accepted_by = models.CharField("who accepts it", max_length=200)
    why = models.TextField("reason")
    personal = frozenset({"accepted_by"})

    class Meta(Record.Meta):
        ordering = ["since", "id"]

    def __str__(self) -> str:
        return f"Accepted risk of {self.action.reference}"

    @property
    def audit_label(self) -> str:
        return f"accepted risk of {self.action.reference}"


class Evidence(Record):
    """One thing that shows what came of an action. What it holds is in its versions, the newest of which counts."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="evidence")
    title = models.CharField(max_length=200)
    shows = models.TextField("what it shows", blank=True)

    class Meta(Record.Meta):
        ordering = ["id"]
        verbose_name = "piece of evidence"
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.title

    @property
    def audit_label(self) -> str:
        return f"evidence of {self.action.reference}"


class EvidenceVersion(Record):
    """What a piece of evidence was at one time: a file, or a link or text where there is none. It never changes.

    The period it covers, the day it was obtained and the day it was recorded are three different things.
    """

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("version", editable=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    said = models.TextField("link or text", blank=True)
    sha256 = models.CharField("fingerprint", max_length=64, editable=False)
    covers_from = models.DateField("first day it covers", null=True, blank=True)
    covers_until = models.DateField("last day it covers", null=True, blank=True)
    obtained_on = models.DateField("date it was obtained")
    obtained_by = models.CharField("who obtained it", max_length=200)
    recorded_on = models.DateField("date it was recorded", default=timezone.localdate, editable=False)
    personal = frozenset({"obtained_by"})

    class Meta(Record.Meta):
        ordering = ["number"]
        verbose_name = "version of evidence"
        verbose_name_plural = "versions of evidence"
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["evidence", "number"], name="actions_evidenceversion_number"),
            models.CheckConstraint(
                condition=models.Q(file__isnull=False, said="") | (models.Q(file=None) & ~models.Q(said="")),
                name="actions_evidenceversion_holds_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def is_link(self) -> bool:
        """Whether what is said is an address on the web."""
        return self.said.startswith(("https://", "http://")) and not set(self.said) & set(" \n\t")

    @property
    def audit_label(self) -> str:
        return f"evidence of {self.evidence.action.reference}, version {self.number}"
