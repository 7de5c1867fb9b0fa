"""What agencies delivered to a partnership of a test, as it stands once it was accepted and linked."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sightline.datasets import places
from sightline.datasets.catalogue import source_of
from sightline.datasets.engine import contracts
from sightline.datasets.engine.linked import Delivered
from sightline.datasets.engine.tests.made import FOUR, delivered, linkage
from sightline.datasets.models import Agreement, Delivery, LinkedStore, State
from sightline.datasets.services.linked import rebuild
from sightline.foundation.access import Shell
from sightline.partnership.models import Agency, Coverage, Partnership

BY = Shell("tester")
FROM, UNTIL = date(2023, 4, 1), date(2025, 3, 31)
OF = {"S": FOUR[0], "P": FOUR[1], "H": FOUR[2], "E": FOUR[3]}
Event = tuple[str, str | None, date, dict[str, Any]]
"""The letter of who recorded it, the child, the day and what else is known."""


class Run(NamedTuple):
    """A linkage run."""

    folder: uuid.UUID
    reads: tuple[int, ...]


def accepted(
    partnership: Partnership, made: Delivered, *, agency: Agency | None = None, covers: bool = True
) -> Delivery:
    """A delivery of a folder's content that was accepted."""
    agreement, _ = Agreement.objects.get_or_create(
        partnership=partnership,
        key=f"{made.contract.key} {agency}",
        defaults={"contract": made.contract.key, "agency": agency, "starts": FROM, "ends": UNTIL},
    )
    row = Delivery.objects.create(
        partnership=partnership,
        agreement=agreement,
        contract=made.contract.key,
        contract_version="1",
        name=made.name,
        sha256=uuid.uuid4().hex * 2,
        size=1,
        state=State.ACCEPTED,
        first_day=FROM,
        last_day=UNTIL,
    )
    if covers:
        Coverage.objects.create(
            partnership=partnership, source=source_of(made.contract.key), start=FROM, end=UNTIL
        )
    folder = places.delivery_folder(row)
    folder.parent.mkdir(parents=True, exist_ok=True)
    made.folder.rename(folder)
    for events in (folder / "events").iterdir():
        events.rename(events.with_stem(contracts.find(made.contract.key).tables[0].name))
    return row


def linked(
    partnership: Partnership, deliveries: Sequence[Delivery], records: Iterable[tuple[str, str, str]]
) -> LinkedStore:
    """The store of a linkage that read these deliveries and says which child each record is."""
    run = Run(uuid.uuid4(), tuple(one.pk for one in deliveries))
    linkage(places.root(partnership.pk) / places.LINKAGES / str(run.folder), records)
    store = rebuild(by=BY, partnership=partnership, linkage=run)
    assert store
    return store


def told(partnership: Partnership, folder: Path, events: Iterable[Event]) -> LinkedStore:
    """A store of events of the four agencies, all of them delivered, accepted and linked; covers both years."""
    rows: dict[str, list[dict[str, Any]]] = {letter: [] for letter in OF}
    records = []
    for number, (letter, child, day, more) in enumerate(events):
        rows[letter].append({"record_id": str(number), OF[letter].tables[0].dated: day, **more})
        if child:
            records.append((OF[letter].key, str(number), child))
    deliveries = [accepted(partnership, delivered(folder, of, rows[letter])) for letter, of in OF.items()]
    return linked(partnership, deliveries, records)


def contacts(count: int, day: date, outcome: str = "Referral", **more: Any) -> list[Event]:
    """So many contacts of a day, each with a child of its own."""
    return [("S", None, day, {"outcome": outcome, **more}) for _ in range(count)]
