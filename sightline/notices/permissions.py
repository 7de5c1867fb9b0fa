"""Who may see what was sent to whom, and decide about what was not."""

from sightline.foundation.access import allow
from sightline.partnership.roles import BUSINESS_MANAGER, BUSINESS_TEAM, COORDINATOR, EVERYONE

VIEW = allow("notices.view", "see what was sent to whom", BUSINESS_TEAM).key
KEEP = allow(
    "notices.keep", "send a notice again, cancel it, and set the reminders", {BUSINESS_MANAGER, COORDINATOR}
).key
OWN = allow("notices.own", "see what was sent to them", EVERYONE).key
