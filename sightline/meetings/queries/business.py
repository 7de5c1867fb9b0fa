"""Reading what a meeting is to deal with, what came of it, and its minutes."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Max, QuerySet

from sightline.meetings.models import (
    AgendaItem,
    Meeting,
    MinuteEntry,
    Minutes,
    MinutesNote,
    MinutesState,
    Outcome,
)
from sightline.meetings.queries.attendance import meetings
from sightline.meetings.states import BEGUN, CANCELLED, CLOSED, PLANNED
from sightline.partnership.models import Partnership


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """What a meeting is to deal with, in its order, each with the items it was carried over to."""
    items = AgendaItem.objects.of(meeting.partnership).filter(meeting=meeting)
    related = items.select_related("agency", "partnership", "proposal")
    return list(related.prefetch_related("carried_to__meeting__body"))


def last_position(meeting: Meeting) -> int:
    """The place of the last item of an agenda; 0 of an empty one."""
    items = AgendaItem.objects.of(meeting.partnership).filter(meeting=meeting)
    return int(items.aggregate(last=Max("position"))["last"] or 0)


def agenda_item(partnership: Partnership, number: int) -> AgendaItem | None:
    """One item, withdrawn or not."""
    every = AgendaItem.objects.ever_of(partnership).filter(pk=number)
    return every.select_related("body", "meeting__body", "agency", "partnership").first()


def backlog(partnership: Partnership) -> QuerySet[AgendaItem]:
    """The items that are parked, body by body."""
    parked = AgendaItem.objects.of(partnership).filter(meeting=None)
    return parked.select_related("body", "agency").order_by("body__name", "id")


def with_agenda_to_fill(partnership: Partnership, body: int) -> list[Meeting]:
    """A body's meetings whose agenda can still change, the next first."""
    planned = meetings(partnership).filter(body=body).exclude(state__in=(CLOSED, CANCELLED))
    return list(planned.select_related("body").order_by("held_on", "id"))


def agendas_to_fill(partnership: Partnership) -> list[Meeting]:
    """The meetings of all bodies whose agenda can still change, the next first."""
    planned = meetings(partnership).exclude(state__in=(CLOSED, CANCELLED))
    return list(planned.select_related("body").order_by("held_on", "id"))


def outcomes_of(meeting: Meeting) -> list[Outcome]:
    """What came of a meeting, in the order of writing."""
    kept = Outcome.objects.of(meeting.partnership).filter(meeting=meeting)
    return list(kept.select_related("item", "action__agency", "challenge").order_by("id"))


def outcome(partnership: Partnership, number: int) -> Outcome | None:
    """One outcome, withdrawn or not."""
    every = Outcome.objects.ever_of(partnership).filter(pk=number)
    return every.select_related("meeting__body", "item", "action__agency", "challenge", "partnership").first()


def actions_asked_for(meeting: Meeting) -> int:
    """How many actions a meeting ever asked for, those that were withdrawn included."""
    every = Outcome.objects.ever_of(meeting.partnership)
    return every.filter(meeting=meeting).exclude(action=None).count()


def minutes_of(meeting: Meeting) -> Minutes | None:
    """The minutes of a meeting, when somebody began them."""
    kept = Minutes.objects.of(meeting.partnership).filter(meeting=meeting)
    return kept.select_related("meeting__body", "meeting__chair", "agreed_at__body", "partnership").first()


def minutes_are_agreed(meeting: Meeting) -> bool:
    """Whether the minutes of a meeting are agreed, and so locked."""
    minutes = minutes_of(meeting)
    return minutes is not None and minutes.state == MinutesState.AGREED


def minute_entries(meeting: Meeting) -> list[MinuteEntry]:
    """What is written of each item."""
    return list(MinuteEntry.objects.of(meeting.partnership).filter(meeting=meeting))


def minute_entry(meeting: Meeting, item: AgendaItem | None) -> MinuteEntry | None:
    """What is written of one item, or of the meeting as a whole."""
    kept = MinuteEntry.objects.of(meeting.partnership).filter(meeting=meeting, item=item)
    return kept.select_related("meeting", "partnership").first()


def minutes_notes(meeting: Meeting) -> QuerySet[MinutesNote]:
    """The corrections of minutes that are agreed, the earliest first."""
    return MinutesNote.objects.of(meeting.partnership).filter(meeting=meeting)


def later_meetings(meeting: Meeting) -> list[Meeting]:
    """The meetings of the same body after this one that have begun, at which its minutes can be agreed."""
    later = meetings(meeting.partnership).filter(
        body=meeting.body_id, held_on__gt=meeting.held_on, state__in=BEGUN
    )
    return list(later.select_related("body").order_by("held_on", "id"))


def minutes_to_agree(partnership: Partnership, day: date) -> QuerySet[Minutes]:
    """The minutes that were sent and are not agreed, of meetings before a day, the latest first."""
    sent = Minutes.objects.of(partnership).filter(
        state=MinutesState.SENT, meeting__withdrawn_at=None, meeting__held_on__lt=day
    )
    return sent.select_related("meeting__body").order_by("-meeting__held_on", "-id")


def planned_within(partnership: Partnership, day: date, length: timedelta) -> QuerySet[Meeting]:
    """The meetings that are planned from a day on, as far ahead, the next first, each with the mails about it."""
    near = meetings(partnership).filter(state__in=PLANNED, held_on__range=(day, day + length))
    return near.select_related("body__partnership").prefetch_related("invitations").order_by("held_on", "id")
