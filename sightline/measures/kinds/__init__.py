"""The kinds of measure. An app declares its own with them in its ``measures.py`` and registers it:

places_attended = Count(
    "training.places_attended",
    title="Training places attended",
    definition="Bookings whose delegate attended, by the date of the session.",
    unit=Unit.PLACES,
    better=Better.HIGHER,
    source="training",
    rows=queries.attended,
    on="session__held_on",
    by={"agency": by_agency(), "course": ...},
)
register(places_attended)
"""

from sightline.measures.kinds.base import Measure, Question
from sightline.measures.kinds.facts import Fact, Holder, Latest, Named
from sightline.measures.kinds.flows import Count, Distinct, Mean, Rate, Sum
from sightline.measures.kinds.ratios import Ratio
from sightline.measures.kinds.shares import Share
from sightline.measures.kinds.stocks import Median, Stock
from sightline.measures.kinds.yearly import PartOfAll, Yearly

__all__ = [
    "Count",
    "Distinct",
    "Fact",
    "Holder",
    "Latest",
    "Mean",
    "Measure",
    "Median",
    "Named",
    "PartOfAll",
    "Question",
    "Rate",
    "Ratio",
    "Share",
    "Stock",
    "Sum",
    "Yearly",
]
