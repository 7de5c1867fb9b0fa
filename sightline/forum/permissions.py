"""Who does what in a forum, and for a partnership that belongs to one."""

from sightline.foundation.access import allow
from sightline.partnership.roles import (
    BODY_CHAIR,
    BUSINESS_MANAGER,
    COORDINATOR,
    DELEGATED_PARTNER,
    FORUM_MEMBER,
    LEAD_PARTNER,
    LEADERS,
    MEMBERS,
    OVERSIGHT,
)

TAKING_PART = LEADERS | OVERSIGHT | {BODY_CHAIR, BUSINESS_MANAGER, COORDINATOR}
"""The roles in a partnership that bring somebody into the forums it belongs to."""

VIEW = allow("forum.view", "see what is shared in a forum", MEMBERS).key
RAISE = allow("forum.raise", "raise an issue in a forum", {FORUM_MEMBER, BUSINESS_MANAGER, COORDINATOR}).key
KEEP = allow(
    "forum.keep", "keep the register and the members of a forum", {BUSINESS_MANAGER, COORDINATOR}
).key
ANSWER = allow(
    "forum.answer",
    "answer for what the partnership is asked to do in a forum",
    {BUSINESS_MANAGER, COORDINATOR},
).key
JOIN = allow(
    "forum.join",
    "take the partnership into a forum and out of it",
    {LEAD_PARTNER, DELEGATED_PARTNER, BUSINESS_MANAGER},
).key
FOUND = allow(
    "forum.found",
    "found a forum and invite other partnerships into it",
    {LEAD_PARTNER, DELEGATED_PARTNER, BUSINESS_MANAGER},
).key
