"""What happened to children, put together from all deliveries that count and under one key for each child.

A linked store is a folder of Parquet, one file for each table of a data set, and is never changed: it is built anew
beside the one in use. It holds no name, no day of birth and no sender's number.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from sightline.datasets.engine.contracts.model import Contract, Delivers, Role, Table

MEMORY = "800MB"
ARRIVING = "arriving-"
MANIFEST = "manifest.json"
CLUSTERS = "clusters.parquet"


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """A delivery that counts. ``day`` is the reference day of a whole return, which a later one for it replaces.

    ``number`` and ``agency`` are the caller's own, and come back in the columns ``_delivery`` and ``agency``;
    ``name`` is the file's, by which the linkage knows its records.
    """

    contract: Contract
    folder: Path
    name: str
    number: int
    agency: int | None = None
    day: date | None = None


@dataclass(frozen=True, kw_only=True)
class Held:
    """A table of a linked store: its rows, how many have a child, and the first and last governing date."""

    rows: int
    linked: int
    columns: tuple[str, ...]
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True)
class Built:
    """A linked store as it was built, its tables by name: ``social-care-contacts``, ``cin-census-assessments``."""

    folder: Path
    tables: dict[str, Held] = field(default_factory=dict)


def table_name(contract: Contract, table: Table) -> str:
    """What a table is called in the store: by its data set alone where that has no other table."""
    return contract.key if len(contract.tables) == 1 else f"{contract.key}-{table.name}"


def build(deliveries: Sequence[Delivered], linkage_folder: Path | None, into_folder: Path) -> Built:
    """Build a linked store from deliveries, the earliest first; without a linkage no row has a child.

    Of records, the latest delivery of a key counts; a whole return takes the place of one for the same day, and of
    what several returns say of one child and day, that of the latest counts. ``into_folder`` is there whole or not at
    all. Raises FileExistsError where it is there already.
    """
    if into_folder.exists():
        raise FileExistsError(f"{into_folder.name} is there already; a linked store is never changed.")
    into_folder.parent.mkdir(parents=True, exist_ok=True)
    arriving = Path(tempfile.mkdtemp(prefix=ARRIVING, dir=into_folder.parent))
    try:
        built = Built(into_folder, _tables(deliveries, linkage_folder, arriving))
        _write_manifest(arriving / MANIFEST, deliveries, linkage_folder, built)
        os.replace(arriving, into_folder)
    except BaseException:
        shutil.rmtree(arriving, ignore_errors=True)
        raise
    return built


def manifest(folder: Path) -> dict[str, Any]:
    """What a linked store says of itself: its deliveries, its linkage, and each table with rows and columns."""
    said: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
    return said


def _tables(deliveries: Sequence[Delivered], linkage_folder: Path | None, arriving: Path) -> dict[str, Held]:
    scratch = arriving / "scratch"
    scratch.mkdir()
    held: dict[str, Held] = {}
    with duckdb.connect() as con:
        con.execute(f"SET memory_limit = '{MEMORY}'; SET threads = 2; SET preserve_insertion_order = false")
        con.execute(f"SET temp_directory = {quoted(scratch)}")
        _read_clusters(con, linkage_folder)
        by_contract = sorted(deliveries, key=lambda one: one.contract.key)
        for _, group in groupby(by_contract, key=lambda one: one.contract.key):
            counted = _counted(list(group))
            contract = counted[-1].contract
            for table in contract.tables:
                there = [one for one in counted if _events(one, table).exists()]
                if there:
                    name = table_name(contract, table)
                    held[name] = _write(con, contract, table, there, arriving / f"{name}.parquet")
    shutil.rmtree(scratch)
    return held


def _counted(deliveries: list[Delivered]) -> list[Delivered]:
    """The deliveries of one data set that still count, the one that is to win last."""
    if deliveries[-1].contract.delivers is not Delivers.SNAPSHOT:
        return deliveries
    latest = {(one.agency, one.day): one for one in deliveries}
    return sorted(latest.values(), key=lambda one: one.day or date.min)


def _events(one: Delivered, table: Table) -> Path:
    return one.folder / "events" / f"{table.name}.parquet"


def _read_clusters(con: duckdb.DuckDBPyConnection, folder: Path | None) -> None:
    if folder is None:
        con.execute("CREATE TABLE clusters (source VARCHAR, file VARCHAR, record_id VARCHAR, child VARCHAR)")
        return
    con.execute(
        "CREATE TABLE clusters AS"
        " SELECT source, file, CAST(record_id AS VARCHAR) AS record_id, any_value(child) AS child"
        f" FROM read_parquet({quoted(folder / CLUSTERS)}) GROUP BY ALL"
    )


def _write(
    con: duckdb.DuckDBPyConnection, contract: Contract, table: Table, deliveries: list[Delivered], to: Path
) -> Held:
    key = [_column(name) for name in table.key]
    own = key[0] if key else "_row"
    # Of a key, its first field is the sender's number; the others, such as a day, say what happened.
    apart = {*table.key[:1], "_row", "_place", "_delivery", "agency", "file"}
    apart |= {known.name for known in table.fields if known.role and known.role is not Role.SEX}
    parts = " UNION ALL BY NAME ".join(
        f"SELECT *, {place} AS _place FROM read_parquet({quoted(_events(one, table))})"
        for place, one in enumerate(deliveries)
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE deliveries (_place INTEGER, _delivery BIGINT, agency BIGINT, file VARCHAR)"
    )
    con.executemany(
        "INSERT INTO deliveries VALUES (?, ?, ?, ?)",
        [(place, one.number, one.agency, one.name) for place, one in enumerate(deliveries)],
    )
    # Without the salt, which nobody keeps, a sender's number could be found again by trying all there are.
    salt = secrets.token_hex(16)
    latest = _latest(contract, table)
    con.execute(
        f"CREATE OR REPLACE TEMP VIEW events AS SELECT * FROM ({parts}) JOIN deliveries USING (_place)"
    )
    columns = [row[0] for row in con.execute("DESCRIBE events").fetchall()]
    kept = [_column(name) for name in columns if name not in apart]
    con.execute(
        f"""
        COPY (
            WITH counted AS (SELECT * FROM events QUALIFY {latest} = 1)
            SELECT {", ".join(f"e.{name}" for name in kept)}, e.agency, e._delivery,
                coalesce(here.child, elsewhere.child) AS child,
                md5(concat_ws(chr(31), '{salt}', e.agency, e.{own})) AS own
            FROM counted e
            LEFT JOIN (SELECT file, record_id, child FROM clusters WHERE source = $source) here
                ON here.file = e.file AND here.record_id = CAST(e.{own} AS VARCHAR)
            LEFT JOIN (
                SELECT record_id, min(child) AS child FROM clusters WHERE source = $source
                GROUP BY record_id HAVING count(DISTINCT child) = 1
            ) elsewhere ON elsewhere.record_id = CAST(e.{own} AS VARCHAR)
        ) TO {quoted(to)} (FORMAT parquet, COMPRESSION zstd)
        """,
        {"source": contract.key},
    )
    return _held(con, table, to)


def _latest(contract: Contract, table: Table) -> str:
    """SQL that is 1 for what counts of all that deliveries say of one thing.

    Whole returns number what a child had anew each time, so it is the same thing that has the same day.
    """
    key = [_column(name) for name in table.key]
    if contract.delivers is Delivers.SNAPSHOT and key and table.dated:
        return f"rank() OVER (PARTITION BY agency, {key[0]}, {_column(table.dated)} ORDER BY _place DESC)"
    if not key:
        return "row_number() OVER (PARTITION BY _place, _row)"  # nothing tells its rows apart: each counts
    return f"row_number() OVER (PARTITION BY {', '.join(['agency', *key])} ORDER BY _place DESC, _row DESC)"


def _held(con: duckdb.DuckDBPyConnection, table: Table, path: Path) -> Held:
    columns = tuple(row[0] for row in con.execute(f"DESCRIBE SELECT * FROM {quoted(path)}").fetchall())
    dated = _column(table.dated) if table.dated in columns else "NULL::DATE"
    found = con.execute(
        f"SELECT count(*), count(child), min({dated}), max({dated}) FROM {quoted(path)}"
    ).fetchone()
    assert found  # an aggregate has one row
    return Held(rows=found[0], linked=found[1], columns=columns, first_day=found[2], last_day=found[3])


def _write_manifest(
    path: Path, deliveries: Sequence[Delivered], linkage_folder: Path | None, built: Built
) -> None:
    said = {
        "deliveries": [
            {"number": one.number, "contract": one.contract.key, "folder": one.folder.name}
            for one in deliveries
        ],
        "linkage": linkage_folder.name if linkage_folder else None,
        "tables": {name: asdict(held) for name, held in sorted(built.tables.items())},
    }
    path.write_text(json.dumps(said, indent=1, default=str))


def _column(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def quoted(path: Path) -> str:
    """A path as SQL writes text."""
    return "'" + str(path).replace("'", "''") + "'"
