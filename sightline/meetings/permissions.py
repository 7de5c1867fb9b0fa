"""Who may see and keep meetings."""

from sightline.foundation.access import allow
from sightline.partnership.roles import (
    BUSINESS_MANAGER,
    BUSINESS_TEAM,
    COORDINATOR,
    DATA_ANALYST,
    MEMBERS,
    QA_LEAD,
)

VIEW = allow("meetings.view", "see meetings and who came", MEMBERS).key
EDIT = allow("meetings.edit", "keep meetings and who came", {BUSINESS_MANAGER, COORDINATOR}).key
SEE_ALL_PAPERS = allow("meetings.see_all_papers", "see every paper of a meeting", BUSINESS_TEAM).key
PROPOSE = allow(
    "meetings.propose",
    "propose an action for a body to decide on",
    {BUSINESS_MANAGER, COORDINATOR, QA_LEAD, DATA_ANALYST},
).key
