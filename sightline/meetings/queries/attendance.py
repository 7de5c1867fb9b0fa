"""Reading meetings and who came. What belongs to a meeting that was withdrawn is withdrawn with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from sightline.foundation.matching import counted
from sightline.foundation.years import ReportingYear
from sightline.meetings.models import ATTENDED, Attendance, Meeting, Presence
from sightline.meetings.states import BEGUN, CANCELLED
from sightline.partnership.models import Partnership
from sightline.people.models import Person, RoleGrant


def meetings(partnership: Partnership) -> QuerySet[Meeting]:
    """Every meeting of every body, planned, held or cancelled."""
    return Meeting.objects.of(partnership)


def held(partnership: Partnership) -> QuerySet[Meeting]:
    """The meetings that took place: those that were begun here, and those of which it is told who came.

    One that is merely planned did not, even when its day is over; one that was cancelled never did.
    """
    told = Attendance.objects.of(partnership).filter(meeting=OuterRef("pk"))
    return meetings(partnership).exclude(state=CANCELLED).filter(Q(state__in=BEGUN) | Q(Exists(told)))


def expected(partnership: Partnership) -> QuerySet[Attendance]:
    """Who was expected at a meeting: its members then, whether or not they came."""
    # The meeting's partnership is named too, so that the database can begin with the meetings of a period.
    kept = (
        Attendance.objects.of(partnership)
        .filter(meeting__partnership=partnership, meeting__withdrawn_at=None)
        .exclude(meeting__state=CANCELLED)
    )
    return kept.exclude(presence=Presence.NOT_A_MEMBER)


def came_before(partnership: Partnership) -> QuerySet[Attendance]:
    """The places that were taken at a meeting, of agencies that were there at the body's meeting before it.

    ``again``: the member was there in person at that one. Who is present without a name is left out.
    """
    here = expected(partnership).filter(presence__in=ATTENDED)
    before = (
        held(partnership)
        .filter(body=OuterRef("meeting__body"), held_on__lt=OuterRef("meeting__held_on"))
        .filter(Exists(Attendance.objects.of(partnership).filter(meeting=OuterRef("pk"))))
        .order_by("-held_on", "-id")
    )
    of_agency = here.filter(meeting=OuterRef("before"), agency=OuterRef("agency"))
    in_person = of_agency.filter(presence=Presence.PRESENT, person=OuterRef("person"))
    return (
        here.exclude(presence=Presence.PRESENT, person=None)
        .annotate(before=Subquery(before.values("pk")[:1]))
        .filter(Exists(of_agency))
        .annotate(again=Exists(in_person))
    )


def meeting(partnership: Partnership, number: int) -> Meeting | None:
    """One meeting, withdrawn or not."""
    return (
        Meeting.objects.ever_of(partnership)
        .filter(pk=number)
        .select_related("body", "chair", "partnership")
        .first()
    )


def locked(meeting: Meeting) -> Meeting:
    """A meeting as it is now, which nobody else can change until the transaction ends."""
    return Meeting.objects.ever_of(meeting.partnership).select_for_update(no_key=True).get(pk=meeting.pk)


def listed(partnership: Partnership) -> QuerySet[Meeting]:
    """Every meeting with its body, how many were ``expected`` and how many ``attended``."""
    kept = Attendance.objects.of(partnership)
    return (
        meetings(partnership)
        .select_related("body")
        .annotate(
            expected=counted(kept.exclude(presence=Presence.NOT_A_MEMBER), "meeting"),
            attended=counted(kept.filter(presence__in=ATTENDED), "meeting"),
        )
    )


def bodies_that_met(partnership: Partnership) -> list[tuple[int, str]]:
    """(number, name) of the bodies that have a meeting on record."""
    return list(meetings(partnership).order_by("body__name").values_list("body_id", "body__name").distinct())


def attendance_at(meeting: Meeting) -> list[Attendance]:
    """What is recorded of a meeting, in the order of the sheet."""
    kept = Attendance.objects.of(meeting.partnership).filter(meeting=meeting)
    return list(kept.select_related("agency", "person").order_by("id"))


def attendance(partnership: Partnership, number: int) -> Attendance | None:
    """One member at one meeting, withdrawn or not."""
    every = Attendance.objects.ever_of(partnership).filter(pk=number)
    return every.select_related("agency", "person", "meeting__body", "partnership").first()


def meetings_of(partnership: Partnership, body: int, year: ReportingYear) -> list[Meeting]:
    """A body's meetings of a year, the earliest first."""
    met = held(partnership).filter(body=body, held_on__range=(year.start, year.end))
    return list(met.order_by("held_on", "id"))


def attendance_of(partnership: Partnership, meetings: Iterable[Meeting]) -> list[Attendance]:
    """What is recorded of some meetings, in the order of their sheets."""
    kept = Attendance.objects.of(partnership).filter(meeting__in=list(meetings))
    return list(kept.select_related("agency", "person").order_by("id"))


def last_attendance(meeting: Meeting) -> list[Attendance]:
    """What is recorded of the latest earlier meeting of the same body of which anything is."""
    where = meeting.partnership
    earlier = (
        Attendance.objects.of(where)
        .filter(
            meeting__partnership=where,
            meeting__withdrawn_at=None,
            meeting__body=meeting.body_id,
            meeting__held_on__lt=meeting.held_on,
        )
        .exclude(meeting__state=CANCELLED)
    )
    last = earlier.order_by("-meeting__held_on", "-meeting_id").values("meeting_id")[:1]
    return list(earlier.filter(meeting_id=last).select_related("agency", "person", "meeting").order_by("id"))


def without_attendance(partnership: Partnership, day: date) -> QuerySet[Meeting]:
    """The meetings before a day of which nothing is recorded, the latest first."""
    told = Attendance.objects.of(partnership).filter(meeting=OuterRef("pk"))
    past = meetings(partnership).filter(held_on__lt=day).exclude(state=CANCELLED).exclude(Exists(told))
    return past.select_related("body").order_by("-held_on", "id")


def who_may_chair(partnership: Partnership) -> QuerySet[Person]:
    """Those who came to a meeting or hold a role here, by name: not everybody who was ever at a course."""
    came = Attendance.objects.of(partnership).filter(person=OuterRef("pk"))
    role = RoleGrant.objects.filter(partnership=partnership, person=OuterRef("pk"))
    people = Person.objects.of(partnership).filter(Q(Exists(came)) | Q(Exists(role)))
    return people.order_by("name", "id")
