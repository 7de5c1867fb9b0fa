"""Who has a home page: everybody with a role."""

from sightline.foundation.access import allow
from sightline.partnership.roles import EVERYONE

HOME = allow("home.view", "see the partnership's home page", EVERYONE)
