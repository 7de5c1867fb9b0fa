"""Who may see and keep training. Who booked what is personal, and fewer people see it."""

from sightline.foundation.access import allow
from sightline.partnership.roles import (
    BUSINESS_MANAGER,
    BUSINESS_TEAM,
    COORDINATOR,
    MEMBERS,
    PRACTITIONER,
    SCRUTINEER,
    TRAINING_LEAD,
)

VIEW = allow("training.view", "see training", MEMBERS | {PRACTITIONER}).key
SEE_DELEGATES = allow("training.see_delegates", "see who booked training", BUSINESS_TEAM | {SCRUTINEER}).key
EDIT = allow("training.edit", "keep training", {BUSINESS_MANAGER, COORDINATOR, TRAINING_LEAD}).key
