"""Who is asked about when attendance is recorded: those on record, else whoever holds a seat that day and, for
agencies of which more came to the body's last meeting than hold one, those who came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from sightline.appointments.queries import holders
from sightline.foundation.text import fold
from sightline.meetings.keys import attendance_key, member_key
from sightline.meetings.models import Attendance, Meeting, Presence
from sightline.meetings.queries import attendance_at, last_attendance
from sightline.partnership.models import Agency
from sightline.partnership.queries import seats
from sightline.people.models import Person


@dataclass(frozen=True)
class Member:
    """A member of a body at one of its meetings; ``held`` is what is recorded of them there already."""

    key: str
    agency: Agency
    person: Person | None
    seat: str
    held: Attendance | None = None

    @property
    def token(self) -> str:
        """What stands for them in a form, the same each time it is made."""
        return sha256(self.key.encode()).hexdigest()[:12]

    @property
    def called(self) -> str:
        """How people know them: their name or role, and whom they speak for."""
        who = self.person.name if self.person else self.seat
        return f"{who}, {self.agency.name}" if who else self.agency.name


def members(meeting: Meeting) -> list[Member]:
    """Everybody to ask about at a meeting."""
    held = attendance_at(meeting)
    if held:
        return [Member(_key(one, meeting), one.agency, one.person, one.seat, one) for one in held]
    seated = list(_seated(meeting))
    last = [
        Member(_key(one, one.meeting), one.agency, one.person, one.seat)
        for one in last_attendance(meeting)
        if one.presence != Presence.NOT_A_MEMBER
    ]
    return _joined([one for one in seated if one.person], last) if last else seated


def _joined(appointed: list[Member], last: list[Member]) -> list[Member]:
    """Those who hold a seat, and of the last meeting whoever they do not stand in for.

    Whom a sheet named and who was appointed may be two persons, so names tell.
    """
    holding, came = (Counter(one.agency.pk for one in members) for members in (appointed, last))
    named = {fold(one.called) for one in appointed}
    more = (
        one for one in last if fold(one.called) not in named and holding[one.agency.pk] < came[one.agency.pk]
    )
    return [*appointed, *more]


def _key(one: Attendance, meeting: Meeting) -> str:
    """What of its key says who is meant, whatever the meeting."""
    return one.key.removeprefix(attendance_key(meeting.key, ""))


def _seated(meeting: Meeting) -> Iterator[Member]:
    """Whoever has a seat on the body that day; an agency with two of the same title is asked about twice."""
    day, times = meeting.held_on, Counter[tuple[int, str]]()
    appointed = holders(meeting.body, day)
    for seat in seats(meeting.body):
        if (seat.since is None or seat.since <= day) and (seat.until is None or day <= seat.until):
            people = [one.person for one in appointed.get(seat.pk, ()) if one.since <= day]
            for person in people:
                yield Member(
                    member_key(seat.agency_id, person.key, seat.title), seat.agency, person, seat.title
                )
            if people:
                continue
            place = (seat.agency_id, fold(seat.title))
            times[place] += 1
            yield Member(member_key(seat.agency_id, times[place], seat.title), seat.agency, None, seat.title)
