"""Who may see and change who has access."""

from sightline.foundation.access import allow
from sightline.partnership.roles import ADMINISTRATOR, BUSINESS_MANAGER, COORDINATOR, MEMBERS, roles
from sightline.people import models

KEEPERS = frozenset({BUSINESS_MANAGER, COORDINATOR, ADMINISTRATOR})

VIEW = allow("people.view", "see who has access", MEMBERS | {ADMINISTRATOR}).key
KEEP = allow("people.keep", "invite people, give them roles and end them", KEEPERS).key
MAKE_ADMINISTRATOR = allow(
    "people.make_administrator", "make somebody an administrator, or end that", {ADMINISTRATOR}
).key
TRUST = allow(
    "people.trust",
    "give a role that publishes, or sees what is not published yet",
    {BUSINESS_MANAGER, ADMINISTRATOR},
).key
ERASE = allow("people.erase", "erase a person's name and address for good", {ADMINISTRATOR}).key
RESET = allow("people.reset", "remove somebody's second step at sign-in", {ADMINISTRATOR}).key
ELEVATE = allow(models.ELEVATE, "act as administrator for a while", {ADMINISTRATOR}).key
CREATE_ACCOUNT = allow("people.create_account", "create an account", frozenset()).key  # from a shell alone


def right_to_give(role: str) -> str:
    """The right it takes to give somebody a role.

    Whoever can invite can invite an address of their own: a role that may do more is not theirs to give.
    """
    if role == ADMINISTRATOR:
        return MAKE_ADMINISTRATOR
    return TRUST if roles[role].needs_second_factor else KEEP
