"""Splitting what was delivered into who it is about and what happened, which are kept apart and erased apart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from ..contracts.model import Field, Kind, Role, Table
from ..reading.sheets import literal, quoted

MANIFEST = "manifest.json"
_SEXES = ("F", "M")
_OF_WHOM = "_of_"
_NOT_KNOWN = ("U", "0")
"""Codes of a sex that say it is not known, in which case there is none."""


def write_tables(
    into: duckdb.DuckDBPyConnection, table: Table, folder: Path, mark: str, whose: Table | None = None
) -> dict[str, dict[str, str]]:
    """Write ``events/<table>.parquet`` and, where anybody is named, ``identity/<table>.parquet``; their schemas.

    A row without a key gets one made of its number and ``mark``, which is of this file alone; of two rows with one key
    of a single field, the later gets its number behind it. So every row can be told from every other, and none is lost.
    ``whose`` is the table that says whom the rows are about, where their own does not.
    """
    key = _keys(table, mark)
    name = quoted(table.name)
    numbered = name
    if len(table.key) == 1:
        first = quoted(table.key[0])
        numbered = (
            f"(SELECT *, {first} IS NOT NULL AND {first} IN (SELECT {first} FROM {quoted('twice_' + table.name)})"
            f" AND row_number() OVER (PARTITION BY {first} ORDER BY _row) > 1 AS _again FROM {name})"
        )
        if not _has(into, "twice_" + table.name) or not _any(into, "twice_" + table.name):
            numbered = f"(SELECT *, false AS _again FROM {name})"
    source = f"{_with_whom(numbered, whose) if whose else numbered} AS t"
    written = {
        "events": _copy(into, ["_row", *key, *_events(table, whose)], source, folder / "events", table)
    }
    identity = _identity(table)
    if identity:
        written["identity"] = _copy(into, ["_row", *key, *identity], source, folder / "identity", table)
    return written


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write what is known of a delivery beside its tables."""
    text = json.dumps(manifest, ensure_ascii=False, indent=1, default=str)
    (folder / MANIFEST).write_text(text, "utf-8")


def _copy(
    into: duckdb.DuckDBPyConnection, columns: list[str], source: str, folder: Path, table: Table
) -> dict[str, str]:
    folder.mkdir(exist_ok=True)
    path = folder / f"{table.name}.parquet"
    select = f"SELECT {', '.join(columns)} FROM {source}"
    into.execute(
        f"COPY ({select}) TO {literal(str(path))} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)"
    )
    about = into.execute(f"DESCRIBE {select}").fetchall()
    return {str(column): str(kind) for column, kind, *_ in about}


def _keys(table: Table, mark: str) -> list[str]:
    keys = []
    for place, name in enumerate(table.key):
        column = quoted(name)
        if place == 0 and table.field(name).kind in (Kind.TEXT, Kind.CODE):
            made = f"coalesce({column}, '(row ' || _row || ' of {mark})')"
            if len(table.key) == 1:
                made = f"CASE WHEN _again THEN {column} || ' (row ' || _row || ')' ELSE {made} END"
            keys.append(f"{made} AS {column}")
        else:
            keys.append(column)
    return keys


def _events(table: Table, whose: Table | None) -> list[str]:
    """All fields that say what happened, and of the child only what groups it: sex, month of birth, district."""
    columns = [
        quoted(field.name) for field in table.fields if field.role is None and field.name not in table.key
    ]
    taken = {field.name for field in table.fields if field.role is None}
    theirs = (
        {role: replace(field, name=_OF_WHOM + field.name) for role, field in _roles(whose).items()}
        if whose
        else {}
    )
    roles = {**theirs, **_roles(table)}
    derived = {
        "sex": _sex(roles.get(Role.SEX)),
        "birth_month": _month(roles.get(Role.BORN)),
        "district": _district(roles.get(Role.POSTCODE)),
    }
    return columns + [f"{sql} AS {name}" for name, sql in derived.items() if name not in taken]


def _with_whom(rows: str, whose: Table) -> str:
    """Rows beside what is known of the child they are about: the first of that number, if there are several."""
    key = quoted(whose.key[0])
    known = ", ".join(
        f"w.{quoted(field.name)} AS {quoted(_OF_WHOM + field.name)}" for field in _roles(whose).values()
    )
    return (
        f"(SELECT n.*, {known} FROM {rows} AS n LEFT JOIN"
        f" (SELECT DISTINCT ON ({key}) * FROM {quoted(whose.name)} ORDER BY {key}, _row) AS w ON n.{key} = w.{key})"
    )


def _identity(table: Table) -> list[str]:
    """The child's identity by role; a second field of a role, such as a former name, by its own name."""
    roles = _roles(table)
    columns = []
    for field in table.fields:
        if field.role is None:
            continue
        first = roles[field.role] is field
        name = field.role.value if first else field.name
        if name in table.key:
            continue
        sql = _sex(field) if field.role is Role.SEX else quoted(field.name)
        columns.append(f"{sql} AS {quoted(name)}")
    return columns


def _roles(table: Table) -> dict[Role, Field]:
    roles: dict[Role, Field] = {}
    for field in table.fields:
        if field.role is not None:
            roles.setdefault(field.role, field)
    return roles


def _sex(field: Field | None) -> str:
    if field is None:
        return "CAST(NULL AS VARCHAR)"
    name = quoted(field.name)
    known, unknown = (", ".join(map(literal, codes)) for codes in (_SEXES, _NOT_KNOWN))
    return f"CASE WHEN {name} IN ({known}) THEN {name} WHEN {name} NOT IN ({unknown}) THEN 'X' END"


def _month(field: Field | None) -> str:
    return f"CAST(date_trunc('month', {quoted(field.name)}) AS DATE)" if field else "CAST(NULL AS DATE)"


def _district(field: Field | None) -> str:
    if field is None:
        return "CAST(NULL AS VARCHAR)"
    bare = f"replace(upper({quoted(field.name)}), ' ', '')"
    whole = f"strlen({bare}) BETWEEN 5 AND 7 AND {bare} GLOB '[A-Z]*[0-9][A-Z][A-Z]'"
    return f"CASE WHEN {whole} THEN left({bare}, length({bare}) - 3) END"


def _has(into: duckdb.DuckDBPyConnection, name: str) -> bool:
    return bool(
        into.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = ?", [name]).fetchone() != (0,)
    )


def _any(into: duckdb.DuckDBPyConnection, name: str) -> bool:
    return into.execute(f"SELECT 1 FROM {quoted(name)} LIMIT 1").fetchone() is not None
