"""Who may see the partnership's money: those who run it, pay for it or hold it to account. Two roles keep it."""

from sightline.foundation.access import allow
from sightline.partnership.roles import BUSINESS_MANAGER, BUSINESS_TEAM, COORDINATOR, LEADERS, OVERSIGHT

VIEW = allow(
    "funding.view", "see contributions, the budget and what was spent", BUSINESS_TEAM | LEADERS | OVERSIGHT
).key
EDIT = allow(
    "funding.edit", "keep contributions, the budget and what was spent", {BUSINESS_MANAGER, COORDINATOR}
).key
