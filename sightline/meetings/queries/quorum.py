"""Reading rules of quorum, and which meetings met theirs."""

from __future__ import annotations

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sightline.meetings.models import ATTENDED, Attendance, Meeting, QuorumRule
from sightline.meetings.queries.attendance import held
from sightline.meetings.quorum import Rule
from sightline.partnership.models import Agency, Partnership

QUORATE = (
    (Q(body__quorum_rule__every_partner=False) | Q(lacks_a_partner=False))
    & (
        Q(body__quorum_rule__fewest_members=None)
        | Q(members_there__gte=F("body__quorum_rule__fewest_members"))
    )
    & (
        Q(body__quorum_rule__fewest_agencies=None)
        | Q(agencies_there__gte=F("body__quorum_rule__fewest_agencies"))
    )
)
"""What ``quorum.lacking`` decides, said of the rows of ``with_quorum``."""


def quorum_rules(partnership: Partnership) -> QuerySet[QuorumRule]:
    """The rules of all bodies that have one."""
    return QuorumRule.objects.of(partnership).select_related("body")


def quorum_rule(partnership: Partnership, number: int) -> QuorumRule | None:
    """One rule, withdrawn or not."""
    every = QuorumRule.objects.ever_of(partnership).filter(pk=number)
    return every.select_related("body", "partnership").first()


def rule_of(meeting: Meeting) -> Rule | None:
    """The rule of a meeting's body, with the kinds of statutory partner there are."""
    rule = QuorumRule.objects.of(meeting.partnership).filter(body=meeting.body_id).first()
    if rule is None:
        return None
    kinds = (
        _partners(meeting.partnership).order_by().values_list("kind", flat=True) if rule.every_partner else ()
    )
    return Rule(frozenset(kinds), rule.fewest_members or 0, rule.fewest_agencies or 0)


def with_quorum(partnership: Partnership) -> QuerySet[Meeting]:
    """The meetings that were held, and of which it is told who came, of bodies that have a rule."""
    told = Attendance.objects.of(partnership).filter(meeting=OuterRef("pk"))
    came = told.filter(presence__in=ATTENDED).order_by().values("meeting")
    of_kind = Attendance.objects.of(partnership).filter(
        meeting=OuterRef(OuterRef("pk")),
        presence__in=ATTENDED,
        agency__statutory=True,
        agency__kind=OuterRef("kind"),
    )
    return (
        held(partnership)
        .filter(Exists(told), body__quorum_rule__isnull=False, body__quorum_rule__withdrawn_at=None)
        .annotate(
            members_there=Coalesce(Subquery(came.annotate(n=Count("pk")).values("n")), 0),
            agencies_there=Coalesce(Subquery(came.annotate(n=Count("agency", distinct=True)).values("n")), 0),
            lacks_a_partner=Exists(_partners(partnership).exclude(Exists(of_kind))),
        )
    )


def _partners(partnership: Partnership) -> QuerySet[Agency]:
    return Agency.objects.of(partnership).filter(statutory=True)
