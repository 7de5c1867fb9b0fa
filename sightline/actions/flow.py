"""What the flow of actions over months says in a sentence: what came to how much in all, and what is outstanding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from sightline.foundation.dates import month_of
from sightline.foundation.numbers import thousands
from sightline.measures.answers import Point
from sightline.measures.spc import Chart, Meaning

TOTALS = {
    "actions.agreed_in_all": "Agreed",
    "actions.completed_in_all": "Complete",
    "actions.assured_in_all": "Assured",
}
"""The measures of what came to how much in all: each holds the next."""
OUTSTANDING = "actions.outstanding"
SAYS = {
    Meaning.IMPROVEMENT: "fewer than chance would give",
    Meaning.CONCERN: "more than chance would give",
}


def begun(months: Sequence[Point]) -> Sequence[Point]:
    """The months from the first that has a figure: none where no month has one."""
    known = [place for place, month in enumerate(months) if month.value is not None]
    return months[known[0] :] if known else ()


def in_all(totals: Mapping[str, Sequence[Point]]) -> str:
    """How far the actions have come that were ever agreed, at the latest month in which all totals are known."""
    months = zip(*(totals[key] for key in TOTALS), strict=True)
    known = [each for each in months if all(point.value is not None for point in each)]
    if not known:
        return "How many were agreed and done in all is not recorded"
    agreed, completed, assured = (cast(int, point.value) for point in known[-1])
    when = month_of(known[-1][0].end)
    if not agreed:
        return f"No action was agreed by {when}"
    count = "1 action" if agreed == 1 else f"{thousands(agreed)} actions"
    return f"Of {count} agreed by {when}, {_of(completed)} complete and {_of(assured)} assured"


def outstanding(months: Sequence[Point], judged: Chart) -> str:
    """How many are outstanding at the end of the latest month that is known, and whether that is more than chance."""
    known = [month for month in months if month.value is not None]
    latest = known[-1]
    count = cast(int, latest.value)
    said = "1 action was" if count == 1 else f"{thousands(count) if count else 'No'} actions were"
    said = f"{said} outstanding at the end of {month_of(latest.end)}"
    if judged.too_few:
        return said
    if judged.latest and judged.latest.meaning:
        return f"{said}: {SAYS[judged.latest.meaning]}"
    earlier = len(judged.special)
    if not earlier:
        return f"{said}: no month differs from the others by more than chance"
    months_were = "one earlier month was" if earlier == 1 else f"{earlier} earlier months were"
    return f"{said}, which is within chance; {months_were} not"


def _of(count: int) -> str:
    return f"{thousands(count) if count else 'none'} {'is' if count == 1 else 'are'}"
