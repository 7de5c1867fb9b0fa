"""Who may see and change how long clocks run here, and on which days nobody works."""

from sightline.foundation.access import allow
from sightline.partnership.roles import BUSINESS_MANAGER, COORDINATOR, MEMBERS

VIEW = allow("clocks.view", "see the clocks", MEMBERS).key
EDIT = allow("clocks.edit", "change how long clocks run here", {BUSINESS_MANAGER, COORDINATOR}).key
