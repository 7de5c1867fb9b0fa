"""Figures about issues across boundaries: of a forum all of them, of a member those that concern it."""

from __future__ import annotations

from sightline.forum import queries
from sightline.measures.dimensions import Dimension
from sightline.measures.kinds import Count
from sightline.measures.registry import register
from sightline.measures.units import Better, Noun, Unit

SOURCE = "forum"
BY = {
    "raised_by": Dimension(
        title="Raised by", noun=Noun("partnership", "partnerships"), path="raised_by__name"
    ),
}

issues_raised = Count(
    "forum.issues_raised",
    title="Cross-boundary issues raised",
    definition=(
        "Issues on the register of a forum by the date they were raised. In a partnership: those of its forums "
        "that it raised or that affect its area."
    ),
    unit=Unit.ISSUES,
    better=Better.NEITHER,
    source=SOURCE,
    rows=queries.issues,
    on="raised_on",
    by=BY,
)

issues_actioned = Count(
    "forum.issues_actioned",
    title="Cross-boundary issues acted on",
    definition=(
        "Of the issues raised in the period, those on which the forum has decided since and of which at least one "
        "partnership took up an action. An action that was only asked for, or declined, is none."
    ),
    unit=Unit.ISSUES,
    better=Better.HIGHER,
    source=SOURCE,
    rows=queries.actioned,
    on="raised_on",
    by=BY,
)

register(issues_raised, issues_actioned)
