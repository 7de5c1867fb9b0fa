"""What a run read, as the engine is given it."""

from __future__ import annotations

from sightline.datasets import places
from sightline.datasets import queries as deliveries
from sightline.datasets.engine.linking import Source
from sightline.datasets.models import Linkage


def sources_of(run: Linkage) -> list[Source]:
    """What a run reads, as the engine is given it: the oldest delivery first."""
    by_number = deliveries.counted(run.partnership).in_bulk(run.reads)
    return [
        Source(contract=one.contract, file=one.name, folder=places.delivery_folder(one))
        for number in run.reads
        if (one := by_number.get(number))
    ]
