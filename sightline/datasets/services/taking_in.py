"""Taking in what an agency sends: the agreement it comes under, its checks, its place, and what it replaces.

Whatever is refused is refused before anything is kept, except that a file whose checks fail leaves what was found
wrong with it. Of two who take in the same file at once, the second is told that it is here.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from sightline.audit import services as audit
from sightline.datasets import places, queries
from sightline.datasets.models import Agreement, Delivery, State
from sightline.datasets.permissions import EDIT
from sightline.datasets.progress import Progress
from sightline.datasets.services import leftovers
from sightline.datasets.services.allowing import agreed_for
from sightline.datasets.services.looking import Tell, digest_of, looked_at, recognised
from sightline.datasets.services.settling import GONE, Delivered, TooLate, forget_upload, hold, settle
from sightline.foundation import files
from sightline.foundation.access import Actor, require
from sightline.partnership.models import Agency, Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import wait_for_turn


def deliver(
    *,
    by: Actor,
    partnership: Partnership,
    path: Path,
    name: str,
    contract: str | None = None,
    agency: Agency | None = None,
    agreement: Agreement | None = None,
    progress: Tell = lambda what, share: None,
) -> Delivered:
    """Check a file and take it in, at once. Raises Refused, with nothing kept, where no agreement allows it.

    ``contract`` is the key of its data set, recognised from the file where it is not given. A file whose checks fail
    is answered as a refused delivery.
    """
    require(by, EDIT, partnership)
    leftovers.clear(partnership)
    called = files.plain_name(name)
    found = recognised(path, called, contract or "")
    agreed = agreed_for(partnership, found.key, agency=agency, agreement=agreement)
    sha256, size = digest_of(path)
    same = queries.counted_with(partnership, sha256)
    if same is not None:
        return Delivered(same, created=False)
    delivery = Delivery(
        partnership=partnership, agreement=agreed, contract=found.key, name=called, sha256=sha256, size=size
    )
    with looked_at(path, name=called, agreement=agreed, contract=found, progress=progress) as look:
        return settle(by, delivery, look)


def receive(
    *,
    by: Actor,
    partnership: Partnership,
    name: str,
    chunks: Iterable[bytes],
    contract: str = "",
    agreement: Agreement | None = None,
) -> Delivered:
    """Keep a file that was sent until its checks are over, which ``examine`` makes. Raises Refused as ``deliver``."""
    require(by, EDIT, partnership)
    leftovers.clear(partnership)
    called = files.plain_name(name)
    try:
        with files.arriving(chunks, folder=places.incoming(partnership), name=called) as arrived:
            found = recognised(arrived.beside, called, contract)
            agreed = agreed_for(partnership, found.key, agreement=agreement)
            with transaction.atomic():
                wait_for_turn(partnership)
                same = (
                    queries.counted_with(partnership, arrived.sha256)
                    or queries.being_checked(partnership, arrived.sha256).first()
                )
                if same is not None:
                    return Delivered(same, created=False)
                arrived.keep()
                delivery = Delivery(
                    partnership=partnership,
                    agreement=agreed,
                    contract=found.key,
                    contract_version=found.version,
                    name=called,
                    sha256=arrived.sha256,
                    size=arrived.size,
                    delivered_by=by.record,
                    arrived_as=arrived.stored_as,
                )
                audit.added(by=by, record=delivery)
                return Delivered(delivery, created=True)
    except OSError as problem:
        raise Refused(
            f"The file could not be kept: {problem.strerror or problem}.", field="file"
        ) from problem


def examine(*, by: Actor, delivery: Delivery) -> Delivered:
    """Make the checks of a file that was received, and let it count if it passes. Raises TooLate.

    It can be done again after it was killed at any moment: until its last step nothing has changed.
    """
    require(by, EDIT, delivery.partnership)
    if delivery.state != State.CHECKING:
        raise TooLate(GONE)
    path = files.place_of(delivery.arrived_as)
    progress = Progress(places.progress_of(delivery))
    progress.begin()
    found = recognised(path, delivery.name, delivery.contract)
    with looked_at(
        path, name=delivery.name, agreement=delivery.agreement, contract=found, progress=progress.tell
    ) as look:
        return settle(by, delivery, look)


def discard(*, by: Actor, delivery: Delivery) -> None:
    """Remove a delivery whose checks are not over, with its file. Raises TooLate when they are."""
    require(by, EDIT, delivery.partnership)
    with transaction.atomic():
        hold(delivery)
        audit.note(
            by=by,
            partnership=delivery.partnership,
            verb="removed",
            subject=delivery,
            detail={"sha256": delivery.sha256},
        )
        forget_upload(delivery)
        delivery.delete()
