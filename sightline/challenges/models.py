"""Professional challenge between agencies: who asked whom to account for what, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sightline.challenges.ends import End
from sightline.partnership.models import Agency, Body, Level, Record
from sightline.people.models import Person


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


def _said_of(side: str) -> Q:
    """That something is said of an end: an agency, a person or a level."""
    named = Q(**{f"{side}__isnull": False}) | Q(**{f"{side}_person__isnull": False})
    return named | ~Q(**{f"{side}_name": ""}) | ~Q(**{f"{side}_level": ""})


class Challenge(Record):
    """One challenge. It is open until it has a closing date. Its natural key is date, from, to and text.

    Each end is an agency, a person or a level, or several of these; somebody who is not known here is a name.
    ``level`` is what a log says of the challenge as a whole.
    """

    raised_on = models.DateField("date raised")
    closed_on = models.DateField("date closed", null=True, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="challenges")
    forum = models.CharField("meeting or forum", max_length=200, blank=True, help_text="as it was written")
    raised_by = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="challenges_raised"
    )
    raised_by_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="challenges_raised"
    )
    raised_by_name = models.CharField(max_length=200, blank=True)
    raised_by_level = models.CharField(max_length=40, choices=Level.choices, blank=True)
    raised_with = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="challenges_received", verbose_name="to"
    )
    raised_with_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="challenges_received"
    )
    raised_with_name = models.CharField(max_length=200, blank=True)
    raised_with_level = models.CharField(max_length=40, choices=Level.choices, blank=True)
    level = models.CharField("level, as the log says it", max_length=120, blank=True)
    subject = models.TextField("challenge")
    expectation = models.CharField(
        "expectation it concerns", max_length=20, choices=Expectation.choices, blank=True
    )
    answered_on = models.DateField("date answered", null=True, blank=True)
    response = models.TextField(blank=True)
    result = models.CharField("what came of it", max_length=20, choices=Result.choices, blank=True)
    outcome = models.CharField(max_length=500, blank=True)
    personal = frozenset({"raised_by_name", "raised_with_name"})

    class Meta(Record.Meta):
        ordering = ["-raised_on", "id"]
        indexes = [models.Index(fields=["partnership", "raised_on"], name="challenges_challenge_raised")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=_said_of("raised_by"), name="challenges_raised_by_somebody"),
            models.CheckConstraint(condition=_said_of("raised_with"), name="challenges_raised_with_somebody"),
        ]

    def __str__(self) -> str:
        return self.audit_label

    @property
    def raiser(self) -> End:
        """Who raised it."""
        return self._end(self.raised_by, self.raised_by_person, self.raised_by_name, self.raised_by_level)

    @property
    def asked(self) -> End:
        """With whom it was raised."""
        return self._end(
            self.raised_with, self.raised_with_person, self.raised_with_name, self.raised_with_level
        )

    @staticmethod
    def _end(agency: Agency | None, person: Person | None, name: str, level: str) -> End:
        return End(
            agency=agency.name if agency else "",
            who=person.name if person else name,
            level=Level(level).label if level else "",
        )

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
