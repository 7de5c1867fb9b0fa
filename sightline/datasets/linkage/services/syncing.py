"""From what a run found to the pairs that people look at. What was decided before stays, and is known again."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from sightline.datasets import child_key, places
from sightline.datasets.engine.linking import DEFAULT
from sightline.datasets.linkage.finding import PAIRS
from sightline.datasets.models import Linkage, ReviewPair
from sightline.datasets.reviewing import Caution

KEPT_OF_MANIFEST = ("settings", "model", "engine", "splink")
OF_A_RUN = ("run", "number", "weight", "probability", "evidence", "why", "in_doubt", "caution")


@dataclass(frozen=True)
class Found:
    """A pair that a run had in doubt: ``left`` and ``right`` are (handle, source), in the order of the handles."""

    number: int
    left: tuple[str, str]
    right: tuple[str, str]
    weight: float
    probability: float
    why: str
    evidence: list[Any]

    @property
    def of(self) -> tuple[str, str]:
        return self.left[0], self.right[0]


def found_in(folder: Path, key: bytes) -> list[Found]:
    """The pairs in doubt of a run, without a record's number."""
    rows = pq.read_table(folder / PAIRS).to_pylist()
    return [_found(number, row, key) for number, row in enumerate(rows)]


def _found(number: int, row: Mapping[str, Any], key: bytes) -> Found:
    sides = sorted(
        (child_key.handle(key, row[f"{side}_source"], str(row[f"{side}_id"])), row[f"{side}_source"])
        for side in ("left", "right")
    )
    told = row["evidence"]
    return Found(
        number=number,
        left=sides[0],
        right=sides[1],
        weight=float(row["weight"]),
        probability=min(1.0, max(0.0, float(row["probability"]))),
        why=str(row.get("why") or ""),
        evidence=json.loads(told) if isinstance(told, str) else told,
    )


def model_of(folder: Path) -> dict[str, Any]:
    """What is kept in the database of how a run linked: settings, weights and thresholds, never a value of a record."""
    try:
        manifest = json.loads((folder / places.MANIFEST).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return {name: manifest[name] for name in KEPT_OF_MANIFEST if name in manifest}


def sync(
    run: Linkage, found: list[Found], cautions: Mapping[int, Caution], carried: Collection[int]
) -> dict[str, int]:
    """Bring the pairs in line with a run: new ones wait, known ones keep what was said of them; how many of each.

    ``cautions`` are what the run found against decisions, by the number of their pair. A run goes on from the one
    before and comes only upon what is new to it: ``carried`` are the numbers of the pairs that it left in doubt.
    """
    held = {(pair.left, pair.right): pair for pair in ReviewPair.objects.of(run.partnership)}
    for pair in held.values():
        pair.in_doubt, pair.caution = pair.pk in carried, cautions.get(pair.pk, "")
    new: list[ReviewPair] = []
    for one in {one.of: one for one in found}.values():
        pair = held.get(one.of) or ReviewPair(
            partnership=run.partnership,
            left=one.left[0],
            left_source=one.left[1],
            right=one.right[0],
            right_source=one.right[1],
        )
        pair.run, pair.number, pair.in_doubt = run, one.number, True
        pair.weight, pair.probability = one.weight, one.probability
        pair.why, pair.evidence = one.why, one.evidence
        if pair.pk is None:
            new.append(pair)
    ReviewPair.objects.bulk_update(held.values(), OF_A_RUN, batch_size=200)
    ReviewPair.objects.bulk_create(new, batch_size=500)
    return {"pairs_new": len(new), "decisions_in_question": len(cautions)}


def threshold_of(run: Linkage) -> float:
    """From which probability a run takes two records for one child."""
    return float((run.model.get("settings") or {}).get("threshold", DEFAULT.threshold))
