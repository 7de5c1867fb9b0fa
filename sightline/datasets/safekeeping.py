"""Whether what deliveries own is in its place: for ``sightline doctor`` and after a restore."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sightline.datasets import places, queries
from sightline.datasets.models import Delivery, State
from sightline.datasets.services.leftovers import strays_of
from sightline.partnership.models import Partnership


def lost(partnership: Partnership) -> Iterator[Delivery]:
    """The deliveries whose content is not in its place."""
    for one in queries.deliveries(partnership).exclude(state__in=(State.CHECKING, State.REFUSED)):
        folder = places.delivery_folder(one)
        if not (folder / places.MANIFEST).is_file() or not (folder / places.EVENTS).is_dir():
            yield one


def strays(partnership: Partnership) -> Iterator[Path]:
    """What lies among the deliveries and belongs to none of them."""
    return strays_of(partnership)
