"""Which pairs are still in doubt after a run that went on from the one before and came only upon what is new to it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from sightline.datasets.linkage import finding, queries
from sightline.datasets.linkage.finding import Known
from sightline.datasets.models import ReviewPair
from sightline.partnership.models import Partnership


def carried(partnership: Partnership, before: Path, now: Path, key: bytes) -> set[int]:
    """The numbers of the undecided pairs that the run left as they were.

    A pair is settled without people when one of its records is no longer delivered, or when what is new brought the
    two together or took them apart. ``before`` and ``now`` are the folders of the two runs.
    """
    records = _records(queries.undecided(partnership), key)
    every = {side for sides in records.values() for side in sides}
    then, after = finding.clusters(before, every), finding.clusters(now, every)
    return {
        number
        for number, (left, right) in records.items()
        if left in after
        and right in after
        and (after[left] == after[right]) == (then.get(left, -1) == then.get(right, -2))
    }


def _records(pairs: Iterable[ReviewPair], key: bytes) -> dict[int, tuple[Known, Known]]:
    """Number of each pair -> its two records, as far as the files of the run that came upon it still say them."""
    found: dict[int, tuple[Known, Known]] = {}
    for _, of_run in groupby(sorted(pairs, key=lambda pair: pair.run_id), key=lambda pair: pair.run_id):
        found |= finding.in_their_run(list(of_run), key)
    return found
