"""A year of the executive's meetings with agenda, outcomes and minutes, and the next one with its invitations.

The attendance sheets say who came; the rest is kept by hand, as a coordinator would.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

from django.utils import timezone

from sightline.appointments import services as appointing
from sightline.appointments.models import Appointment, Kind
from sightline.appointments.queries import appointments
from sightline.demo.bodies import BUSINESS, EXECUTIVE
from sightline.demo.wording_of_meetings import NEXT, STANDING, YEAR, Told
from sightline.foundation.access import Actor
from sightline.foundation.years import ReportingYear
from sightline.meetings import services
from sightline.meetings.models import AgendaItem, Meeting, QuorumRule
from sightline.meetings.queries import meetings_of
from sightline.meetings.states import CLOSED, IN_PROGRESS, OPEN
from sightline.partnership import roles
from sightline.partnership.models import Body, Partnership
from sightline.people.models import Person

HELD = ReportingYear.parse("2024-25")
TAKEN_OVER = date(2025, 4, 1)
"""The day on which people who sign in took seats of the executive over."""
AHEAD = timedelta(weeks=4)
TUESDAY = 1
STARTS, ENDS = time(10), time(12)
without_live_records = replace(services.meetings, source="")
"""A meeting that is planned here makes nothing live: the records of a demonstration end with its last year."""


def hold_meetings(by: Actor, partnership: Partnership, people: dict[str, Person]) -> None:
    """The quorum rules, the year's meetings of the executive, who sits on it now, and the meeting to come."""
    bodies = {body.name: body for body in Body.objects.of(partnership)}
    executive = bodies[EXECUTIVE]
    for rule in (
        QuorumRule(body=executive, every_partner=True),
        QuorumRule(body=bodies[BUSINESS], fewest_agencies=4),
        QuorumRule(body=bodies[BUSINESS], since=HELD.start, every_partner=True, fewest_agencies=5),
    ):
        rule.partnership = partnership
        services.quorum_rules.add(by=by, record=rule)
    held = meetings_of(partnership, executive.pk, HELD)
    for meeting, told in zip(held, YEAR, strict=True):
        hold(by, meeting, [STANDING, *told], place=f"Committee room, {partnership.area} County Hall")
    agree_each_at_the_next(by, held)
    _change_members(by, executive, people)
    _plan_the_next(by, executive)


def hold(by: Actor, meeting: Meeting, told: Sequence[Told], *, place: str) -> None:
    """Put on record what a meeting dealt with, what came of it, and its minutes, sent to be agreed."""
    values = {"starts_at": STARTS, "ends_at": ENDS, "place": place}
    services.meetings.correct(by=by, record=meeting, values=values)
    begun = services.move_to(by=by, meeting=meeting, state=IN_PROGRESS)
    for one in told:
        item = _item(by, begun, one)
        if one.outcome:
            services.write_outcome(by=by, meeting=begun, kind=one.kind, text=one.outcome, item=item)
        services.write_minutes(by=by, meeting=begun, item=item, text=one.minutes)
    services.move_to(by=by, meeting=begun, state=CLOSED)
    services.send_minutes(by=by, meeting=begun)


def agree_each_at_the_next(by: Actor, held: Sequence[Meeting]) -> None:
    """Have the minutes of each meeting agreed at the one after it; those of the latest wait for the next."""
    for meeting, later in pairwise(held):
        services.agree_minutes(by=by, meeting=meeting, at=later)


def _item(by: Actor, meeting: Meeting, told: Told) -> AgendaItem:
    item = AgendaItem(
        partnership=meeting.partnership,
        body=meeting.body,
        meeting=meeting,
        title=told.title,
        purpose=told.purpose,
        allotted=told.allotted,
    )
    return services.add_item(by=by, item=item)


def _change_members(by: Actor, executive: Body, people: dict[str, Person]) -> None:
    """Two who sign in hold the seats of their agencies now, and the coordinator writes the minutes."""
    where = executive.partnership
    for role in (roles.DELEGATED_PARTNER, roles.BODY_CHAIR):
        person = people[role]
        person.refresh_from_db()
        for before in appointments(where).filter(seat__body=executive, seat__agency=person.agency):
            last = {"until": TAKEN_OVER - timedelta(days=1)}
            appointing.appointments.correct(by=by, record=before, values=last)
            appointment = Appointment(
                partnership=where, seat=before.seat, kind=Kind.PERMANENT, since=TAKEN_OVER
            )
            appointing.appoint(by=by, appointment=appointment, person=person)
    secretary = Appointment(
        partnership=where, office="Secretary", body=executive, kind=Kind.PERMANENT, since=TAKEN_OVER
    )
    appointing.appoint(by=by, appointment=secretary, person=people[roles.COORDINATOR])


def _plan_the_next(by: Actor, executive: Body) -> None:
    """The next meeting on a Tuesday in four weeks, with an open agenda and invitations to whoever has an address."""
    soon = timezone.localdate() + AHEAD
    meeting = without_live_records.add(
        by=by,
        record=Meeting(
            partnership=executive.partnership,
            body=executive,
            held_on=soon + timedelta(days=(TUESDAY - soon.weekday()) % 7),
            state=OPEN,
            starts_at=STARTS,
            ends_at=ENDS,
            place="Online: the link is sent the day before",
        ),
    )
    for one in (STANDING, *NEXT):
        _item(by, meeting, one)
    services.send_invitations(by=by, meeting=meeting)
