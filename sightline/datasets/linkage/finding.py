"""From what a record is called in the database back to the record, in the files of deliveries, for those who may.

What is read here is shown, or given to the engine, and kept nowhere.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from sightline.datasets import child_key, places
from sightline.datasets.engine.linking import Source
from sightline.datasets.models import ReviewPair

ROLES = ("forename", "surname", "born", "sex", "postcode", "nhs_number", "upn", "local")
ROWS = 50_000
PAIRS, CLUSTERS = "pairs.parquet", "clusters.parquet"


@dataclass(frozen=True)
class Known:
    """A record by its source and its number there."""

    source: str
    record_id: str


@dataclass(frozen=True)
class Identity:
    """Who a record is about, as the latest file that has it says. ``values`` by role; None where it says nothing."""

    source: str
    record_id: str
    file: str
    values: Mapping[str, str | date | None]


def tables_of(folder: Path) -> list[Path]:
    """The identity tables of a delivery; none once they are erased."""
    return sorted((folder / places.IDENTITY).glob("*.parquet"))


def records(handles: Mapping[str, set[str]], sources: Sequence[Source], key: bytes) -> dict[str, Known]:
    """Handle -> record, of those among ``handles`` (by source) that these deliveries still hold."""
    found: dict[str, Known] = {}
    for source in sources:
        wanted = handles.get(source.contract, set())
        for number in _numbers(source.folder) if wanted else ():
            handle = child_key.handle(key, source.contract, number)
            if handle in wanted:
                found[handle] = Known(source.contract, number)
    return found


def of_pair(
    pair: ReviewPair, sources: Sequence[Source], key: bytes
) -> tuple[Identity | None, Identity | None]:
    """Who the two records of a pair are about; None for one that no delivery holds any more."""
    left, right = in_their_run([pair], key).get(pair.pk) or _searched(pair, sources, key)
    told = identities([one for one in (left, right) if one], sources)
    return (told.get(left) if left else None), (told.get(right) if right else None)


def _searched(pair: ReviewPair, sources: Sequence[Source], key: bytes) -> tuple[Known | None, Known | None]:
    """The two records of a pair, looked for among all that were delivered."""
    handles: dict[str, set[str]] = {}
    for source, handle in ((pair.left_source, pair.left), (pair.right_source, pair.right)):
        handles.setdefault(source, set()).add(handle)
    named = records(handles, sources, key)
    return named.get(pair.left), named.get(pair.right)


def in_their_run(pairs: Sequence[ReviewPair], key: bytes) -> dict[int, tuple[Known, Known]]:
    """Number of each pair of one run -> its two records, as the run's files have them; none where those are gone.

    A record's number that does not make the pair's handle is not believed.
    """
    path = places.linkage_folder(pairs[0].run) / PAIRS
    if not path.exists():
        return {}
    with _connected() as duck:
        rows = duck.execute(
            "SELECT file_row_number, left_source, CAST(left_id AS VARCHAR), right_source, CAST(right_id AS VARCHAR)"
            " FROM read_parquet($1, file_row_number = true)"
            " WHERE file_row_number IN (SELECT unnest($2::BIGINT[]))",
            [str(path), [pair.number for pair in pairs]],
        ).fetchall()
    by_row = {row[0]: (Known(row[1], row[2]), Known(row[3], row[4])) for row in rows}
    found: dict[int, tuple[Known, Known]] = {}
    for pair in pairs:
        by_handle = {
            child_key.handle(key, one.source, one.record_id): one for one in by_row.get(pair.number, ())
        }
        if set(by_handle) == {pair.left, pair.right}:
            found[pair.pk] = by_handle[pair.left], by_handle[pair.right]
    return found


def clusters(folder: Path, asked: Collection[Known]) -> dict[Known, int]:
    """The cluster that a run put each of these records into, of those that it has."""
    path = folder / CLUSTERS
    if not asked or not path.exists():
        return {}
    with _connected() as duck:
        rows = duck.execute(
            "SELECT source, CAST(record_id AS VARCHAR), cluster FROM read_parquet($1)"
            " WHERE CAST(record_id AS VARCHAR) IN (SELECT unnest($2::VARCHAR[]))",
            [str(path), sorted({one.record_id for one in asked})],
        ).fetchall()
    found = {Known(source, number): cluster for source, number, cluster in rows}
    return {one: found[one] for one in asked if one in found}


def _numbers(folder: Path) -> Iterator[str]:
    """The number of every record of a delivery."""
    with _connected() as duck:
        for path in tables_of(folder):
            column = _key_of(duck, path)
            asked = duck.execute(
                f'SELECT DISTINCT CAST("{column}" AS VARCHAR) FROM read_parquet($1)'  # noqa: S608  # a column's name
                f' WHERE "{column}" IS NOT NULL',
                [str(path)],
            )
            while rows := asked.fetchmany(ROWS):
                for (number,) in rows:
                    yield number


def identities(asked: Collection[Known], sources: Iterable[Source]) -> dict[Known, Identity]:
    """Who each record is about, of those that are still held. The last of ``sources`` that has it counts."""
    told: dict[Known, Identity] = {}
    wanted: dict[str, set[str]] = {}
    for record in asked:
        wanted.setdefault(record.source, set()).add(record.record_id)
    with _connected() as duck:
        for source in sources:
            numbers = sorted(wanted.get(source.contract, ()))
            for path in tables_of(source.folder) if numbers else ():
                for number, values in _values(duck, path, numbers):
                    known = Known(source.contract, number)
                    told[known] = Identity(source.contract, number, source.file, values)
    return told


def _values(
    duck: duckdb.DuckDBPyConnection, path: Path, numbers: Sequence[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    column, held = _key_of(duck, path), _columns(duck, path)
    listed = ", ".join(f'"{role}"' if role in held else f'NULL AS "{role}"' for role in ROLES)
    rows = duck.execute(
        f'SELECT CAST("{column}" AS VARCHAR), {listed} FROM read_parquet($1)'  # noqa: S608  # names of columns
        f' WHERE CAST("{column}" AS VARCHAR) IN (SELECT unnest($2::VARCHAR[])) ORDER BY _row',
        [str(path), list(numbers)],
    ).fetchall()
    for number, *values in rows:
        yield number, dict(zip(ROLES, values, strict=True))


def digest(key: bytes, left: Identity | None, right: Identity | None) -> str:
    """A keyed hash of what two records say, by which one sees that they changed; empty where one is not held."""
    if left is None or right is None:
        return ""
    sides = sorted(
        (one.source, one.record_id, [str(one.values[role]) for role in ROLES]) for one in (left, right)
    )
    return hmac.new(key, json.dumps(["sightline: seen", sides]).encode(), hashlib.sha256).hexdigest()


def _key_of(duck: duckdb.DuckDBPyConnection, path: Path) -> str:
    return next(name for name in _columns(duck, path) if name != "_row")


def _columns(duck: duckdb.DuckDBPyConnection, path: Path) -> list[str]:
    described = duck.execute("DESCRIBE SELECT * FROM read_parquet($1)", [str(path)])
    return [str(row[0]) for row in described.fetchall()]


def _connected() -> duckdb.DuckDBPyConnection:
    duck = duckdb.connect()
    duck.execute("SET memory_limit = '400MB'")
    duck.execute("SET threads = 2")
    return duck
