"""Professional challenge between agencies: who asked whom to account for what, and what came of it."""

from __future__ import annotations

from django.db import models

from sightline.partnership.models import Agency, Body, Record


class Expectation(models.TextChoices):
    """The five multi-agency expectations of Working Together 2023, one of which a challenge may concern."""

    COLLABORATE = "collaborate", "Collaborate"
    LEARN = "learn", "Learn"
    RESOURCE = "resource", "Resource"
    INCLUDE = "include", "Include"
    CHALLENGE = "mutual challenge", "Mutual challenge"


class Result(models.TextChoices):
    """What came of a challenge, of the few things that can; the words for it stand in ``outcome``."""

    CHANGED = "practice changed", "Practice changed"
    ACCEPTED = "accepted", "Accepted"
    NOT_ACCEPTED = "not accepted", "Not accepted"
    ESCALATED = "escalated", "Escalated"


class Challenge(Record):
    """One challenge. It is open until it has a closing date. Its natural key is date, from, to and text."""

    raised_on = models.DateField("date raised")
    closed_on = models.DateField("date closed", null=True, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="challenges")
    forum = models.CharField("meeting or forum", max_length=200, blank=True, help_text="as it was written")
    raised_by = models.ForeignKey(Agency, models.PROTECT, related_name="challenges_raised")
    raised_with = models.ForeignKey(
        Agency, models.PROTECT, related_name="challenges_received", verbose_name="to"
    )
    level = models.CharField(max_length=120, blank=True)
    subject = models.TextField("challenge")
    expectation = models.CharField(
        "expectation it concerns", max_length=20, choices=Expectation.choices, blank=True
    )
    answered_on = models.DateField("date answered", null=True, blank=True)
    response = models.TextField(blank=True)
    result = models.CharField("what came of it", max_length=20, choices=Result.choices, blank=True)
    outcome = models.CharField(max_length=500, blank=True)

    class Meta(Record.Meta):
        ordering = ["-raised_on", "id"]
        indexes = [models.Index(fields=["partnership", "raised_on"], name="challenges_challenge_raised")]

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_label(self) -> str:
        return f"challenge of {self.raised_on}, number {self.pk}"


class Escalation(Record):
    """One stage of a disagreement that was not settled by the stage before; its days run by our clocks."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="escalations")
    stage = models.PositiveSmallIntegerField()
    began_on = models.DateField("date it began")
    to = models.CharField("to whom", max_length=200)
    why = models.TextField("why it was not settled", blank=True)
    personal = frozenset({"to"})

    class Meta(Record.Meta):
        ordering = ["stage"]
        indexes = [models.Index(fields=["partnership", "began_on"], name="challenges_escalation_began")]

    def __str__(self) -> str:
        return f"Stage {self.stage}"

    @property
    def audit_label(self) -> str:
        return f"stage {self.stage} of {self.challenge.audit_label}"
