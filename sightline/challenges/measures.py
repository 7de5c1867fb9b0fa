"""Figures about professional challenge: how much there is, and how long it takes to be answered."""

from __future__ import annotations

from sightline.challenges import queries
from sightline.measures.dimensions import Dimension, by_agency, by_body
from sightline.measures.kinds import Count, Median, Stock
from sightline.measures.registry import register
from sightline.measures.units import Better, Noun, Unit

SOURCE = "challenges"
RAISED_BY = by_agency("raised_by", "Raised by", Noun("raising agency", "raising agencies"))
BY = {
    "agency": RAISED_BY,
    "raised_by": RAISED_BY,
    "raised_with": by_agency("raised_with", "Raised with", Noun("challenged agency", "challenged agencies")),
    "level": Dimension(title="Level", noun=Noun("level", "levels"), path="level"),
    "body": by_body("body"),
    "outcome": Dimension(title="Outcome", noun=Noun("outcome", "outcomes"), path="outcome"),
}

raised = Count(
    "challenges.raised",
    title="Challenges raised",
    definition="Challenges by the date they were raised. More of them can be a sign of trust or of trouble.",
    unit=Unit.CHALLENGES,
    better=Better.NEITHER,
    source=SOURCE,
    rows=queries.challenges,
    on="raised_on",
    by=BY,
)

still_open = Stock(
    "challenges.open",
    title="Open challenges",
    definition="Challenges raised on or before the date and not closed by it; closed on the date is closed.",
    unit=Unit.CHALLENGES,
    better=Better.LOWER,
    source=SOURCE,
    rows=queries.challenges,
    opened="raised_on",
    closed="closed_on",
    by=BY,
)

median_days_to_close = Median(
    "challenges.median_days_to_close",
    title="Median days to close a challenge",
    definition="The middle number of days from raising to closing, over the challenges closed in the period.",
    unit=Unit.DAYS,
    better=Better.LOWER,
    source=SOURCE,
    rows=queries.challenges,
    on="closed_on",
    since="raised_on",
    until="closed_on",
    nothing="No challenge was closed",
    by=BY,
)

register(raised, still_open, median_days_to_close)
