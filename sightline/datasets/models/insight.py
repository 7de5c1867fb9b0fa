"""What somebody saw in an indicator, and what was recommended to a body because of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sightline.actions.models import Action
from sightline.meetings.models import AgendaItem
from sightline.partnership.models import Body, Record
from sightline.people.models import Person


class Observation(Record):
    """What an indicator shows of a time, in the words of whoever looked. ``said`` is what Sightline said of it then."""

    indicator = models.CharField(max_length=100, editable=False)
    starts = models.DateField("first day")
    ends = models.DateField("last day")
    sentence = models.TextField("what you see")
    said = models.TextField("what the figures said", blank=True, editable=False)
    observed_on = models.DateField("date", default=timezone.localdate, editable=False)
    observer = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="observations", editable=False, verbose_name="who"
    )

    class Meta(Record.Meta):
        ordering = ["-observed_on", "-id"]
        indexes = [models.Index(fields=["partnership", "indicator"], name="datasets_observation_of")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="datasets_observation_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def audit_label(self) -> str:
        return f"observation {self.pk}"


class Recommendation(Record):
    """What was recommended to a body because of an observation: an action that is proposed to it, for its meeting.

    How it stands is that action's affair; the indicator is how one will see whether it worked.
    """

    observation = models.ForeignKey(Observation, models.PROTECT, related_name="recommendations")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="recommendation", editable=False)
    action = models.OneToOneField(Action, models.PROTECT, related_name="recommended_as", editable=False)

    class Meta(Record.Meta):
        ordering = ["id"]

    def __str__(self) -> str:
        return self.action.undertaking

    @property
    def audit_label(self) -> str:
        return f"recommendation {self.pk}"
