"""The pages of a forum: its register, an issue, what members are asked, and who belongs to it."""

from sightline.forum.presenters.members import asked_page, forums_page, members_page
from sightline.forum.presenters.register import (
    ORDERS,
    SHEET,
    allocation_page,
    asked_at,
    at,
    counted,
    home,
    issue_page,
    register_page,
    state_sentence,
)

__all__ = [
    "ORDERS",
    "SHEET",
    "allocation_page",
    "asked_at",
    "asked_page",
    "at",
    "counted",
    "forums_page",
    "home",
    "issue_page",
    "members_page",
    "register_page",
    "state_sentence",
]
