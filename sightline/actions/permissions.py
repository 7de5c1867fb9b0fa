"""Who may see and keep actions."""

from sightline.foundation.access import allow
from sightline.partnership.roles import BUSINESS_MANAGER, COORDINATOR, MEMBERS, QA_LEAD

VIEW = allow("actions.view", "see actions", MEMBERS).key
EDIT = allow("actions.edit", "keep actions", {BUSINESS_MANAGER, COORDINATOR, QA_LEAD}).key
