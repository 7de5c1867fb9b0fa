"""The linkage before this one: who was which child, so that children keep their numbers and keys."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from .model import OtherKey
from .pseudonyms import child, fingerprint

Record = tuple[str, str]


@dataclass(frozen=True)
class Earlier:
    """The clusters of an earlier linkage, and its model. ``clusters`` and ``children`` go by record."""

    model: dict[str, Any] | None = None
    clusters: Mapping[Record, int] = field(default_factory=dict)
    children: Mapping[int, str] = field(default_factory=dict)
    rows: Sequence[tuple[str, str, str, int]] = ()
    """(source, file, record id, cluster)"""


def read(folder: Path | None, key: bytes) -> Earlier:
    """The earlier linkage of a folder. Raises OtherKey if it was made with another key."""
    if folder is None:
        return Earlier()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    if manifest["key"] != fingerprint(key):
        raise OtherKey(
            "The earlier linkage was made with another key, so no child would be known again. "
            "Put the key back, or link without the earlier linkage: every child then gets a new one."
        )
    held = pq.read_table(folder / "clusters.parquet").to_pydict()
    rows = list(zip(held["source"], held["file"], held["record_id"], held["cluster"], strict=True))
    return Earlier(
        model=manifest["model"],
        clusters={(source, record): cluster for source, _, record, cluster in rows},
        children=dict(zip(held["cluster"], held["child"], strict=True)),
        rows=rows,
    )


@dataclass(frozen=True)
class Named:
    """The number and key of each group, in the order in which the groups were given, and what became of old ones."""

    numbers: list[int]
    children: list[str]
    successor: dict[int, int]
    """The new number of each old cluster that still has records."""
    merged: int
    split: int


def name(groups: Sequence[Sequence[Record]], earlier: Earlier, key: bytes) -> Named:
    """Give each group of records its number and key: those of the old cluster it continues, or new ones.

    An old cluster that was split continues where the record is that its key rests on, or else its smallest. A group of
    several old clusters continues the oldest. Records of a group are given smallest first.
    """
    heirs = _heirs(groups, earlier, key)
    continues: dict[int, list[int]] = {}
    for cluster, group in heirs.items():
        continues.setdefault(group, []).append(cluster)
    taken = set(earlier.children.values())
    following = max(earlier.children, default=0)
    numbers, children = [], []
    for place, records in enumerate(groups):
        if place in continues:
            number = min(continues[place])
            key_of_child = earlier.children[number]
        else:
            following += 1
            number = following
            fresh = (child(key, *record) for record in records)
            key_of_child = next(
                (one for one in fresh if one not in taken), child(key, "cluster", str(number))
            )
            taken.add(key_of_child)
        numbers.append(number)
        children.append(key_of_child)
    present = [set(_old(records, earlier)) for records in groups] if earlier.clusters else []
    seen: dict[int, int] = {}
    for clusters in present:
        for cluster in clusters:
            seen[cluster] = seen.get(cluster, 0) + 1
    return Named(
        numbers=numbers,
        children=children,
        successor={cluster: numbers[group] for cluster, group in heirs.items()},
        merged=sum(len(clusters) - 1 for clusters in continues.values()),
        split=sum(times > 1 for times in seen.values()),
    )


def _heirs(groups: Sequence[Sequence[Record]], earlier: Earlier, key: bytes) -> dict[int, int]:
    """The group in which each old cluster goes on."""
    places: dict[int, list[int]] = {}
    if earlier.clusters:
        for place, records in enumerate(groups):
            for cluster in set(_old(records, earlier)):
                places.setdefault(cluster, []).append(place)
    return {
        cluster: found[0] if len(found) == 1 else _with_anchor(cluster, found, groups, earlier, key)
        for cluster, found in places.items()
    }


def _with_anchor(
    cluster: int, found: Sequence[int], groups: Sequence[Sequence[Record]], earlier: Earlier, key: bytes
) -> int:
    """The group that holds the record on which the key of an old cluster rests; without one, its smallest record."""
    wanted = earlier.children[cluster]
    held = sorted(
        (record, place)
        for place in found
        for record in groups[place]
        if earlier.clusters.get(record) == cluster
    )
    return next((place for record, place in held if child(key, *record) == wanted), held[0][1])


def _old(records: Iterable[Record], earlier: Earlier) -> Iterable[int]:
    return (earlier.clusters[record] for record in records if record in earlier.clusters)
