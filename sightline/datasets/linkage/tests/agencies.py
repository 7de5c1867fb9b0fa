"""Deliveries with a handful of made-up records, and an engine that links what a test tells it to."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sightline.datasets import places
from sightline.datasets.engine.linking import Decision, Linked, Source
from sightline.datasets.models import Agreement, Delivery, Linkage, State
from sightline.partnership.models import Partnership

CARE, POLICE = "social-care-contacts", "police-notifications"
BETH, ELIZABETH = ("S1", "Beth", "Green"), ("P1", "Elizabeth", "Greene")
TOM, TIM = ("S2", "Tom", "Hartley"), ("P2", "Tim", "Hartley")
ADA = ("S3", "Ada", "Okafor")
BETHS, HARTLEYS = ((CARE, "S1"), (POLICE, "P1")), ((CARE, "S2"), (POLICE, "P2"))
SCHEMA = pa.schema(
    [
        ("_row", pa.int64()),
        ("record_id", pa.string()),
        *((name, pa.string()) for name in ("forename", "surname")),
        ("born", pa.date32()),
        *((name, pa.string()) for name in ("sex", "postcode", "nhs_number")),
    ]
)
EVIDENCE = [
    {"comparison": "any two records", "level": "before anything is compared", "weight": -9.5},
    {"comparison": "forename", "level": "similar", "weight": 2.25},
    {"comparison": "surname", "level": "a slip", "weight": 4.0},
    {"comparison": "born", "level": "the same day", "weight": 5.5},
    {"comparison": "postcode", "level": "different", "weight": -1.5},
    {"comparison": "NHS number", "level": "not told by both", "weight": 0},
]


def deliver(
    partnership: Partnership, contract: str, *people: tuple[str, str, str], name: str = "", **values: Any
) -> Delivery:
    """A delivery that counts, of people as (record id, first name, surname)."""
    agreement, _ = Agreement.objects.get_or_create(
        partnership=partnership,
        key=contract,
        contract=contract,
        starts=date(2024, 1, 1),
        ends=date(2030, 1, 1),
    )
    delivery = Delivery.objects.create(
        partnership=partnership,
        agreement=agreement,
        contract=contract,
        contract_version="1",
        name=name or f"{contract}.csv",
        sha256=f"{Delivery.objects.count():064}",
        size=1,
        rows=len(people),
        state=State.ACCEPTED,
    )
    folder = places.delivery_folder(delivery) / places.IDENTITY
    folder.mkdir(parents=True)
    rows = [
        {
            "_row": row,
            "record_id": number,
            "forename": forename,
            "surname": surname,
            "born": date(2013, 2, 9),
            "sex": "F",
            "postcode": "WM1 1AA",
            "nhs_number": None,
            **values,
        }
        for row, (number, forename, surname) in enumerate(people, start=2)
    ]
    pq.write_table(pa.Table.from_pylist(rows, SCHEMA), folder / "records.parquet")
    return delivery


class FakeEngine:
    """Stands in for the engine: finds the pairs that it is told, and remembers what it was given."""

    def __init__(self) -> None:
        self.doubtful: list[tuple[tuple[str, str], tuple[str, str]]] = []
        self.probability = 0.72
        self.joined: list[tuple[tuple[str, str], tuple[str, str]]] = []
        self.decisions: list[Decision] = []
        self.conflicts: list[list[int]] = []
        self.deliveries: list[Source] = []
        self.previous: Path | None = None
        self.put_together: list[int] = []
        self.while_putting_together: Callable[[], object] = lambda: None
        self.in_the_midst: Callable[[], object] = lambda: None

    def link(
        self,
        deliveries: Sequence[Source],
        into_folder: Path,
        *,
        decisions: Sequence[Decision] = (),
        previous: Path | None = None,
        key: bytes,
        engine: str = "duckdb",
        progress: Callable[[str, float], None],
    ) -> Linked:
        self.deliveries, self.decisions, self.previous = list(deliveries), list(decisions), previous
        progress("reading", 0.1)
        records = [(one, number) for one in self.deliveries for number in _numbers(one)]
        clusters = [
            {
                "source": source.contract,
                "file": source.file,
                "record_id": number,
                "cluster": self._cluster((source.contract, number), place),
                "child": "key",
            }
            for place, (source, number) in enumerate(records)
        ]
        pq.write_table(pa.Table.from_pylist(clusters), into_folder / "clusters.parquet")
        self.in_the_midst()
        decided = {frozenset((one.left, one.right)) for one in self.decisions}
        pairs = [
            {
                "pair_id": f"not shown {place}",
                "left_source": left[0],
                "left_id": left[1],
                "right_source": right[0],
                "right_id": right[1],
                "weight": 1.36,
                "probability": self.probability,
                "why": "kept apart, but not by much",
                "evidence": json.dumps(EVIDENCE),
            }
            for place, (left, right) in enumerate(self.doubtful)
            if frozenset((left, right)) not in decided
        ]
        pq.write_table(pa.Table.from_pylist(pairs, PAIRS), into_folder / "pairs.parquet")
        manifest = {"settings": {"threshold": 0.8, "seed": 1}, "deliveries": ["kept out of the database"]}
        (into_folder / "manifest.json").write_text(json.dumps(manifest))
        count = len(records)
        return Linked(
            records=count,
            clusters=count,
            in_any=count,
            in_two_or_more=2,
            in_three_or_more=0,
            in_all_four=0,
            doubtful=len(pairs),
            seconds=0.5,
            rates=RATES,
            conflicts=self.conflicts,
        )

    def rebuild(self, *, by: Any, partnership: Partnership, linkage: Linkage) -> None:
        """Stands in for what puts events under the children that were found."""
        self.put_together.append(linkage.pk)
        self.while_putting_together()

    def _cluster(self, record: tuple[str, str], otherwise: int) -> int:
        places = [1000 + place for place, both in enumerate(self.joined) if record in both]
        return places[0] if places else otherwise


PAIRS = pa.schema(
    [
        *(
            (name, pa.string())
            for name in ("pair_id", "left_source", "left_id", "right_source", "right_id", "why", "evidence")
        ),
        ("weight", pa.float64()),
        ("probability", pa.float64()),
    ]
)
RATES: list[dict[str, Any]] = [
    {"group": "all", "value": "all records", "records": 120, "linked": 90, "share": 0.75},
    {"group": "sex", "value": "F", "records": 60, "linked": 50, "share": 0.8333},
    {"group": "sex", "value": "M", "records": 56, "linked": 38, "share": 0.6786},
    {"group": "sex", "value": "X", "records": 4, "linked": 2, "share": 0.5},
]


def _numbers(source: Source) -> list[str]:
    table = pq.read_table(source.folder / places.IDENTITY / "records.parquet", columns=["record_id"])
    return [str(number) for number in table.column("record_id").to_pylist()]
