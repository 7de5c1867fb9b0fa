"""What a linkage leaves in its folder: clusters, pairs in doubt, and a manifest that says how they came about."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from . import earlier, pseudonyms
from .clustering import Groups
from .earlier import Earlier, Named
from .engines import Engine
from .gathering import Record, agency
from .model import Decision, Linked, LinkSettings, Source
from .settings import Model

FORMAT = 1
Row = tuple[str, str, str, int]


def clusters(
    groups: Groups, rows: Sequence[Row], carried: Sequence[Row], old: Earlier, key: bytes
) -> tuple[Named, pa.Table]:
    """Number and name the groups; a table of source, file, record_id, cluster, child, uid, a row for each record.

    Groups come in the order of their smallest record, so that the same input is numbered the same.
    """
    places: dict[int, int] = {}
    members: list[list[Record]] = []
    place_of_row = []
    for source, _, record, uid in rows:
        root = groups.root(uid)
        place = places.setdefault(root, len(members))
        if place == len(members):
            members.append([])
        members[place].append((source, record))
        place_of_row.append(place)
    named = earlier.name(members, old, key)
    told: list[tuple[Any, ...]] = []
    before = None
    for (source, file, record, uid), place in zip(rows, place_of_row, strict=True):
        if (source, file, record) != before:
            told.append((source, file, record, named.numbers[place], named.children[place], uid))
            before = (source, file, record)
    children = dict(zip(named.numbers, named.children, strict=True)) if carried else {}
    for source, file, record, cluster in carried:
        number = named.successor.get(cluster, cluster)
        told.append((source, file, record, number, children.get(number) or old.children[cluster], None))
    names = ("source", "file", "record_id", "cluster", "child", "uid")
    columns = zip(*told, strict=True) if told else ([] for _ in names)
    table = dict(zip(names, map(list, columns), strict=True))
    types = {"cluster": pa.int64(), "uid": pa.int64()}
    return named, pa.table(
        {name: pa.array(held, types.get(name, pa.string())) for name, held in table.items()}
    )


def figures(db: Engine, settings: LinkSettings) -> dict[str, int]:
    """Clusters, and children known to so many agencies."""
    counted = db.arrow(
        f"SELECT sources, count(*) AS children FROM (SELECT cluster, count(DISTINCT {agency('source', settings)})"
        " AS sources FROM clusters GROUP BY cluster) c GROUP BY sources"
    ).to_pylist()
    at_least = [
        sum(row["children"] for row in counted if row["sources"] >= sources) for sources in (1, 2, 3, 4)
    ]
    names = ("in_any", "in_two_or_more", "in_three_or_more", "in_all_four")
    return {"clusters": at_least[0], **dict(zip(names, at_least, strict=True))}


def write(
    folder: Path,
    table: pa.Table,
    pairs: pa.Table,
    linked: Linked,
    model: Model,
    settings: LinkSettings,
    key: bytes,
    *,
    deliveries: Sequence[Source],
    previous: Path | None,
    decisions: Sequence[Decision],
    unused: Sequence[int],
    engine: str,
) -> None:
    """Write the three files, the manifest last: a folder without it is no linkage."""
    pq.write_table(table.drop_columns(["uid"]), folder / "clusters.parquet", compression="zstd")
    pq.write_table(pairs, folder / "pairs.parquet", compression="zstd")
    manifest = {
        "format": FORMAT,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "engine": engine,
        "splink": version("splink"),
        "key": pseudonyms.fingerprint(key),
        "previous": previous.name if previous else None,
        "deliveries": [
            {"contract": source.contract, "file": source.file, "folder": source.folder.name}
            for source in deliveries
        ],
        "settings": {**asdict(settings), "as_at": settings.as_at.isoformat() if settings.as_at else None},
        "model": model,
        "decisions": {
            "same": sum(decision.same for decision in decisions),
            "apart": sum(not decision.same for decision in decisions),
            "unused": len(unused),
            "conflicts": linked.conflicts,
        },
        "figures": asdict(linked),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2), encoding="utf-8")
