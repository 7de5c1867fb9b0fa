"""What needs attention about linkage: pairs that wait, and a linkage that is older than what came since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sightline.datasets import queries as deliveries
from sightline.datasets.linkage import queries
from sightline.datasets.linkage.presenters import addresses
from sightline.datasets.linkage.presenters.run import outdated
from sightline.datasets.permissions import CHILD_LEVEL, EDIT
from sightline.foundation.attention import Attention, Item, attention


def pairs_wait(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """Pairs of records that whoever may see single children is asked about."""
    if not person.may(CHILD_LEVEL, partnership):
        return
    where = addresses.page(partnership, "pairs")
    waiting = queries.waiting(partnership).count()
    if waiting:
        many = "1 pair of records that waits" if waiting == 1 else f"{waiting:,} pairs of records that wait"
        yield Item(
            f"Decide about {many}",
            f"{where}?state=waiting",
            why="Linkage can neither link them nor keep them apart with enough certainty.",
        )
    second = queries.second_opinions(partnership, person.person_id).count()
    if second:
        many = "1 pair" if second == 1 else f"{second:,} pairs"
        yield Item(f"Give a second opinion on {many} of records", f"{where}?state=second")


def outdated_linkage(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """What was delivered and is not linked yet, for those who take in deliveries."""
    if not person.may(EDIT, partnership):
        return
    counted = list(deliveries.counted(partnership))
    if not counted:
        return
    where = addresses.page(partnership, "linkage")
    run = queries.latest_linkage(partnership)
    if run is None:
        yield Item("Link what the agencies delivered", where, why="Nothing was linked yet.")
    elif why := outdated(run, counted):
        yield Item("Link the agencies' data again", where, why=why)


attention.add(Attention("linkage-pairs", pairs_wait, lasting=False))
attention.add(Attention("linkage-outdated", outdated_linkage))
