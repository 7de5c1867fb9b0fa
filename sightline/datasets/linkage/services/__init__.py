"""Every write of linkage: runs, and what people decide about pairs of records."""

from sightline.datasets.linkage.services.deciding import decide, look_at, take_back
from sightline.datasets.linkage.services.running import begin, carry_out, fail, link
from sightline.datasets.linkage.services.syncing import threshold_of

__all__ = [
    "begin",
    "carry_out",
    "decide",
    "fail",
    "link",
    "look_at",
    "take_back",
    "threshold_of",
]
