"""The attendance of a body over a year as its sheet has it: members down, meetings across."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sightline.meetings.models import ATTENDED, Attendance, Meeting, Presence

LETTERS = {
    Presence.PRESENT: "P",
    Presence.DEPUTY: "D",
    Presence.APOLOGIES: "A",
    Presence.ABSENT: "X",
    Presence.NOT_A_MEMBER: "–",
}


@dataclass
class Line:
    """A member, and for each meeting, by its number, what is recorded of them there."""

    agency: str
    name: str
    seat: str
    marks: dict[int, Presence] = field(default_factory=dict)

    def expected_at(self, meeting: int) -> bool:
        return self.marks.get(meeting, Presence.NOT_A_MEMBER) != Presence.NOT_A_MEMBER

    def came_to(self, meeting: int) -> bool:
        return self.marks.get(meeting) in ATTENDED

    @property
    def expected(self) -> int:
        """At how many of the meetings they were expected."""
        return sum(map(self.expected_at, self.marks))

    @property
    def attended(self) -> int:
        """To how many of them they came, or sent a deputy."""
        return sum(map(self.came_to, self.marks))

    def letters(self, meetings: Sequence[Meeting]) -> Iterator[str]:
        """A letter for each meeting; nothing where nothing is recorded."""
        for meeting in meetings:
            mark = self.marks.get(meeting.pk)
            yield LETTERS[mark] if mark else ""


def lines(attendance: Sequence[Attendance]) -> list[Line]:
    """A line for each member, in the order in which they first appear."""
    found: dict[tuple[object, ...], Line] = {}
    times: Counter[tuple[object, ...]] = (
        Counter()
    )  # an agency may have two in one role whose names nobody wrote
    for one in attendance:
        member = (one.agency_id, one.person_id, one.seat.casefold())
        times[one.meeting_id, member] += 1
        new = Line(one.agency.name, one.person.name if one.person else "", one.seat)
        line = found.setdefault((*member, times[one.meeting_id, member]), new)
        line.marks[one.meeting_id] = Presence(one.presence)
    return list(found.values())
