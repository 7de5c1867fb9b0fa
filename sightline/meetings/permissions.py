"""Who may see and keep meetings."""

from sightline.foundation.access import allow
from sightline.partnership.roles import BUSINESS_MANAGER, COORDINATOR, MEMBERS

VIEW = allow("meetings.view", "see meetings and who came", MEMBERS).key
EDIT = allow("meetings.edit", "keep meetings and who came", {BUSINESS_MANAGER, COORDINATOR}).key
