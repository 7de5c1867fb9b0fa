"""Figures about professional challenge: how much there is, how long it takes to be answered, and what comes of it."""

from __future__ import annotations

from django.db.models import Q

from sightline.challenges import queries
from sightline.challenges.models import Expectation, Result
from sightline.measures.dimensions import Dimension, by_agency, by_body
from sightline.measures.kinds import Count, Median, Rate, Stock
from sightline.measures.registry import register
from sightline.measures.units import Better, Noun, Unit

SOURCE = "challenges"


def _by_level(path: str, title: str = "Level") -> Dimension:
    return Dimension(title=title, noun=Noun("level", "levels"), path=path)


RAISED_BY = by_agency("raised_by", "Raised by", Noun("raising agency", "raising agencies"))
BY = {
    "agency": RAISED_BY,
    "raised_by": RAISED_BY,
    "raised_with": by_agency("raised_with", "Raised with", Noun("challenged agency", "challenged agencies")),
    "level": _by_level("at_level"),
    "raised_by_level": _by_level("raised_by_level", "Level that raised it"),
    "raised_with_level": _by_level("raised_with_level", "Level it was raised with"),
    "body": by_body("body"),
    "expectation": Dimension(
        title="Expectation",
        noun=Noun("expectation", "expectations"),
        path="expectation",
        names=lambda _: Expectation.values,  # of one that nobody concerned, none is a true nought
    ),
    "result": Dimension(
        title="Result", noun=Noun("result", "results"), path="result", names=lambda _: Result.values
    ),
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

answered = Count(
    "challenges.answered",
    title="Challenges answered",
    definition="Challenges by the date they were answered, closed or not.",
    unit=Unit.CHALLENGES,
    better=Better.HIGHER,
    source=SOURCE,
    rows=queries.challenges,
    on="answered_on",
    by=BY,
)

median_days_to_answer = Median(
    "challenges.median_days_to_answer",
    title="Median days to answer a challenge",
    definition="The middle number of days from raising to answering, over the challenges answered in the period.",
    unit=Unit.DAYS,
    better=Better.LOWER,
    source=SOURCE,
    rows=queries.challenges,
    on="answered_on",
    since="raised_on",
    until="answered_on",
    nothing="No challenge was answered",
    by=BY,
)

practice_changed_rate = Rate(
    "challenges.practice_changed_rate",
    title="Challenges that changed practice",
    definition=(
        "Of the challenges closed in the period of which it is said what came of them, the part that changed "
        "practice."
    ),
    unit=Unit.RATE,
    better=Better.HIGHER,
    source=SOURCE,
    rows=queries.judged,
    on="closed_on",
    part=Q(result=Result.CHANGED),
    nothing="No challenge with a result was closed",
    by=BY,
)

escalated = Count(
    "challenges.escalated",
    title="Stages of escalation",
    definition="Stages that disagreements reached because the one before did not settle them, by the date they began.",
    unit=Unit.STAGES,
    better=Better.NEITHER,
    source=SOURCE,
    rows=queries.escalations,
    on="began_on",
    by={
        "raised_by": by_agency(
            "challenge__raised_by", "Raised by", Noun("raising agency", "raising agencies")
        ),
        "raised_with": by_agency(
            "challenge__raised_with", "Raised with", Noun("challenged agency", "challenged agencies")
        ),
        "level": _by_level("at_level"),
        "raised_by_level": _by_level("challenge__raised_by_level", "Level that raised it"),
        "raised_with_level": _by_level("challenge__raised_with_level", "Level it was raised with"),
    },
)

register(raised, still_open, median_days_to_close, answered, median_days_to_answer)
register(practice_changed_rate, escalated)
