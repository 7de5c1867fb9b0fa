"""What partnerships share in a forum: who belongs to it, the issues that cross their boundaries, and who acts.

Every row belongs to the forum. A member's own records are never among them.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sightline.meetings.models import Meeting
from sightline.partnership.models import Partnership, Record, Tenant


class Membership(Tenant):
    """A partnership in a forum: invited by the forum, in it from the day it accepted until the day it left."""

    member = models.ForeignKey(Partnership, models.PROTECT, related_name="forum_memberships")
    invited_on = models.DateField("date invited")
    since = models.DateField("member since", null=True, blank=True)
    until = models.DateField("left", null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "member"], condition=Q(until=None), name="forum_membership_once"
            ),
            models.CheckConstraint(
                condition=~Q(partnership=F("member")), name="forum_membership_is_not_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.member.name

    @property
    def audit_label(self) -> str:
        return f"membership of {self.member.name}"


class Rating(models.TextChoices):
    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class Issue(Record):
    """A threat or an issue that one area alone cannot settle. It is open until it has a closing date."""

    title = models.CharField(max_length=200)
    what = models.TextField("what it is")
    raised_by = models.ForeignKey(Partnership, models.PROTECT, related_name="forum_issues_raised")
    raised_on = models.DateField("date raised")
    assessment = models.TextField(blank=True)
    rating = models.CharField("how serious it is", max_length=10, choices=Rating.choices, blank=True)
    decision = models.TextField(blank=True)
    decided_on = models.DateField("date decided", null=True, blank=True)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="forum_issues", verbose_name="decided at"
    )
    review_on = models.DateField("review date", null=True, blank=True)
    closed_on = models.DateField("date closed", null=True, blank=True)

    class Meta(Record.Meta):
        ordering = ["-raised_on", "id"]
        indexes = [models.Index(fields=["partnership", "raised_on"], name="forum_issue_raised")]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_label(self) -> str:
        return f"issue “{self.title}”"


class AffectedArea(Tenant):
    """A member whose area an issue affects."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="areas")
    member = models.ForeignKey(Partnership, models.PROTECT, related_name="forum_issues_affecting")

    class Meta:
        ordering = ["member__name"]
        constraints = [models.UniqueConstraint(fields=["issue", "member"], name="forum_affected_once")]

    @property
    def audit_label(self) -> str:
        return f"{self.member.name} as affected"


class Allocation(Record):
    """What a member is asked to do about an issue, and what it answered.

    The member keeps the action itself among its own records; the forum sees only these dates and words.
    """

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="allocations")
    member = models.ForeignKey(
        Partnership, models.PROTECT, related_name="forum_allocations", verbose_name="partnership"
    )
    undertaking = models.TextField("action")
    allocated_on = models.DateField("date allocated")
    due_on = models.DateField("target date", null=True, blank=True)
    taken_up_on = models.DateField("date taken up", null=True, blank=True)
    declined_on = models.DateField("date declined", null=True, blank=True)
    done_on = models.DateField("date done", null=True, blank=True)
    answer = models.TextField("what the partnership said", blank=True)

    class Meta(Record.Meta):
        ordering = ["allocated_on", "id"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(declined_on=None) | Q(taken_up_on=None), name="forum_allocation_has_one_answer"
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(taken_up_on__isnull=False),
                name="forum_allocation_done_was_taken_up",
            ),
        ]

    def __str__(self) -> str:
        return self.audit_label

    @property
    def audit_label(self) -> str:
        return f"action for {self.member.name} on “{self.issue.title}”"[:200]
