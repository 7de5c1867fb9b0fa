"""Reading meetings and who came. What belongs to a meeting that was withdrawn is withdrawn with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from sightline.foundation.matching import counted
from sightline.foundation.years import ReportingYear
from sightline.meetings.models import ATTENDED, Attendance, Meeting, Presence
from sightline.partnership.models import Partnership


def meetings(partnership: Partnership) -> QuerySet[Meeting]:
    """Every meeting of every body."""
    return Meeting.objects.of(partnership)


def expected(partnership: Partnership) -> QuerySet[Attendance]:
    """Who was expected at a meeting: its members then, whether or not they came."""
    # The meeting's partnership is named too, so that the database can begin with the meetings of a period.
    kept = Attendance.objects.of(partnership).filter(
        meeting__partnership=partnership, meeting__withdrawn_at=None
    )
    return kept.exclude(presence=Presence.NOT_A_MEMBER)


def meeting(partnership: Partnership, number: int) -> Meeting | None:
    """One meeting, withdrawn or not."""
    return (
        Meeting.objects.ever_of(partnership).filter(pk=number).select_related("body", "partnership").first()
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
    held = meetings(partnership).filter(body=body, held_on__range=(year.start, year.end))
    return list(held.order_by("held_on", "id"))


def attendance_of(partnership: Partnership, meetings: Iterable[Meeting]) -> list[Attendance]:
    """What is recorded of some meetings, in the order of their sheets."""
    kept = Attendance.objects.of(partnership).filter(meeting__in=list(meetings))
    return list(kept.select_related("agency", "person").order_by("id"))


def last_attendance(meeting: Meeting) -> list[Attendance]:
    """What is recorded of the latest earlier meeting of the same body of which anything is."""
    where = meeting.partnership
    earlier = Attendance.objects.of(where).filter(
        meeting__partnership=where,
        meeting__withdrawn_at=None,
        meeting__body=meeting.body_id,
        meeting__held_on__lt=meeting.held_on,
    )
    last = earlier.order_by("-meeting__held_on", "-meeting_id").values("meeting_id")[:1]
    return list(earlier.filter(meeting_id=last).select_related("agency", "person", "meeting").order_by("id"))


def without_attendance(partnership: Partnership, day: date) -> QuerySet[Meeting]:
    """The meetings before a day of which nothing is recorded, the latest first."""
    told = Attendance.objects.of(partnership).filter(meeting=OuterRef("pk"))
    past = meetings(partnership).filter(held_on__lt=day).exclude(Exists(told))
    return past.select_related("body").order_by("-held_on", "id")
