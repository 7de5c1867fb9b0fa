"""Figures about actions: what is outstanding, and whether what was undertaken is done in time and worked."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from django.db.models import F, Q

from sightline.actions import queries
from sightline.actions.models import Effect
from sightline.measures.dimensions import Dimension, by_agency
from sightline.measures.kinds import Count, Median, Rate, Share, Stock
from sightline.measures.kinds.of_rows import OfRows
from sightline.measures.registry import register
from sightline.measures.units import Better, Noun, Unit

M = TypeVar("M", bound=OfRows)
SOURCE = "actions"
BY = {
    "agency": by_agency(title="Lead agency"),
    "source": Dimension(title="Source", noun=Noun("source", "sources"), path="source", names=queries.sources),
    "review": Dimension(title="Review", noun=Noun("review", "reviews"), path="review", names=queries.reviews),
}
BY_ACTION = {
    "agency": by_agency("action__agency", title="Lead agency"),
    **{name: replace(BY[name], path=f"action__{name}") for name in ("source", "review")},
}


def _and_before(measure: M, **differs: Any) -> M:
    """A measure that also counts the rounds of actions before they were reopened, read as ``differs`` says."""
    before = replace(measure, by=BY_ACTION, belongs="action", **differs)
    return replace(measure, also=before, among=queries.agreed)


outstanding = _and_before(
    Stock(
        "actions.outstanding",
        title="Outstanding actions",
        definition="Actions agreed on or before the date and not complete by it; completed on it is complete.",
        unit=Unit.ACTIONS,
        better=Better.LOWER,
        source=SOURCE,
        rows=queries.agreed,
        opened="open_since",
        closed="completed_on",
        by=BY,
    ),
    rows=queries.rounds,
    opened="since",
)

overdue = _and_before(
    Stock(
        "actions.overdue",
        title="Overdue actions",
        definition="Actions outstanding at the date whose target date lies before it; never those without one.",
        unit=Unit.ACTIONS,
        better=Better.LOWER,
        source=SOURCE,
        rows=queries.agreed,
        opened="open_since",
        closed="completed_on",
        passed="due_on",
        by=BY,
    ),
    rows=queries.rounds,
    opened="since",
)

proposed = Stock(
    "actions.proposed",
    title="Proposed actions",
    definition="Actions proposed on or before the date that nobody had agreed or decided not to take up by it.",
    unit=Unit.ACTIONS,
    source=SOURCE,
    rows=queries.proposals,
    opened="proposed_on",
    closed="settled_on",
    by=BY,
)

completed = _and_before(
    Count(
        "actions.completed",
        title="Actions completed",
        definition="Actions by the date they were completed.",
        unit=Unit.ACTIONS,
        better=Better.HIGHER,
        source=SOURCE,
        rows=queries.completed,
        on="completed_on",
        by=BY,
    ),
    rows=queries.rounds,
)

median_age_outstanding = _and_before(
    Median(
        "actions.median_age_outstanding",
        title="Median age of outstanding actions",
        definition="The middle number of days since they were agreed, over the actions outstanding at the date.",
        unit=Unit.DAYS,
        better=Better.LOWER,
        source=SOURCE,
        rows=queries.agreed,
        opened="open_since",
        closed="completed_on",
        since="agreed_on",
        nothing="No action was outstanding",
        by=BY,
    ),
    rows=queries.rounds,
    opened="since",
    since="action__agreed_on",
)

completed_on_time_rate = _and_before(
    Rate(
        "actions.completed_on_time_rate",
        title="Actions completed on time",
        definition="Of the actions completed in the period that had a target date, the part completed by it.",
        unit=Unit.RATE,
        better=Better.HIGHER,
        source=SOURCE,
        rows=queries.with_target_date,
        on="completed_on",
        part=Q(completed_on__lte=F("due_on")),
        nothing="No action with a target date was completed",
        by=BY,
    ),
    rows=queries.rounds_with_target_date,
)

overdue_rate = Share(
    "actions.overdue_rate",
    title="Outstanding actions that are overdue",
    definition="Of the actions outstanding at the date, the part whose target date lies before it.",
    unit=Unit.RATE,
    better=Better.LOWER,
    source=SOURCE,
    rows=queries.agreed,
    part=overdue,
    whole=outstanding,
    nothing="No action was outstanding",
    by=BY,
)

assured_rate = _and_before(
    Rate(
        "actions.assured_rate",
        title="Completed actions that are assured",
        definition=(
            "Of the actions completed in the period, the part of which somebody other than the owner has seen since "
            "that they worked. What nobody has looked at yet is not assured."
        ),
        unit=Unit.RATE,
        better=Better.HIGHER,
        source=SOURCE,
        rows=queries.completed,
        on="completed_on",
        part=Q(effect=Effect.ASSURED),
        nothing="No action was completed",
        by=BY,
    ),
    rows=queries.rounds,
)

assured = _and_before(
    Count(
        "actions.assured",
        title="Actions assured",
        definition="Actions that somebody other than the owner saw to have worked, by the date they looked.",
        unit=Unit.ACTIONS,
        better=Better.HIGHER,
        source=SOURCE,
        rows=partial(queries.judged, effect=Effect.ASSURED),
        on="checked_on",
        by=BY,
    ),
    rows=partial(queries.rounds_judged, effect=Effect.ASSURED),
)

not_achieved = _and_before(
    Count(
        "actions.not_achieved",
        title="Actions not achieved",
        definition=(
            "Actions that were done but that somebody other than the owner saw not to have worked, by that date."
        ),
        unit=Unit.ACTIONS,
        better=Better.LOWER,
        source=SOURCE,
        rows=partial(queries.judged, effect=Effect.NOT_ACHIEVED),
        on="checked_on",
        by=BY,
    ),
    rows=partial(queries.rounds_judged, effect=Effect.NOT_ACHIEVED),
)

agreed_in_all = Stock(
    "actions.agreed_in_all",
    title="Actions agreed in all",
    definition="Actions agreed on or before the date, whatever became of them.",
    unit=Unit.ACTIONS,
    source=SOURCE,
    rows=queries.agreed,
    opened="agreed_on",
    by=BY,
)

completed_in_all = _and_before(
    Stock(
        "actions.completed_in_all",
        title="Actions completed in all",
        definition="Actions completed on or before the date, and not reopened by it.",
        unit=Unit.ACTIONS,
        better=Better.HIGHER,
        source=SOURCE,
        rows=queries.completed,
        opened="completed_on",
        by=BY,
    ),
    rows=queries.rounds,
    closed="reopened_on",
)

assured_in_all = _and_before(
    Stock(
        "actions.assured_in_all",
        title="Actions assured in all",
        definition=(
            "Actions that somebody other than the owner had seen to have worked on or before the date, and that were "
            "not reopened by it."
        ),
        unit=Unit.ACTIONS,
        better=Better.HIGHER,
        source=SOURCE,
        rows=partial(queries.judged, effect=Effect.ASSURED),
        opened="checked_on",
        by=BY,
    ),
    rows=partial(queries.rounds_judged, effect=Effect.ASSURED),
    closed="reopened_on",
)

due_moved = Count(
    "actions.due_moved",
    title="Changes of target dates",
    definition="How often the target dates of actions were moved, by the day on which that was decided.",
    unit=Unit.CHANGES,
    better=Better.LOWER,
    source=SOURCE,
    rows=queries.every_move,
    on="moved_on",
    by=BY_ACTION,
)

risk_accepted = Stock(
    "actions.risk_accepted",
    title="Accepted risks",
    definition="Actions not complete at the date of which it was accepted for a time, that day included, to be late.",
    unit=Unit.RISKS,
    better=Better.LOWER,
    source=SOURCE,
    rows=queries.every_risk,
    opened="since",
    closed="action__completed_on",
    lasts="until",
    by=BY_ACTION,
)

register(outstanding, overdue, overdue_rate, completed, median_age_outstanding, completed_on_time_rate)
register(assured_rate, assured, not_achieved, proposed)
register(agreed_in_all, completed_in_all, assured_in_all)
register(due_moved, risk_accepted)
