"""Reading which reports are required of bodies, and which of those that were due came."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from sightline.appointments.queries import appointments, in_force
from sightline.foundation.years import ReportingYear
from sightline.meetings.models import Meeting
from sightline.meetings.states import CANCELLED
from sightline.partnership.models import Body, Partnership
from sightline.partnership.roles import BODY_CHAIR
from sightline.people.models import Person, RoleGrant
from sightline.people.queries import filtered, people_with_access
from sightline.required_reports.due import State
from sightline.required_reports.models import DueReport, Requirement

SOURCE = "required reports"


def requirements(partnership: Partnership) -> QuerySet[Requirement]:
    """Every rule of a partnership, whenever it is in force."""
    return Requirement.objects.of(partnership)


def requirement(partnership: Partnership, number: int) -> Requirement | None:
    """One rule, withdrawn or not."""
    every = Requirement.objects.ever_of(partnership).filter(pk=number)
    return every.select_related("reporter", "to", "partnership").first()


def listed_requirements(partnership: Partnership) -> QuerySet[Requirement]:
    """Every rule with its bodies, and as ``next_due`` the first of its days that nothing is recorded of."""
    waiting = awaited(partnership).filter(requirement=OuterRef("pk")).order_by("due_on")
    return (
        requirements(partnership)
        .select_related("reporter", "to")
        .annotate(next_due=Subquery(waiting.values("due_on")[:1]))
    )


def alike(requirement: Requirement) -> list[Requirement]:
    """The rules by which the same body gives the same report to others."""
    rows = requirements(requirement.partnership).filter(
        reporter=requirement.reporter_id, subject=requirement.subject
    )
    return list(rows.exclude(to=requirement.to_id).select_related("to").order_by("to__name", "first_on"))


def due_reports(partnership: Partnership) -> QuerySet[DueReport]:
    """Every report that a rule in use makes due, whenever that is and whether or not it came."""
    return DueReport.objects.of(partnership).filter(
        requirement__withdrawn_at=None, due_on__lte=F("requirement__until")
    )


def needed(partnership: Partnership) -> QuerySet[DueReport]:
    """Those of them of which nobody said that they were not needed."""
    return due_reports(partnership).filter(not_needed="")


def awaited(partnership: Partnership) -> QuerySet[DueReport]:
    """Those that were not received yet, whenever they are due."""
    return needed(partnership).filter(received_on=None)


def due_report(partnership: Partnership, number: int) -> DueReport | None:
    """One report, whether or not its rule still makes it due."""
    every = DueReport.objects.ever_of(partnership).filter(pk=number)
    related = ("requirement__reporter", "requirement__to", "requirement__partnership", "meeting__body")
    return every.select_related("partnership", *related).first()


def still_due(report: DueReport) -> bool:
    """Whether the rule of a report still makes it due."""
    rule = report.requirement
    return rule.withdrawn_at is None and report.due_on <= rule.until


def listed(partnership: Partnership) -> QuerySet[DueReport]:
    """Every report that is due, with what a list names."""
    return due_reports(partnership).select_related(
        "requirement__reporter", "requirement__to", "meeting__body"
    )


def in_year(rows: QuerySet[DueReport], year: ReportingYear) -> QuerySet[DueReport]:
    """Those that are due in a reporting year."""
    return rows.filter(due_on__range=(year.start, year.end))


def standing(rows: QuerySet[DueReport], how: State, day: date) -> QuerySet[DueReport]:
    """Those that stand so on a day."""
    if how is State.NOT_NEEDED:
        return rows.exclude(not_needed="")
    kept = rows.filter(not_needed="")
    match how:
        case State.RECEIVED:
            return kept.filter(received_on__lte=F("due_on"))
        case State.RECEIVED_LATE:
            return kept.filter(received_on__gt=F("due_on"))
        case State.LATE:
            return kept.filter(received_on=None, due_on__lt=day)
    return kept.filter(received_on=None, due_on__gte=day)


def due_under(requirement: Requirement) -> list[DueReport]:
    """The reports that a rule makes due, the first first; of a withdrawn one those that it made due."""
    rows = DueReport.objects.of(requirement.partnership).filter(
        requirement=requirement, due_on__lte=requirement.until
    )
    return list(rows.select_related("meeting__body").order_by("due_on"))


def sides(partnership: Partnership, side: Literal["reporter", "to"]) -> list[tuple[int, str]]:
    """(number, name) of the bodies that report, or that are reported to."""
    held = requirements(partnership).order_by(f"{side}__name").values_list(f"{side}_id", f"{side}__name")
    return list(held.distinct())


def meetings_to_consider(report: DueReport) -> QuerySet[Meeting]:
    """The meetings of the body that receives a report, from half a year before it is due; the latest first."""
    theirs = Q(
        body=report.requirement.to_id, withdrawn_at=None, held_on__gte=report.due_on - timedelta(days=183)
    )
    every = Meeting.objects.ever_of(report.partnership).exclude(state=CANCELLED)
    held = every.filter(theirs | Q(pk=report.meeting_id or 0))
    return held.select_related("body").order_by("-held_on", "-id")


def chairs(partnership: Partnership, bodies: Iterable[int], day: date) -> dict[int, list[Person]]:
    """The number of a body -> who chairs it on a day and can sign in: by their role, or by the seat they hold."""
    who = {one.pk: one for one in filtered(people_with_access(partnership), who="now")}
    numbers = list(bodies)
    roles = RoleGrant.objects.in_force(day).filter(role=BODY_CHAIR, body__in=numbers, person__in=list(who))
    seat = Q(seat__until=None) | Q(seat__until__gte=day)
    held = appointments(partnership).filter(
        in_force(day), seat, seat__body__in=numbers, seat__title__istartswith="chair", person__in=list(who)
    )
    found: dict[int, list[Person]] = {}
    pairs = [*roles.values_list("body", "person"), *held.values_list("seat__body", "person")]
    for body, person in sorted(set(pairs)):
        found.setdefault(body, []).append(who[person])
    return found


def first_answered_after(requirement: Requirement, day: date) -> DueReport | None:
    """The first report due after a day that was received, or said not to be needed, already."""
    rows = DueReport.objects.of(requirement.partnership).filter(requirement=requirement, due_on__gt=day)
    return rows.exclude(received_on=None, not_needed="").order_by("due_on").first()


def last_day(requirement: Requirement) -> date:
    """The last day of a rule as the database has it now."""
    every = Requirement.objects.ever_of(requirement.partnership)
    return every.values_list("until", flat=True).get(pk=requirement.pk)


def days_laid_down(requirement: Requirement) -> set[date]:
    """The days on which a rule has made a report due, or did before it was ended."""
    rows = DueReport.objects.ever_of(requirement.partnership).filter(requirement=requirement)
    return set(rows.values_list("due_on", flat=True))


def bodies_to_choose(partnership: Partnership) -> QuerySet[Body]:
    """The bodies in use, by name."""
    return Body.objects.of(partnership).order_by("name")
