"""Reading what the checks of a delivery found, row by row, and forgetting the values in it.

The columns of the file: table, row, column (its heading as it stood), field, value, rule, severity, says. A value may
say something about a child, so whoever shows one has checked the right to see it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from sightline.datasets.engine import checking
from sightline.datasets.places import FINDINGS, MANIFEST
from sightline.foundation.files import ARRIVING

AT_HAND = 1000
"""How many are listed one by one where not all of them can be."""
COLUMNS = ("table", "row", "column", "field", "value", "rule", "severity", "says")
_READ = """
    SELECT "table", "row", "column", "field", "value", "rule", "severity", "says" FROM read_parquet($path)
    WHERE $severity IN ('', "severity") ORDER BY "severity", "table", "row", "field", "rule"
"""
_WITHOUT_VALUES = """SELECT * REPLACE (NULL::VARCHAR AS "value") FROM read_parquet($path)"""


def by_rule(folder: Path) -> list[dict[str, Any]]:
    """How often each rule found something in a delivery's folder, errors first: no values, no rows."""
    return [
        {
            "table": one.table,
            "column": one.field,
            "rule": one.id,
            "severity": one.severity,
            "says": one.says,
            "found": one.count,
        }
        for one in checking.by_rule(folder)
    ]


def first(folder: Path, severity: str = "", limit: int = AT_HAND) -> list[dict[str, Any]]:
    """The first findings of a delivery, errors before warnings; of one severity where it is given."""
    return list(islice(every(folder, severity), limit))


def every(folder: Path, severity: str = "") -> Iterator[dict[str, Any]]:
    """All findings in the same order, read as they are used; none where nothing was kept.

    Each says the ``place`` it stands at besides: the sheet, the element or the file, as it is called there.
    """
    path = folder / FINDINGS
    if not path.exists():
        return
    places = places_of(folder)
    with _connected() as connection:
        found = connection.execute(_READ, {"path": str(path), "severity": severity})
        while batch := found.fetchmany(AT_HAND):
            for row in batch:
                told = dict(zip(COLUMNS, row, strict=True))
                yield {**told, "place": places.get(told["table"], told["table"])}


def places_of(folder: Path) -> dict[str, str]:
    """What each table of a delivery is called in its file; nothing where that is not known."""
    try:
        tables = json.loads((folder / MANIFEST).read_text("utf-8"))["tables"]
        return {str(one["name"]): str(one["place"]) for one in tables}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def forget_values(folder: Path) -> None:
    """Take the values out of the findings for good, in one step; where there are no findings, nothing happens."""
    path = folder / FINDINGS
    if not path.exists():
        return
    beside = path.with_name(f"{ARRIVING}{path.name}")
    with _connected() as connection:
        connection.sql(_WITHOUT_VALUES, params={"path": str(path)}).write_parquet(str(beside))
    with beside.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(beside, path)


def _connected() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("SET memory_limit='500MB'; SET threads=2")
    return connection
