"""Reading training. What belongs to a session or a course that was withdrawn is withdrawn with it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sightline.foundation.matching import counted
from sightline.partnership.models import Partnership
from sightline.people.models import Person
from sightline.training.models import Booking, Course, Place, Session

TAKEN = (Place.ATTENDED, Place.DID_NOT_ATTEND, Place.LATE_CANCELLATION)
"""A place is used up by whoever attends, stays away, or cancels too late for another to have it."""


def sessions(partnership: Partnership) -> QuerySet[Session]:
    """Every session of every course."""
    return Session.objects.of(partnership).filter(course__withdrawn_at=None)


def bookings(partnership: Partnership) -> QuerySet[Booking]:
    """Every booking, whatever became of it."""
    # The session's partnership is named too, so that the database can begin with the sessions of a period.
    return Booking.objects.of(partnership).filter(
        session__partnership=partnership, session__withdrawn_at=None, session__course__withdrawn_at=None
    )


def registered(partnership: Partnership) -> QuerySet[Booking]:
    """All bookings but those that never left the waiting list."""
    return bookings(partnership).exclude(place=Place.WAITING)


def taken(partnership: Partnership) -> QuerySet[Booking]:
    """The bookings that used up a place."""
    return bookings(partnership).filter(place__in=TAKEN)


def attended(partnership: Partnership) -> QuerySet[Booking]:
    """The bookings whose delegate came."""
    return bookings(partnership).filter(place=Place.ATTENDED)


def did_not_attend(partnership: Partnership) -> QuerySet[Booking]:
    """The bookings whose delegate stayed away without cancelling."""
    return bookings(partnership).filter(place=Place.DID_NOT_ATTEND)


def late_cancellations(partnership: Partnership) -> QuerySet[Booking]:
    """The bookings cancelled too late."""
    return bookings(partnership).filter(place=Place.LATE_CANCELLATION)


def course_titles(partnership: Partnership) -> Iterable[str]:
    """The titles of the partnership's courses."""
    return Course.objects.of(partnership).values_list("title", flat=True)


def course_levels(partnership: Partnership) -> Iterable[str]:
    """The levels at which its courses are pitched; "" for courses without one."""
    return Course.objects.of(partnership).order_by().values_list("level", flat=True).distinct()


def deliveries(partnership: Partnership) -> Iterable[str]:
    """The ways in which its sessions are delivered and attended; "" where it was not said."""
    of_sessions = Session.objects.of(partnership).order_by().values_list("delivery", flat=True)
    return of_sessions.union(Booking.objects.of(partnership).order_by().values_list("delivery", flat=True))


def courses(partnership: Partnership) -> QuerySet[Course]:
    """Every course, by title."""
    return Course.objects.of(partnership).order_by("title", "id")


def course(partnership: Partnership, number: int) -> Course | None:
    """One course, withdrawn or not."""
    return Course.objects.ever_of(partnership).filter(pk=number).select_related("partnership").first()


def listed_sessions(partnership: Partnership) -> QuerySet[Session]:
    """Every session with its course, how many places were ``registered`` and how many ``came``."""
    held = Booking.objects.of(partnership)
    return (
        sessions(partnership)
        .select_related("course")
        .annotate(
            registered=counted(held.exclude(place=Place.WAITING), "session"),
            came=counted(held.filter(place=Place.ATTENDED), "session"),
        )
    )


def session(partnership: Partnership, number: int) -> Session | None:
    """One session, withdrawn or not."""
    every = Session.objects.ever_of(partnership).filter(pk=number)
    return every.select_related("course", "partnership").first()


def session_by_reference(partnership: Partnership, reference: str) -> Session | None:
    """The session with a reference, however it is written."""
    held = sessions(partnership).filter(Q(key=reference.upper()) | Q(reference__iexact=reference))
    return held.select_related("course").first()


def places(session: Session) -> dict[str, int]:
    """Place -> how many bookings of a session have it."""
    held = Booking.objects.of(session.partnership).filter(session=session).order_by()
    return dict(held.values_list("place").annotate(number=Count("id")))


def bookings_of(session: Session) -> QuerySet[Booking]:
    """The bookings of a session, by delegate."""
    held = Booking.objects.of(session.partnership).filter(session=session)
    return held.select_related("person", "agency").order_by("person__name", "id")


def bookings_for(person: Person) -> QuerySet[Booking]:
    """The bookings of one person, the latest session first."""
    held = bookings(person.partnership).filter(person=person)
    return held.select_related("session__course").order_by("-session__held_on", "-id")


def number_of_bookings(session: Session) -> int:
    """How many bookings a session ever had, withdrawn ones counted."""
    return Booking.objects.ever_of(session.partnership).filter(session=session).count()


def listed_bookings(partnership: Partnership) -> QuerySet[Booking]:
    """Every booking with its delegate, agency, session and course.

    Those are read for the part that is shown: joined, they would all be read before the first could be found.
    """
    return bookings(partnership).prefetch_related("person", "agency", "session__course")


def booking(partnership: Partnership, number: int) -> Booking | None:
    """One booking, withdrawn or not."""
    every = Booking.objects.ever_of(partnership).filter(pk=number)
    return every.select_related("person", "agency", "session__course", "partnership").first()


def delegates(partnership: Partnership) -> QuerySet[Person]:
    """The persons who have a booking."""
    held = Booking.objects.of(partnership).filter(person=OuterRef("pk"))
    return Person.objects.of(partnership).filter(Exists(held)).select_related("agency").order_by("name", "id")
