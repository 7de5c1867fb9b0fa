"""Who may see and change who has access."""

from sightline.foundation.access import allow
from sightline.partnership.roles import ADMINISTRATOR, BUSINESS_MANAGER, COORDINATOR, MEMBERS
from sightline.people import models

KEEPERS = frozenset({BUSINESS_MANAGER, COORDINATOR, ADMINISTRATOR})

VIEW = allow("people.view", "see who has access", MEMBERS | {ADMINISTRATOR}).key
KEEP = allow("people.keep", "invite people, give them roles and end them", KEEPERS).key
MAKE_ADMINISTRATOR = allow(
    "people.make_administrator", "make somebody an administrator, or end that", {ADMINISTRATOR}
).key
ERASE = allow("people.erase", "erase a person's name and address for good", {ADMINISTRATOR}).key
ELEVATE = allow(models.ELEVATE, "act as administrator for a while", {ADMINISTRATOR}).key
CREATE_ACCOUNT = allow("people.create_account", "create an account", frozenset()).key  # from a shell alone
