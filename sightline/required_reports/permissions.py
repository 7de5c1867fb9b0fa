"""Who may see and keep what bodies report to one another."""

from sightline.foundation.access import allow
from sightline.partnership.roles import BUSINESS_MANAGER, COORDINATOR, MEMBERS

VIEW = allow("required_reports.view", "see required reports between bodies", MEMBERS).key
EDIT = allow(
    "required_reports.edit", "keep required reports between bodies", {BUSINESS_MANAGER, COORDINATOR}
).key
