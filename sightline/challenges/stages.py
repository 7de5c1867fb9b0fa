"""The stages of a disagreement between professionals, and when each of them is to be over.

The lengths are clocks, which a partnership may set for itself; the last stage is a chaired meeting and has none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sightline.challenges.models import Escalation
from sightline.clocks import queries as clocks
from sightline.clocks.deadlines import due
from sightline.clocks.standard import standards
from sightline.partnership.models import Partnership

LAST = 4


@dataclass(frozen=True)
class Stage:
    """A stage that was reached; ``due`` is when it is to be over, ``over`` whether another followed."""

    reached: Escalation
    due: date | None
    clock: str
    over: bool


def stages(partnership: Partnership, reached: Sequence[Escalation]) -> list[Stage]:
    """The stages that one challenge has reached, the first first. Two queries, however many."""
    if not reached:
        return []
    ends = _ends(partnership)
    return [Stage(one, ends(one), clock_of(one.stage), one is not reached[-1]) for one in reached]


def late(partnership: Partnership, latest: Sequence[Escalation], day: date) -> list[Stage]:
    """Of the latest stages of several challenges, those that should have been over before a day. Two queries."""
    if not latest:
        return []
    ends = _ends(partnership)
    told = (Stage(one, ends(one), clock_of(one.stage), over=False) for one in latest)
    return [stage for stage in told if stage.due and stage.due < day]


def clock_of(stage: int) -> str:
    """The clock of a stage; "" for one that has none."""
    key = f"disagreement-{stage}"
    return key if key in standards else ""


def _ends(partnership: Partnership) -> Callable[[Escalation], date | None]:
    """Works out when a stage is to be over; None where its clock counts hours, or there is none."""
    own, calendar = clocks.own_lengths(partnership), clocks.calendar(partnership)

    def ends(one: Escalation) -> date | None:
        standard = standards.get(clock_of(one.stage))
        length = clocks.running(standard, own, one.began_on).length if standard else None
        return None if length is None or length.unit.by_the_hour else due(one.began_on, length, calendar).due

    return ends
