"""Every write to forums: founding one, who belongs to it, its register, and what members answer.

What happens to an issue is noted as well in the trail of each member that it concerns, because figures of that
member rest on it.
"""

from sightline.forum.services.answering import decline, report_done, take_up
from sightline.forum.services.belonging import accept, end_membership, found_forum, invite_member, leave
from sightline.forum.services.founding import found_with
from sightline.forum.services.register import allocate, allocations, issues, raise_issue, set_areas

__all__ = [
    "accept",
    "allocate",
    "allocations",
    "decline",
    "end_membership",
    "found_forum",
    "found_with",
    "invite_member",
    "issues",
    "leave",
    "raise_issue",
    "report_done",
    "set_areas",
    "take_up",
]
