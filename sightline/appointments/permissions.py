"""Who may see and keep appointments and arrangements."""

from sightline.foundation.access import allow
from sightline.partnership.roles import BUSINESS_MANAGER, COORDINATOR, MEMBERS

VIEW = allow("appointments.view", "see who is appointed to what", MEMBERS).key
EDIT = allow("appointments.edit", "keep appointments and arrangements", {BUSINESS_MANAGER, COORDINATOR}).key
