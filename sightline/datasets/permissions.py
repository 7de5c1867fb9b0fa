"""Who may receive agencies' data, and who may see what it says about single children."""

from sightline.foundation.access import allow
from sightline.partnership.roles import (
    BUSINESS_MANAGER,
    BUSINESS_TEAM,
    DATA_ANALYST,
    LEADERS,
    OVERSIGHT,
    QA_LEAD,
)

VIEW = allow("datasets.view", "see agreements and deliveries", BUSINESS_TEAM | LEADERS | OVERSIGHT).key
EDIT = allow("datasets.edit", "keep agreements and take in deliveries", {BUSINESS_MANAGER, DATA_ANALYST}).key
CHILD_LEVEL = allow("datasets.child_level", "see records about single children", {DATA_ANALYST}).key
OBSERVE = allow(
    "datasets.observe",
    "record what they see in an indicator, recommend from it and put packs together",
    {BUSINESS_MANAGER, DATA_ANALYST, QA_LEAD},
).key
