"""Who may see and keep actions."""

from sightline.foundation.access import allow
from sightline.partnership.roles import (
    AGENCY_REPRESENTATIVE,
    BUSINESS_MANAGER,
    COORDINATOR,
    DELEGATED_PARTNER,
    MEMBERS,
    QA_LEAD,
)

VIEW = allow("actions.view", "see actions", MEMBERS).key
EDIT = allow("actions.edit", "keep actions", {BUSINESS_MANAGER, COORDINATOR, QA_LEAD}).key
UPDATE_OWN = allow(
    "actions.update_own", "say how far the actions of your own agency are", {AGENCY_REPRESENTATIVE}
).key
ATTACH = allow(
    "actions.attach",
    "attach evidence to actions",
    {BUSINESS_MANAGER, COORDINATOR, QA_LEAD, AGENCY_REPRESENTATIVE},
).key
MOVE_DATES = allow(
    "actions.move_dates",
    "move the target dates of actions and accept that one is late",
    {BUSINESS_MANAGER, COORDINATOR, QA_LEAD, DELEGATED_PARTNER},
).key
