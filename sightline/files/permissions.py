"""Who may destroy a file for good."""

from sightline.foundation.access import allow
from sightline.partnership.roles import ADMINISTRATOR, BUSINESS_MANAGER

DESTROY = allow(
    "files.destroy", "destroy a file that was attached to a record", {BUSINESS_MANAGER, ADMINISTRATOR}
).key
