"""Asking every condition of every row in one pass, and locating what was found: row, column and value."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

import duckdb

from ..contracts.model import Contract, Field, Kind, Rule, Severity, Table
from ..reading.model import Deviation, RawTable
from ..reading.sheets import literal, quoted
from . import conditions
from .conditions import Condition
from .converting import said

MOST_KEPT = 100_000
"""Findings kept of one delivery; all of them are counted."""

_FINDINGS = """
CREATE TABLE findings (
    "table" VARCHAR, "row" BIGINT, "column" VARCHAR, field VARCHAR, value VARCHAR, rule VARCHAR, severity VARCHAR,
    says VARCHAR
)"""


@dataclass
class Judged:
    """``counts`` has how often each condition was found; ``unasked`` the rules that the file lacks columns for."""

    counts: list[tuple[Condition, int]] = field(default_factory=list)
    unasked: list[tuple[str, Rule]] = field(default_factory=list)
    rows_with_errors: int = 0
    repeats: dict[str, int] = field(default_factory=dict)

    def count(self, severity: Severity) -> int:
        return sum(count for condition, count in self.counts if condition.severity is severity)


def judge(
    into: duckdb.DuckDBPyConnection, contract: Contract, tables: Sequence[RawTable], today: date
) -> Judged:
    """Fill the table ``findings``, and take rows that repeat another out of the contract's tables."""
    judged = Judged()
    into.execute(_FINDINGS)
    for raw in tables:
        _deviations(into, raw, judged)
        _missing_columns(into, contract.table(raw.name), raw, judged)
    _no_rows(into, tables, judged)
    twice = {raw.name for raw in tables if _keys_stand_twice(into, contract.table(raw.name), raw, judged)}
    asked = {
        raw.name: _asked(contract.table(raw.name), raw, tables, today, judged, twice=raw.name in twice)
        for raw in tables
    }
    flagged = {raw.name: _flag(into, raw, asked[raw.name], judged) for raw in tables}
    found = max(1, sum(map(len, flagged.values())))
    for raw in tables:
        _locate(into, contract.table(raw.name), raw, flagged[raw.name], max(1, MOST_KEPT // found))
    return judged


def _asked(
    table: Table, raw: RawTable, tables: Sequence[RawTable], today: date, judged: Judged, *, twice: bool
) -> list[Condition]:
    there = raw.columns.keys()
    asked = list(conditions.implied(table, there))
    if twice:
        asked.append(conditions.twice(table))
    for rule in conditions.ruled(table, there, _names(tables), today, raw.blank):
        if isinstance(rule, Rule):
            judged.unasked.append((table.name, rule))
        else:
            asked.append(rule)
    return asked


def _names(tables: Sequence[RawTable]) -> Collection[str]:
    return {raw.name for raw in tables}


def _any_twice(into: duckdb.DuckDBPyConnection, table: Table) -> bool:
    key = ", ".join(map(quoted, table.key))
    name = quoted("twice_" + table.name)
    into.execute(
        f"CREATE OR REPLACE TABLE {name} AS SELECT {key} FROM {quoted(table.name)}"
        f" WHERE {quoted(table.key[0])} IS NOT NULL GROUP BY {key} HAVING count(*) > 1"
    )
    return bool(_one(into, f"SELECT count(*) FROM {name}"))


def _keys_stand_twice(into: duckdb.DuckDBPyConnection, table: Table, raw: RawTable, judged: Judged) -> bool:
    """Whether rows with one key say different things; rows that repeat one above in every field are taken out first."""
    if not table.key or not set(table.key) <= raw.columns.keys() or not _any_twice(into, table):
        return False
    key = ", ".join(map(quoted, table.key))
    keyed = f"({key})" if len(table.key) > 1 else key
    every = ", ".join(
        quoted(name)
        for (name,) in into.execute(
            "SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND column_name <> '_row'",
            [table.name],
        ).fetchall()
    )
    into.execute(
        f"CREATE TABLE {quoted('repeats_' + table.name)} AS SELECT _row FROM {quoted(table.name)}"
        f" WHERE {keyed} IN (SELECT {keyed} FROM {quoted('twice_' + table.name)})"
        f" QUALIFY row_number() OVER (PARTITION BY {every} ORDER BY _row) > 1"
    )
    count = int(_one(into, f"SELECT count(*) FROM {quoted('repeats_' + table.name)}"))
    if count:
        flagged = _flag(into, raw, [conditions.repeated(table)], judged)
        _locate(into, table, raw, flagged, MOST_KEPT // 10)
        into.execute(
            f"DELETE FROM {quoted(table.name)} WHERE _row IN (SELECT _row FROM {quoted('repeats_' + table.name)})"
        )
        judged.repeats[table.name] = count
        return _any_twice(into, table)
    return True


def _flag(
    into: duckdb.DuckDBPyConnection, raw: RawTable, asked: Sequence[Condition], judged: Judged
) -> list[tuple[int, Condition]]:
    """Ask all conditions of a table at once; those that found anything, by their column in ``flags_<table>``."""
    if not asked:
        return []
    flags = quoted("flags_" + raw.name)
    flagged = ", ".join(f"({condition.finds}) AS c{number}" for number, condition in enumerate(asked))
    # Every row is kept: a filter on the answers would make DuckDB ask each condition a second time.
    into.execute(f"CREATE OR REPLACE TABLE {flags} AS SELECT _row, {flagged} FROM {quoted(raw.name)}")
    errors = [f"c{number}" for number, condition in enumerate(asked) if condition.severity is Severity.ERROR]
    counted = [f"count(*) FILTER (c{number})" for number in range(len(asked))]
    counted.append(f"count(*) FILTER ({' OR '.join(errors)})" if errors else "0")
    *counts, with_errors = into.execute(f"SELECT {', '.join(counted)} FROM {flags}").fetchone() or ()
    judged.rows_with_errors += int(with_errors or 0)
    found = []
    for number, (condition, count) in enumerate(zip(asked, counts, strict=True)):
        judged.counts.append((condition, int(count or 0)))
        if count:
            found.append((number, condition))
    return found


def _locate(
    into: duckdb.DuckDBPyConnection,
    table: Table,
    raw: RawTable,
    flagged: Sequence[tuple[int, Condition]],
    most: int,
) -> None:
    """Put the first findings of each condition into ``findings``, with the value as it stands in the file."""
    if not flagged:
        return
    flags = quoted("flags_" + table.name)
    hits = [f"c{number}" for number, _ in flagged]
    into.execute(
        f"CREATE OR REPLACE TABLE hits AS SELECT _row, {', '.join(hits)} FROM {flags} WHERE {' OR '.join(hits)}"
    )
    firsts = " UNION ALL ".join(
        f"(SELECT {number} AS c, _row FROM hits WHERE c{number} ORDER BY _row LIMIT {most})"
        for number, _ in flagged
    )
    headings = {**raw.blank, **raw.columns}
    meant = ", ".join(
        f"({number}, {literal(condition.id)}, {literal(condition.field)},"
        f" {literal(headings.get(condition.field, ''))}, {literal(condition.severity)}, {literal(condition.says)})"
        for number, condition in flagged
    )
    pointed = sorted({condition.field for _, condition in flagged if condition.field in raw.columns})
    values = " ".join(f"WHEN {literal(name)} THEN {_text(table.field(name))}" for name in pointed)
    value = f"CASE m.field {values} END" if values else "CAST(NULL AS VARCHAR)"
    into.execute(
        f"INSERT INTO findings"
        f" SELECT {literal(table.name)}, f._row, m.heading, m.field, {value}, m.id, m.severity, m.says"
        f" FROM ({firsts}) AS f"
        f" JOIN (VALUES {meant}) AS m (c, id, field, heading, severity, says) ON m.c = f.c"
        f" JOIN {quoted(raw.name)} AS t ON t._row = f._row"
    )


def _text(one: Field) -> str:
    """The text of a field as it stands in the file, but for spaces around it."""
    return quoted(one.name) if one.kind is Kind.TEXT else said(one)


def _deviations(into: duckdb.DuckDBPyConnection, raw: RawTable, judged: Judged) -> None:
    if not raw.deviated:
        return
    condition = Condition(
        id=f"{raw.name}.deviation",
        table=raw.name,
        field="",
        severity=Severity.WARNING,
        says="The file does otherwise than agreed here, and is read all the same.",
        finds="",
    )
    judged.counts.append((condition, raw.deviated))
    into.executemany(
        "INSERT INTO findings VALUES (?, ?, ?, '', ?, ?, ?, ?)",
        [
            (raw.name, one.row, one.column, one.value, condition.id, condition.severity, _sentence(one))
            for one in raw.deviations
        ],
    )


def _sentence(one: Deviation) -> str:
    subject = f"“{one.column}”" if one.column else "The row"
    return f"{subject} {one.says}." if one.says[:1].islower() else one.says


def _missing_columns(into: duckdb.DuckDBPyConnection, table: Table, raw: RawTable, judged: Judged) -> None:
    """A required field without a column is one error at the headings, not one in every row."""
    for name in raw.missing:
        found = table.field(name)
        if found.required or name in table.key:
            condition = Condition(
                id=f"{table.name}.{name}.no-column",
                table=table.name,
                field=name,
                severity=Severity.ERROR,
                says=f"There is no column for “{found.title}”. Add it, and give it that heading.",
                finds="",
            )
            judged.counts.append((condition, 1))
            into.execute(
                "INSERT INTO findings VALUES (?, 1, ?, ?, NULL, ?, ?, ?)",
                [table.name, found.title, name, condition.id, condition.severity, condition.says],
            )


def _no_rows(into: duckdb.DuckDBPyConnection, tables: Sequence[RawTable], judged: Judged) -> None:
    """A file of headings alone may be meant, or a query that went wrong: it is told, and taken."""
    if not tables or any(_one(into, f"SELECT count(*) FROM {quoted(raw.name)}") for raw in tables):
        return
    condition = Condition(
        id=f"{tables[0].name}.no-rows",
        table=tables[0].name,
        field="",
        severity=Severity.WARNING,
        says="There is no row below the headings. That is right only if nothing happened.",
        finds="",
    )
    judged.counts.append((condition, 1))
    into.execute(
        "INSERT INTO findings VALUES (?, 1, '', '', NULL, ?, ?, ?)",
        [condition.table, condition.id, condition.severity, condition.says],
    )


def _one(into: duckdb.DuckDBPyConnection, asked: str) -> int:
    row = into.execute(asked).fetchone()
    assert row is not None
    return int(row[0])
