"""The stages of a disagreement between professionals, and when each of them is to be over.

Each stage has a clock, whose length a partnership may set for itself; the last is a chaired meeting and has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sightline.challenges.models import Escalation
from sightline.clocks import running
from sightline.clocks.running import Standing
from sightline.clocks.standard import standards
from sightline.partnership.models import Partnership

LAST = 4
KIND = "challenges.escalation"
"""What the clocks of stages are attached to, each to the number of its own."""


@dataclass(frozen=True)
class Stage:
    """A stage that was reached; ``over``: another followed, or the challenge was answered or closed."""

    reached: Escalation
    standing: Standing | None
    over: bool

    @property
    def due(self) -> date | None:
        """The day by which it is to be over; None for one without a clock, and while that is paused."""
        return self.standing.deadline.due if self.standing else None

    @property
    def paused(self) -> bool:
        return self.standing is not None and self.standing.ledger.paused

    def late(self, day: date) -> bool:
        """Whether it should have been over before a day."""
        return not self.over and self.due is not None and self.due < day


def stages(partnership: Partnership, reached: Sequence[Escalation]) -> list[Stage]:
    """The stages that one challenge has reached, the first first. Four queries, however many."""
    return _told(partnership, reached, reached[-1:])


def late(partnership: Partnership, latest: Sequence[Escalation], day: date) -> list[Stage]:
    """Of the latest stages of several challenges, those that should have been over before a day. Four queries."""
    return [stage for stage in _told(partnership, latest, latest) if stage.late(day)]


def _told(
    partnership: Partnership, reached: Sequence[Escalation], latest: Sequence[Escalation]
) -> list[Stage]:
    if not reached:
        return []
    held = running.of_things(partnership, KIND, [str(one.pk) for one in reached])
    last = {one.pk for one in latest}
    return [_stage(one, held.get(str(one.pk)), one.pk in last) for one in reached]


def _stage(one: Escalation, standing: Standing | None, last: bool) -> Stage:
    stopped = standing is not None and standing.ledger.stopped is not None
    return Stage(one, standing, not last or stopped or one.challenge.closed_on is not None)


def clock_of(stage: int) -> str:
    """The clock of a stage; "" for one that has none."""
    key = f"disagreement-{stage}"
    return key if key in standards else ""
