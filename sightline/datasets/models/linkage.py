"""Runs of linkage, the pairs of records that are in doubt, and what people decided about them.

None of this names a child: a record is known by a keyed hash of its number, and what was compared by how much it
weighs. The names lie in the files of the deliveries alone.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sightline.datasets.reviewing import Caution, Standing, Verdict
from sightline.partnership.models import Tenant
from sightline.people.models import Person


class Engine(models.TextChoices):
    """What does the comparing: one machine, or many."""

    DUCKDB = "duckdb", "DuckDB, on this machine"
    SPARK = "spark", "Spark"


class RunState(models.TextChoices):
    """How a run of linkage stands. Only what is finished counts."""

    RUNNING = "running", "Running"
    FINISHED = "finished", "Finished"
    FAILED = "failed", "Failed"


class Linkage(Tenant):
    """One run. What it found lies as Parquet in a folder called by its ``folder``.

    ``reads`` are the numbers of the deliveries that it read; ``model`` its settings, weights and thresholds;
    ``figures`` counts of records and children, and seconds; ``rates`` which part of each group's records was linked.
    ``key_mark`` tells whether the key of the children is still the one that it was made with.
    """

    folder = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    engine = models.CharField(max_length=8, choices=Engine.choices, default=Engine.DUCKDB)
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.RUNNING)
    reads = models.JSONField(default=list)
    model = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    rates = models.JSONField(default=list)
    key_mark = models.CharField(max_length=64)
    problem = models.TextField(blank=True)
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", help_text="None for somebody at a shell"
    )
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="running", finished_at=None)
                | (~Q(state="running") & Q(finished_at__isnull=False)),
                name="datasets_linkage_ends_once",
            )
        ]

    def __str__(self) -> str:
        return f"linkage of {timezone.localtime(self.started_at):%d %B %Y}"

    @property
    def audit_label(self) -> str:
        return f"linkage {self.pk}"


class ReviewPair(Tenant):
    """Two records of which a run could not tell whether they are of one child.

    ``left`` and ``right`` are keyed hashes of the records' numbers, in the order of the hashes, so that the same two
    are known again in a later run. ``number`` is its row in the files of ``run``, the latest run that came upon it,
    counted from 0; ``why`` is what that run did with it. ``evidence`` is how much each comparison weighs, in bits.
    ``caution`` says what the latest run found against a decision: it keeps to it, and says so.
    """

    run = models.ForeignKey(Linkage, models.PROTECT, related_name="pairs")
    number = models.BigIntegerField()
    left_source = models.CharField(max_length=60)
    left = models.CharField(max_length=64)
    right_source = models.CharField(max_length=60)
    right = models.CharField(max_length=64)
    weight = models.FloatField()
    probability = models.FloatField()
    evidence = models.JSONField(default=list)
    standing = models.CharField(max_length=10, choices=Standing.choices(), default=Standing.WAITING)
    opinions = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=120, blank=True)
    caution = models.CharField(max_length=12, blank=True, choices=Caution.choices())
    in_doubt = models.BooleanField(default=True, help_text="whether linkage alone cannot settle it now")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "left", "right"], name="datasets_reviewpair_once"),
            models.CheckConstraint(
                condition=Q(probability__gte=0, probability__lte=1), name="datasets_reviewpair_probability"
            ),
        ]
        indexes = [models.Index(fields=["partnership", "standing"], name="datasets_reviewpair_standing")]

    def __str__(self) -> str:
        return f"pair {self.pk}"

    @property
    def audit_label(self) -> str:
        return f"pair {self.pk}"


class ReviewDecision(Tenant):
    """What one person said about a pair. Nothing is changed in it but that it was taken back.

    ``saw`` is a keyed hash of what the two records said then, by which one sees later that they say something else.
    """

    pair = models.ForeignKey(ReviewPair, models.PROTECT, related_name="decisions")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", help_text="None for somebody at a shell"
    )
    verdict = models.CharField(max_length=10, choices=Verdict.choices())
    reason = models.TextField(blank=True)
    saw = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(default=timezone.now, editable=False)
    taken_back_at = models.DateTimeField(null=True, editable=False)
    personal = frozenset({"reason"})

    class Meta:
        ordering = ["decided_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "person"],
                condition=Q(taken_back_at=None),
                name="datasets_reviewdecision_one_each",
            )
        ]

    @property
    def audit_label(self) -> str:
        return f"decision about pair {self.pair_id}"
