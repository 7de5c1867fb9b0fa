"""Reading the findings that were stored with a delivery. Their values are of single children: mind who is asking."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ..reading.sheets import literal


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What is wrong at one cell: ``column`` is the heading as it stood, ``value`` what stood there."""

    table: str
    row: int
    column: str
    field: str
    value: str | None
    rule: str
    severity: str
    says: str


@dataclass(frozen=True, kw_only=True)
class RuleFound:
    """How often a rule was broken in a delivery; nothing of it is about a single child."""

    id: str
    table: str
    field: str
    severity: str
    says: str
    count: int


def findings(folder: Path, limit: int = 1_000, offset: int = 0, *, rule: str = "") -> list[Finding]:
    """Those kept of a delivery, errors first and then in the order of the file; of one rule, if it is named."""
    path = literal(str(folder / "findings.parquet"))
    with duckdb.connect() as asked:
        rows = asked.execute(
            f'SELECT "table", "row", "column", field, value, rule, severity, says FROM read_parquet({path})'
            f' WHERE ? IN (\'\', rule) ORDER BY severity, "table", "row", field, rule LIMIT ? OFFSET ?',
            [rule, limit, offset],
        ).fetchall()
    names = Finding.__dataclass_fields__.keys()
    return [Finding(**dict(zip(names, row, strict=True))) for row in rows]


def by_rule(folder: Path) -> list[RuleFound]:
    """How often each rule was broken, all findings counted: errors first, the most frequent first."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    found = [RuleFound(**rule) for rule in manifest["found"] if rule["count"]]
    return sorted(found, key=lambda rule: (rule.severity, -rule.count, rule.id))
