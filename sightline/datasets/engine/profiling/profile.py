"""The profile of a delivery: how full each field is, how many values, from when to when, and its codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import duckdb

from ..contracts.model import Contract, Field, Kind, Table
from ..reading.model import RawTable
from ..reading.sheets import quoted

_TOP = 40  # codes
_MONTHS = 240


def profile(
    into: duckdb.DuckDBPyConnection, contract: Contract, tables: Sequence[RawTable]
) -> dict[str, Any]:
    """By table: its rows, rows by month, unknown headings, and by field the share that is filled and more.

    Of what tells who a child is there is only the share. Numbers of distinct values are approximate. JSON throughout.
    """
    return {raw.name: _table(into, contract.table(raw.name), raw) for raw in tables}


def _table(into: duckdb.DuckDBPyConnection, table: Table, raw: RawTable) -> dict[str, Any]:
    there = [field for field in table.fields if field.name in raw.columns]
    asked = ["count(*)"]
    for field in there:
        name = quoted(field.name)
        asked.append(f"count({name})")
        asked.append(f"approx_count_distinct({name})" if _told(field, table) else "NULL")
        ranged = _told(field, table) and field.kind in (Kind.DAY, Kind.INTEGER, Kind.NUMBER)
        asked += [f"min({name})", f"max({name})"] if ranged else ["NULL", "NULL"]
    rows, *figures = into.execute(f"SELECT {', '.join(asked)} FROM {quoted(table.name)}").fetchone() or (0,)
    fields = {}
    for number, field in enumerate(there):
        filled, distinct, least, most = figures[number * 4 : number * 4 + 4]
        about: dict[str, Any] = {"title": field.title, "filled": filled / rows if rows else None}
        if distinct is not None:
            about |= {"distinct": distinct}
        if least is not None:
            about |= {"least": _plain(least), "most": _plain(most)}
        if field.role is None and field.kind in (Kind.CODE, Kind.YES_NO):
            about["codes"] = _codes(into, table, field)
        fields[field.name] = about
    return {
        "title": table.title,
        "rows": rows,
        "months": _months(into, table) if table.dated in raw.columns else {},
        "unknown": list(raw.unknown),
        "missing": list(raw.missing),
        "fields": fields,
    }


def _told(field: Field, table: Table) -> bool:
    return field.role is None and field.name not in table.key


def _codes(into: duckdb.DuckDBPyConnection, table: Table, field: Field) -> dict[str, int]:
    name = quoted(field.name)
    rows = into.execute(
        f"SELECT CAST({name} AS VARCHAR), count(*) FROM {quoted(table.name)} WHERE {name} IS NOT NULL"
        f" GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT {_TOP}"
    ).fetchall()
    return {str(code): int(count) for code, count in rows}


def _months(into: duckdb.DuckDBPyConnection, table: Table) -> dict[str, int]:
    name = quoted(table.dated)
    rows = into.execute(
        f"SELECT strftime(date_trunc('month', {name}), '%Y-%m'), count(*) FROM {quoted(table.name)}"
        f" WHERE {name} IS NOT NULL GROUP BY 1 ORDER BY 1 DESC LIMIT {_MONTHS}"
    ).fetchall()
    return {str(month): int(count) for month, count in reversed(rows)}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
