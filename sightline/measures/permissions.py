"""Who may see figures, and the records behind them."""

from sightline.foundation.access import allow
from sightline.partnership.roles import MEMBERS

allow("measures.view", "see the partnership's figures", MEMBERS)
