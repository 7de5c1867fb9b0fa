"""Figures about meetings: how often bodies met, and how many of those expected came."""

from __future__ import annotations

from django.db.models import Q

from sightline.measures.dimensions import Dimension, by_agency, by_body
from sightline.measures.kinds import Count, Rate
from sightline.measures.registry import register
from sightline.measures.units import Better, Noun, Unit
from sightline.meetings import queries
from sightline.meetings.models import ATTENDED, Presence

SOURCE = "meetings"

held = Count(
    "meetings.held",
    title="Meetings held",
    definition=(
        "Meetings of the partnership's bodies that took place, by their date. A meeting that is planned or was "
        "cancelled did not."
    ),
    unit=Unit.MEETINGS,
    better=Better.NEITHER,
    source=SOURCE,
    rows=queries.held,
    on="held_on",
    by={"body": by_body("body")},
)

BY_EXPECTED = {
    "body": by_body("meeting__body"),
    "agency": by_agency(),
    "seat": Dimension(title="Role on the body", noun=Noun("role", "roles"), path="seat"),
}

attendance_rate = Rate(
    "meetings.attendance_rate",
    title="Attendance at meetings",
    definition=(
        "Of those expected at the meetings of the period, the share who attended in person or sent a deputy. "
        "Who was not a member then was not expected; apologies count as not attended."
    ),
    unit=Unit.RATE,
    better=Better.HIGHER,
    source=SOURCE,
    rows=queries.expected,
    on="meeting__held_on",
    part=Q(presence__in=ATTENDED),
    nothing="Nobody was expected at a meeting",
    by=BY_EXPECTED,
)

deputy_rate = Rate(
    "meetings.deputy_rate",
    title="Places at meetings taken by deputies",
    definition=(
        "Of those expected at the meetings of the period, the part who sent a deputy. Who was not a member then was "
        "not expected."
    ),
    unit=Unit.RATE,
    source=SOURCE,
    rows=queries.expected,
    on="meeting__held_on",
    part=Q(presence=Presence.DEPUTY),
    nothing="Nobody was expected at a meeting",
    by=BY_EXPECTED,
)

same_person_rate = Rate(
    "meetings.same_person_rate",
    title="Same person as at the meeting before",
    definition=(
        "Of the places taken at the meetings of the period by agencies that were at the body's meeting before it, too, "
        "the share taken in person by a member who was there in person then. A deputy counts as somebody else; who "
        "is marked present without a name is left out."
    ),
    unit=Unit.RATE,
    better=Better.HIGHER,
    source=SOURCE,
    rows=queries.came_before,
    on="meeting__held_on",
    part=Q(presence=Presence.PRESENT, again=True),
    nothing="No agency came to two meetings of a body in a row",
    by=BY_EXPECTED,
)

quorate_rate = Rate(
    "meetings.quorate_rate",
    title="Meetings that were quorate",
    definition=(
        "Of the meetings of the period whose body had a quorum rule on their day and of which it is recorded who came, "
        "the share that met the rule of that day. A deputy counts as having come."
    ),
    unit=Unit.RATE,
    better=Better.HIGHER,
    source=SOURCE,
    rows=queries.with_quorum,
    on="held_on",
    part=queries.QUORATE,
    nothing="No body with a quorum rule met",
    by={"body": by_body("body")},
)

register(held, attendance_rate, deputy_rate, same_person_rate, quorate_rate)
