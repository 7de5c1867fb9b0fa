"""What is on an agenda: adding, moving, parking it in the backlog of the body, and carrying it over."""

from __future__ import annotations

from django.db import transaction

from sightline.foundation.access import Actor
from sightline.meetings.models import AgendaItem, Meeting
from sightline.meetings.queries import agenda_of, last_position, locked
from sightline.meetings.services.keepings import agenda
from sightline.meetings.states import CANCELLED, CLOSED
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Keeping


@transaction.atomic
def add_item(*, by: Actor, item: AgendaItem, keeping: Keeping[AgendaItem] = agenda) -> AgendaItem:
    """Add an item at the end of its meeting's agenda, or to the backlog of its body."""
    if item.meeting:
        item.position = last_position(_changeable(item.meeting)) + 1
    return keeping.add(by=by, record=item)


@transaction.atomic
def park(*, by: Actor, item: AgendaItem) -> AgendaItem:
    """Take an item off its meeting and keep it in the backlog of the body."""
    if item.meeting:
        _changeable(item.meeting)
    return agenda.correct(by=by, record=item, values={"meeting": None, "position": 0})


@transaction.atomic
def bring_back(*, by: Actor, item: AgendaItem, meeting: Meeting) -> AgendaItem:
    """Put a parked item at the end of a meeting's agenda."""
    position = last_position(_changeable(meeting)) + 1
    return agenda.correct(by=by, record=item, values={"meeting": meeting, "position": position})


@transaction.atomic
def carry_over(*, by: Actor, item: AgendaItem, meeting: Meeting) -> AgendaItem:
    """Put an item on the agenda of another meeting, too; it stays on its own as what was carried over from there.

    Refused when it is on that agenda already.
    """
    held = _changeable(meeting)
    if item.meeting_id == meeting.pk:
        raise Refused("Choose another meeting.", field="meeting")
    if any(one.carried_from_id == item.pk for one in agenda_of(held)):
        raise Refused("It was carried over to that meeting already.", field="meeting")
    again = AgendaItem(
        partnership=item.partnership,
        body=item.body,
        meeting=held,
        title=item.title,
        purpose=item.purpose,
        allotted=item.allotted,
        presenter=item.presenter,
        agency=item.agency,
        proposal=item.proposal,
        carried_from=item,
    )
    return add_item(by=by, item=again)


@transaction.atomic
def move_item(*, by: Actor, item: AgendaItem, up: bool) -> None:
    """Let an item change places with the one before or after it; nothing happens at the end of the agenda."""
    if item.meeting is None:
        raise Refused("A parked item has no place on an agenda.")
    items = agenda_of(_changeable(item.meeting))
    at = next((place for place, one in enumerate(items) if one.pk == item.pk), None)
    if at is None:
        raise Refused("This was withdrawn or parked. Look at the agenda again.")
    other = at - 1 if up else at + 1
    if 0 <= other < len(items):
        items[at], items[other] = items[other], items[at]
    for place, one in enumerate(items, start=1):
        agenda.correct(by=by, record=one, values={"position": place})


def _changeable(meeting: Meeting) -> Meeting:
    """The meeting, locked. Refused when its agenda can no longer change."""
    held = locked(meeting)
    if held.withdrawn_at or held.state in (CLOSED, CANCELLED):
        raise Refused("The agenda of a meeting that is closed, cancelled or withdrawn cannot be changed.")
    return held
