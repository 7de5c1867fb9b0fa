"""Pairs that a person should look at: those by which it was decided whether two groups are one child, if narrowly."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from . import training
from .clustering import Edge, Groups, Outcome, Refusal
from .engines import Engine
from .model import LinkSettings
from .settings import Comparison, Model

SCHEMA = pa.schema(
    [
        ("pair_id", pa.string()),
        ("left_source", pa.string()),
        ("left_id", pa.string()),
        ("right_source", pa.string()),
        ("right_id", pa.string()),
        ("weight", pa.float64()),
        ("probability", pa.float64()),
        ("why", pa.string()),
        ("evidence", pa.string()),
    ]
)
NARROW_JOIN = "joined, but not by much"
NARROW_MISS = "kept apart, but not by much"


class Doubt(NamedTuple):
    edge: Edge
    why: str


def doubts(groups: Groups, edges: Iterable[Edge], outcome: Outcome, settings: LinkSettings) -> list[Doubt]:
    """The narrow joins, the narrow misses and the refusals, once for each two groups, nearest to the threshold first.

    What people decided is not in doubt.
    """
    threshold, low, high = (
        weight_of(one) for one in (settings.threshold, settings.doubtful_from, settings.doubtful_to)
    )
    found = [Doubt(edge, NARROW_JOIN) for edge in outcome.joined if edge.weight < high]
    seen: set[tuple[int, int]] = set()
    refused = (
        (edge, why.value) for edge, why in outcome.refused if why in (Refusal.NUMBERS, Refusal.SIBLINGS)
    )
    missed = ((edge, NARROW_MISS) for edge in edges if low <= edge.weight < threshold)
    for edge, why in (*refused, *sorted(missed, key=lambda one: (-one[0].weight, one[0]))):
        a, b = sorted((groups.root(edge.left), groups.root(edge.right)))
        if a == b or (a, b) in seen or (groups.apart and groups.decided_apart(a, b)):
            continue
        seen.add((a, b))
        found.append(Doubt(edge, why))
    found.sort(key=lambda doubt: (abs(doubt.edge.weight - threshold), doubt.edge.left, doubt.edge.right))
    return found[: settings.doubtful_limit]


def table(
    engine: Engine,
    doubted: Sequence[Doubt],
    comparisons: Sequence[Comparison],
    model: Model,
    records: Mapping[int, tuple[str, str]],
) -> pa.Table:
    """The pairs in doubt with their evidence, and no names. ``records`` is the first record of each identity."""
    engine.hold(
        "doubted",
        pa.table(
            {
                "uid_l": pa.array([doubt.edge.left for doubt in doubted], pa.int64()),
                "uid_r": pa.array([doubt.edge.right for doubt in doubted], pa.int64()),
            }
        ),
    )
    scored = engine.arrow("SELECT p.* FROM pairs p JOIN doubted d ON p.uid_l = d.uid_l AND p.uid_r = d.uid_r")
    by_pair = {(row["uid_l"], row["uid_r"]): row for row in scored.to_pylist()}
    engine.drop("doubted")
    rows = []
    for doubt in doubted:
        row = by_pair[doubt.edge.left, doubt.edge.right]
        left, right = sorted((records[doubt.edge.left], records[doubt.edge.right]))
        rows.append(
            {
                "pair_id": hashlib.sha256("\x1f".join((*left, *right)).encode()).hexdigest()[:16],
                "left_source": left[0],
                "left_id": left[1],
                "right_source": right[0],
                "right_id": right[1],
                "weight": row["match_weight"],
                "probability": row["match_probability"],
                "why": doubt.why,
                "evidence": json.dumps(_evidence(row, comparisons, model)),
            }
        )
    return pa.Table.from_pylist(rows, SCHEMA)


def _evidence(
    row: Mapping[str, Any], comparisons: Sequence[Comparison], model: Model
) -> list[dict[str, Any]]:
    """What each comparison adds, in bits; they sum to the weight of the pair. The first is where any pair begins."""
    steps: list[dict[str, Any]] = [
        {
            "comparison": "any two records",
            "level": "before anything is compared",
            "weight": round(weight_of(model["probability_two_random_records_match"]), 3),
        }
    ]
    for comparison in comparisons:
        weight, rarity = row[f"mw_{comparison.column}"], row.get(f"mw_tf_adj_{comparison.column}") or 0.0
        steps.append(
            {
                "comparison": comparison.name,
                "level": _level(comparison, model, weight),
                "weight": round(weight + rarity, 3),
            }
        )
    return steps


def _level(comparison: Comparison, model: Model, weight: float) -> str:
    """The level at which a pair stands, known by its weight; silence weighs nothing."""
    if weight == 0:
        return "not told by both"
    levels = zip(comparison.levels, training.weights(model, comparison), strict=True)
    return min(levels, key=lambda level: abs(level[1] - weight))[0].says


def weight_of(probability: float) -> float:
    """A probability as a match weight: the binary logarithm of its odds."""
    return math.log2(probability / (1 - probability))
