"""Who may bring files in, and who may see what was brought."""

from sightline.foundation.access import allow
from sightline.partnership.roles import BUSINESS_TEAM, OVERSIGHT

SEE = allow("imports.view", "see what was imported", BUSINESS_TEAM | OVERSIGHT)
IMPORT = allow("imports.commit", "import spreadsheets and undo an import", BUSINESS_TEAM)
