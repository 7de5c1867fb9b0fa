"""Who is asked about when attendance is recorded: those on record, else the members of the body's last meeting,
else the agencies that have a seat on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

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
    last = [one for one in last_attendance(meeting) if one.presence != Presence.NOT_A_MEMBER]
    if last:
        return [Member(_key(one, one.meeting), one.agency, one.person, one.seat) for one in last]
    return list(_seated(meeting))


def _key(one: Attendance, meeting: Meeting) -> str:
    """What of its key says who is meant, whatever the meeting."""
    return one.key.removeprefix(attendance_key(meeting.key, ""))


def _seated(meeting: Meeting) -> Iterator[Member]:
    """Whoever has a seat on the body that day; an agency with two of the same title is asked about twice."""
    day, times = meeting.held_on, Counter[tuple[int, str]]()
    for seat in seats(meeting.body):
        if (seat.since is None or seat.since <= day) and (seat.until is None or day <= seat.until):
            place = (seat.agency_id, fold(seat.title))
            times[place] += 1
            yield Member(member_key(seat.agency_id, times[place], seat.title), seat.agency, None, seat.title)
