"""Reading rules of quorum, and which meetings met theirs."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sightline.meetings.models import ATTENDED, Attendance, Meeting, QuorumRule
from sightline.meetings.queries.attendance import held
from sightline.meetings.quorum import Rule
from sightline.partnership.models import Agency, Partnership

LATEST = F("since").desc(nulls_last=True)
QUORATE = (
    (Q(every_partner=False) | Q(lacks_a_partner=False))
    & (Q(fewest_members=None) | Q(members_there__gte=F("fewest_members")))
    & (Q(fewest_agencies=None) | Q(agencies_there__gte=F("fewest_agencies")))
)
"""What ``quorum.lacking`` decides, said of the rows of ``with_quorum``."""


def quorum_rules(partnership: Partnership) -> QuerySet[QuorumRule]:
    """The rules of all bodies that have one, body by body, that of today first and the ones before it after."""
    rules = QuorumRule.objects.of(partnership).select_related("body")
    return rules.order_by("body__name", "body", LATEST, "-id")


def quorum_rule(partnership: Partnership, number: int) -> QuorumRule | None:
    """One rule, withdrawn or not."""
    every = QuorumRule.objects.ever_of(partnership).filter(pk=number)
    return every.select_related("body", "partnership").first()


def rules_of(rule: QuorumRule) -> list[QuorumRule]:
    """Every rule that the body of one ever had, the latest first."""
    return list(quorum_rules(rule.partnership).filter(body=rule.body_id))


def _of_the_day(partnership: Partnership, body: Any, day: Any) -> QuerySet[QuorumRule]:
    """The rule of a body on a day comes first: the latest that had begun."""
    rules = QuorumRule.objects.of(partnership).filter(body=body)
    return rules.filter(Q(since=None) | Q(since__lte=day)).order_by(LATEST, "-id")


def rule_of(meeting: Meeting) -> Rule | None:
    """The rule of a meeting's day, by which it is judged, with the kinds of statutory partner there are."""
    rule = _of_the_day(meeting.partnership, meeting.body_id, meeting.held_on).first()
    if rule is None:
        return None
    kinds = (
        _partners(meeting.partnership).order_by().values_list("kind", flat=True) if rule.every_partner else ()
    )
    return Rule(frozenset(kinds), rule.fewest_members or 0, rule.fewest_agencies or 0)


def with_quorum(partnership: Partnership) -> QuerySet[Meeting]:
    """The meetings that were held, and of which it is told who came, of bodies that had a rule then.

    Each with what that rule asks for, and what there was of it.
    """
    rule = _of_the_day(partnership, OuterRef("body"), OuterRef("held_on"))
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
        .filter(Exists(told), Exists(rule))
        .annotate(
            every_partner=Subquery(rule.values("every_partner")[:1]),
            fewest_members=Subquery(rule.values("fewest_members")[:1]),
            fewest_agencies=Subquery(rule.values("fewest_agencies")[:1]),
            members_there=Coalesce(Subquery(came.annotate(n=Count("pk")).values("n")), 0),
            agencies_there=Coalesce(Subquery(came.annotate(n=Count("agency", distinct=True)).values("n")), 0),
            lacks_a_partner=Exists(_partners(partnership).exclude(Exists(of_kind))),
        )
    )


def _partners(partnership: Partnership) -> QuerySet[Agency]:
    return Agency.objects.of(partnership).filter(statutory=True)
