"""Decisions on their way into a run, and what the run finds against them: they are kept to, and it is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sightline.datasets.engine.linking import Decision, Source
from sightline.datasets.linkage import finding, queries
from sightline.datasets.linkage.finding import Known
from sightline.datasets.models import ReviewPair
from sightline.datasets.reviewing import Caution, Standing
from sightline.partnership.models import Partnership

Cautions = Mapping[int, Caution]
"""What speaks against a decision, by the number of its pair."""


@dataclass(frozen=True)
class Held:
    """A decided pair whose two records are still delivered."""

    pair: ReviewPair
    left: Known
    right: Known

    @property
    def decision(self) -> Decision:
        return Decision(
            left_source=self.left.source,
            left_id=self.left.record_id,
            right_source=self.right.source,
            right_id=self.right.record_id,
            same=self.pair.standing == Standing.SAME,
        )


def held(partnership: Partnership, sources: Sequence[Source], key: bytes) -> list[Held]:
    """What people decided about records that are still delivered, the oldest pair first."""
    pairs = list(queries.binding(partnership))
    handles: dict[str, set[str]] = {}
    for pair in pairs:
        handles.setdefault(pair.left_source, set()).add(pair.left)
        handles.setdefault(pair.right_source, set()).add(pair.right)
    known = finding.records(handles, sources, key) if pairs else {}
    return [
        Held(pair, left, right)
        for pair in pairs
        if (left := known.get(pair.left)) and (right := known.get(pair.right))
    ]


def cautions(
    decided: Sequence[Held], conflicts: Sequence[Sequence[int]], sources: Sequence[Source], key: bytes
) -> Cautions:
    """What a run found against decisions: records that say something else by now, and decisions that contradict."""
    told = finding.identities([side for one in decided for side in (one.left, one.right)], sources)
    saw = queries.last_seen([one.pair for one in decided])
    found = {
        one.pair.pk: Caution.CHANGED
        for one in decided
        if saw.get(one.pair.pk, "") not in ("", finding.digest(key, told.get(one.left), told.get(one.right)))
    }
    for place in {place for conflict in conflicts for place in conflict}:
        found[decided[place].pair.pk] = Caution.CONTRADICTS
    return found
