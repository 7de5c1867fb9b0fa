"""Figures about training: how much runs, how many places are booked, used and lost, and whom it reaches."""

from __future__ import annotations

from django.db.models import Q

from sightline.measures.dimensions import Dimension, by_agency
from sightline.measures.kinds import Count, Distinct, Mean, Rate, Ratio, Sum
from sightline.measures.measures import workforce
from sightline.measures.registry import register
from sightline.measures.units import Better, Noun, Unit
from sightline.training import queries
from sightline.training.keys import course_key
from sightline.training.models import Place

SOURCE = "training"
ON = "session__held_on"


def of_sessions(prefix: str = "") -> dict[str, Dimension]:
    """The dimensions of a session, which ``prefix`` leads to."""
    return {
        "course": Dimension(
            title="Course",
            noun=Noun("course", "courses"),
            path=f"{prefix}course__title",
            names=queries.course_titles,
            spelt=course_key,
        ),
        "level": Dimension(
            title="Level",
            noun=Noun("level", "levels"),
            path=f"{prefix}course__level",
            names=queries.course_levels,
        ),
        "delivery": by_delivery(f"{prefix}delivery"),
    }


def by_delivery(path: str) -> Dimension:
    """How a session is held or, of one that is held both ways, how somebody took part."""
    noun = Noun("kind of delivery", "kinds of delivery")
    return Dimension(title="Delivery", noun=noun, path=path, names=queries.deliveries)


BY = {
    "agency": by_agency(),
    **of_sessions("session__"),
    "delivery": by_delivery("delivery"),  # of the booking: one session may be attended both ways
}

sessions = Count(
    "training.sessions",
    title="Training sessions",
    definition="Sessions of multi-agency courses by their date.",
    unit=Unit.SESSIONS,
    better=Better.HIGHER,
    source=SOURCE,
    rows=queries.sessions,
    on="held_on",
    by=of_sessions(),
)

places_booked = Count(
    "training.places_booked",
    title="Training places booked",
    definition="Places used up: attended, not attended, or cancelled too late, by the date of the session.",
    unit=Unit.PLACES,
    better=Better.HIGHER,
    source=SOURCE,
    rows=queries.taken,
    on=ON,
    by=BY,
)

places_attended = Count(
    "training.places_attended",
    title="Training places attended",
    definition="Bookings whose delegate attended, by the date of the session; one person may have several.",
    unit=Unit.PLACES,
    better=Better.HIGHER,
    source=SOURCE,
    rows=queries.attended,
    on=ON,
    by=BY,
)

did_not_attend = Count(
    "training.did_not_attend",
    title="Training places not attended",
    definition="Bookings whose delegate stayed away without cancelling, by the date of the session.",
    unit=Unit.PLACES,
    better=Better.LOWER,
    source=SOURCE,
    rows=queries.did_not_attend,
    on=ON,
    by=BY,
)

late_cancellations = Count(
    "training.late_cancellations",
    title="Late cancellations of training places",
    definition="Bookings cancelled too late for another to have the place, by the date of the session.",
    unit=Unit.PLACES,
    better=Better.LOWER,
    source=SOURCE,
    rows=queries.late_cancellations,
    on=ON,
    by=BY,
)

people_attended = Distinct(
    "training.people_attended",
    title="People who attended training",
    definition="Different people who attended a session; who came under two agencies counts once overall.",
    unit=Unit.PEOPLE,
    better=Better.HIGHER,
    source=SOURCE,
    rows=queries.attended,
    on=ON,
    of="person",
    by=BY,
)

reach = Ratio(
    "training.reach",
    title="Reach of training",
    definition=(
        "Different people who attended, as a part of the workforce: the latest figure of each agency on or "
        "before the end of the period. Agencies without a figure are left out of both."
    ),
    unit=Unit.RATE,
    better=Better.HIGHER,
    source=SOURCE,
    rows=queries.attended,
    numerator=people_attended,
    denominator=workforce,
)

dna_rate = Rate(
    "training.dna_rate",
    title="Non-attendance at training",
    definition="Of the bookings registered (all but the waiting list), the part that was not attended.",
    unit=Unit.RATE,
    better=Better.LOWER,
    source=SOURCE,
    rows=queries.registered,
    on=ON,
    part=Q(place=Place.DID_NOT_ATTEND),
    nothing="Nobody was registered",
    by=BY,
)

attendance_rate = Rate(
    "training.attendance_rate",
    title="Attendance at training",
    definition="Of the bookings registered (all but the waiting list), the part that was attended.",
    unit=Unit.RATE,
    better=Better.HIGHER,
    source=SOURCE,
    rows=queries.registered,
    on=ON,
    part=Q(place=Place.ATTENDED),
    nothing="Nobody was registered",
    by=BY,
)

evaluation = Mean(
    "training.evaluation",
    title="Evaluation of training",
    definition="The mean of what delegates said of their session from 1 to 5, over the bookings with an evaluation.",
    unit=Unit.SCORE,
    better=Better.HIGHER,
    source=SOURCE,
    rows=queries.bookings,
    on=ON,
    of="evaluation",
    nothing="Nobody gave an evaluation",
    by=BY,
)

charges = Sum(
    "training.charges",
    title="Charges for training",
    definition="What bookings were charged, in pounds, by the date of the session.",
    unit=Unit.POUNDS,
    better=Better.NEITHER,
    source=SOURCE,
    rows=queries.bookings,
    on=ON,
    of="charge",
    by=BY,
)

register(
    sessions,
    places_booked,
    places_attended,
    did_not_attend,
    late_cancellations,
    people_attended,
    reach,
    attendance_rate,
    dna_rate,
    evaluation,
    charges,
)
