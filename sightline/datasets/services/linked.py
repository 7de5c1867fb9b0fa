"""Putting together what was delivered, so that it can be counted: after each delivery, and after each linkage."""

from __future__ import annotations

import shutil
import time
import uuid
from collections.abc import Collection
from pathlib import Path
from typing import Protocol

from django.db import transaction

from sightline.audit import services as audit
from sightline.datasets import places, queries
from sightline.datasets.engine import contracts, linked
from sightline.datasets.figures import stores
from sightline.datasets.models import Delivery, LinkedStore
from sightline.datasets.permissions import EDIT
from sightline.foundation.access import Actor, require
from sightline.foundation.files import AN_HOUR
from sightline.partnership.models import Partnership
from sightline.partnership.services.turns import wait_for_turn

LARGE = 100_000
"""Rows from which nobody is kept waiting."""
LEFT_STANDING = 2
"""How many stores stay: the one that is asked, and the one before it, which somebody may be reading."""


class Run(Protocol):
    """A linkage run as it is needed here: where it lies, and the numbers of the deliveries that it read."""

    @property
    def folder(self) -> uuid.UUID: ...

    @property
    def reads(self) -> Collection[int]: ...


def rebuild(*, by: Actor, partnership: Partnership, linkage: Run | None = None) -> LinkedStore | None:
    """Put together what the counted deliveries say, under the children that a linkage found; None where nothing counts.

    Without ``linkage`` it is the one of the store before: counts that need none are new at once, and the others wait
    for the next run. Nothing is made where the store says the same already. Killed at any moment, the store before
    is the one that is asked; it says so itself when deliveries have changed since.
    """
    require(by, EDIT, partnership)
    before = stores.latest(partnership)
    run = linkage.folder if linkage else before.linkage if before else None
    links = sorted(linkage.reads) if linkage else list(before.links) if before else []
    deliveries = list(reversed(queries.counted(partnership)))
    if not deliveries:
        return None
    digest = stores.digest_of(deliveries)
    if before and (before.made_of, before.linkage) == (digest, run) and _folder(before).exists():
        return before
    folder = _linkage_folder(partnership, run)
    store = LinkedStore(
        partnership=partnership,
        made_of=digest,
        linkage=run if folder else None,
        links=links if folder else [],
        by_id=by.person_id,
    )
    built = linked.build([_delivered(one) for one in deliveries], folder, _folder(store))
    store.tables = {name: {"rows": held.rows, "linked": held.linked} for name, held in built.tables.items()}
    try:
        with transaction.atomic():
            wait_for_turn(partnership)
            audit.added(by=by, record=store)
    except BaseException:
        shutil.rmtree(_folder(store), ignore_errors=True)
        raise
    _clear(partnership)
    return store


def soon(*, by: Actor, partnership: Partnership) -> None:
    """Have it put together once what changes the deliveries is committed; call it inside that transaction.

    What would keep a person waiting, and whatever fails here, is left to the worker's next round.
    """

    def put_together() -> None:
        rows = sum(one.rows for one in queries.counted(partnership))
        if by.person_id is None or rows <= LARGE:
            rebuild(by=by, partnership=partnership)

    transaction.on_commit(put_together, robust=True)


def _delivered(one: Delivery) -> linked.Delivered:
    return linked.Delivered(
        contract=contracts.find(one.contract),
        folder=places.delivery_folder(one),
        name=one.name,
        number=one.pk,
        agency=one.agreement.agency_id,
        day=one.reference,
    )


def _folder(store: LinkedStore) -> Path:
    return places.linked_folder(store.partnership, str(store.folder))


def _linkage_folder(partnership: Partnership, run: uuid.UUID | None) -> Path | None:
    """Where a run lies; None for one that is gone."""
    if run is None:
        return None
    folder = places.root(partnership.pk) / places.LINKAGES / str(run)
    return folder if folder.exists() else None


def _clear(partnership: Partnership) -> None:
    """Remove the stores that nobody asks any more, and what a kill left behind an hour ago."""
    rows = LinkedStore.objects.of(partnership).order_by("-at", "-pk").values_list("folder", flat=True)
    asked = {str(folder) for folder in rows[:LEFT_STANDING]}
    known = {str(folder) for folder in rows}
    for path in places.linked_folder(partnership, "").iterdir():
        if path.name not in asked and (path.name in known or time.time() - path.stat().st_mtime > AN_HOUR):
            shutil.rmtree(path, ignore_errors=True)
