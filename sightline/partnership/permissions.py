"""Who may see and change the partnership itself."""

from sightline.foundation.access import allow
from sightline.partnership.roles import ADMINISTRATOR, BUSINESS_MANAGER, BUSINESS_TEAM, COORDINATOR, MEMBERS

VIEW = allow("partnership.view", "see agencies, bodies and coverage", MEMBERS | {ADMINISTRATOR}).key
EDIT_AGENCIES = allow("partnership.edit_agencies", "keep the agencies", {BUSINESS_MANAGER, COORDINATOR}).key
EDIT_BODIES = allow(
    "partnership.edit_bodies", "keep the bodies and their seats", {BUSINESS_MANAGER, COORDINATOR}
).key
EDIT_COVERAGE = allow(
    "partnership.edit_coverage", "say which periods are complete", {BUSINESS_MANAGER, COORDINATOR}
).key
REMEMBER_NAMES = allow("partnership.remember_names", "match names to agencies", BUSINESS_TEAM).key
SETTINGS = allow(
    "partnership.settings", "change the settings of the partnership", {BUSINESS_MANAGER, ADMINISTRATOR}
).key
CREATE = allow(
    "partnership.create", "create a partnership", frozenset()
).key  # from a shell, or an account that may
