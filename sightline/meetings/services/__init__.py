"""Everything that changes a meeting."""

from sightline.meetings.services.adopting import decide_on_proposal, propose
from sightline.meetings.services.deciding import write_outcome
from sightline.meetings.services.feeding import make_feed, stop_feed
from sightline.meetings.services.holding import add_meeting, cancel, move_to
from sightline.meetings.services.inviting import call_off, send_invitations
from sightline.meetings.services.items import add_item, bring_back, carry_over, move_item, park
from sightline.meetings.services.keepings import agenda, attendance, meetings, outcomes, quorum_rules
from sightline.meetings.services.marking import Mark, record_attendance, state_of
from sightline.meetings.services.minuting import agree_minutes, note_correction, send_minutes, write_minutes
from sightline.meetings.services.papers import add_paper, add_paper_version, paper_versions, papers

__all__ = [
    "Mark",
    "add_item",
    "add_meeting",
    "add_paper",
    "add_paper_version",
    "agenda",
    "agree_minutes",
    "attendance",
    "bring_back",
    "call_off",
    "cancel",
    "carry_over",
    "decide_on_proposal",
    "make_feed",
    "meetings",
    "move_item",
    "move_to",
    "note_correction",
    "outcomes",
    "paper_versions",
    "papers",
    "park",
    "propose",
    "quorum_rules",
    "record_attendance",
    "send_invitations",
    "send_minutes",
    "state_of",
    "stop_feed",
    "write_minutes",
    "write_outcome",
]
