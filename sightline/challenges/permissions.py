"""Who may see and keep professional challenge."""

from sightline.foundation.access import allow
from sightline.partnership.roles import BUSINESS_MANAGER, COORDINATOR, MEMBERS

VIEW = allow("challenges.view", "see challenges", MEMBERS).key
EDIT = allow("challenges.edit", "keep challenges", {BUSINESS_MANAGER, COORDINATOR}).key
