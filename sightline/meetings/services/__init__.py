"""Everything that changes a meeting."""

from sightline.meetings.services.attendance import Mark, record_attendance, state_of
from sightline.meetings.services.holding import add_meeting, cancel, move_to
from sightline.meetings.services.items import add_item, bring_back, carry_over, move_item, park
from sightline.meetings.services.keepings import agenda, attendance, meetings

__all__ = [
    "Mark",
    "add_item",
    "add_meeting",
    "agenda",
    "attendance",
    "bring_back",
    "cancel",
    "carry_over",
    "meetings",
    "move_item",
    "move_to",
    "park",
    "record_attendance",
    "state_of",
]
