"""A year of the forum's meetings: who came for each partnership, what they dealt with, and the minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sightline.demo.dice import dice
from sightline.demo.meetings import agree_each_at_the_next, hold
from sightline.demo.names import full_name
from sightline.demo.wording_of_meetings import DECISION, INFORMATION, Told
from sightline.foundation.access import Actor
from sightline.meetings import services
from sightline.meetings.models import Meeting, Presence, Purpose
from sightline.partnership.models import Body, Coverage, Partnership
from sightline.partnership.services import add_agency
from sightline.partnership.services.coverage import adjust_coverage

REGISTER = Told(
    "The register of issues",
    Purpose.DISCUSSION,
    "Each partnership said what it raised and how far it is with what it took up.",
    allotted=30,
)
YEAR = (
    (
        date(2024, 6, 11),
        Told(
            "Children moved along the coast railway",
            Purpose.DECISION,
            "Police of all areas described what they see. Nobody has the whole picture.",
            DECISION,
            "One mapping meeting a month for all areas.",
            40,
        ),
    ),
    (
        date(2024, 10, 8),
        Told(
            "One wording for pre-birth referrals",
            Purpose.DECISION,
            "The three threshold documents were laid side by side.",
            DECISION,
            "One wording for pre-birth referrals goes into all threshold documents.",
        ),
    ),
    (
        date(2025, 3, 11),
        Told(
            "Home education across the boundary",
            Purpose.DISCUSSION,
            "Families move when they are asked. Each area keeps its own list, and no area sees another's.",
            INFORMATION,
            "The partnership that raised it brings a proposal to the next meeting.",
        ),
    ),
)
APOLOGIES = (1, 2)
"""The meeting and the member, by their order, of whom nobody came."""


def hold_forum_meetings(by: Actor, forum: Partnership, members: Sequence[Partnership], since: date) -> None:
    """Three meetings of the forum, at which each of its members has one place."""
    body = Body.objects.of(forum).get()
    chance = dice("forum", forum.slug)
    places = [
        (add_agency(by=by, partnership=forum, name=member.name), full_name(chance)) for member in members
    ]
    held = []
    for number, (day, told) in enumerate(YEAR):
        meeting = services.add_meeting(by=by, meeting=Meeting(partnership=forum, body=body, held_on=day))
        marks = [
            services.Mark(
                Presence.APOLOGIES if (number, place) == APOLOGIES else Presence.PRESENT,
                agency=agency,
                name=name,
            )
            for place, (agency, name) in enumerate(places)
        ]
        services.record_attendance(by=by, meeting=meeting, marks=marks)
        hold(by, meeting, [REGISTER, told], place="Online")
        held.append(meeting)
    agree_each_at_the_next(by, held)
    for span in Coverage.objects.filter(partnership=forum, source="meetings"):
        adjust_coverage(by=by, span=span, start=since, end=None, reason="Its meetings of the year are here.")
