"""Who sits where in a demonstration partnership, and how its scrutiny is arranged.

The seats are held by those who came to the meetings; the scrutineer is appointed month by month, as the year's
report says.
"""

from __future__ import annotations

from datetime import date

from sightline.appointments import services
from sightline.appointments.models import Appointment, Arrangement, Kind, Model
from sightline.foundation.access import Actor
from sightline.foundation.dates import months
from sightline.meetings.models import Attendance
from sightline.partnership import roles
from sightline.partnership.models import Partnership, Seat
from sightline.people.models import Person

SINCE, ROLLING_SINCE, LAST = date(2023, 4, 1), date(2024, 4, 1), date(2025, 3, 31)
EXECUTIVE = "DSP Executive"


def settle_governance(by: Actor, partnership: Partnership, people: dict[str, Person]) -> None:
    """The model of scrutiny over two years, the scrutineer, the commissioner, and who holds each seat."""
    for model, since in ((Model.CHAIR, date(2021, 4, 1)), (Model.SINGLE, SINCE)):
        services.arrangements.add(
            by=by, record=Arrangement(partnership=partnership, model=model, since=since)
        )
    scrutineer = services.appoint(
        by=by,
        appointment=Appointment(
            partnership=partnership, office="Independent scrutineer", kind=Kind.ROLLING, since=ROLLING_SINCE
        ),
        person=people[roles.SCRUTINEER],
    )
    for first, last in list(months(ROLLING_SINCE, LAST))[1:]:
        services.renew(by=by, appointment=scrutineer, since=first, until=last, decided_by=EXECUTIVE)
    services.appoint(
        by=by,
        appointment=Appointment(
            partnership=partnership,
            office="Commissioner of the improvement board",
            kind=Kind.FIXED_TERM,
            since=SINCE,
            until=date(2027, 3, 31),
        ),
        person=people[roles.COMMISSIONER],
    )
    _fill_seats(by, partnership)


def _fill_seats(by: Actor, partnership: Partnership) -> None:
    """Each seat goes to whoever came for its agency; one that nobody came for stays vacant."""
    came = Attendance.objects.of(partnership).filter(person__isnull=False).order_by("meeting__held_on", "id")
    holders = {
        (one.meeting.body_id, one.agency_id): one.person for one in came.select_related("meeting", "person")
    }
    for seat in (
        Seat.objects.of(partnership).filter(until=None).select_related("body", "agency").order_by("id")
    ):
        if holder := holders.get((seat.body_id, seat.agency_id)):
            services.appoint(
                by=by,
                appointment=Appointment(
                    partnership=partnership,
                    seat=seat,
                    kind=Kind.PERMANENT,
                    since=max(seat.since or SINCE, SINCE),
                ),
                person=holder,
            )
