"""From text as it stood to days, codes and numbers, set-based: one statement for what is written as most of it is.

A first look at some rows shows how a column is written, and that becomes SQL. Of what this leaves unread each distinct
text is then looked at singly, so odd cells cost little and a million usual ones less.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import duckdb

from ..contracts.conditions import SQL_TYPES
from ..contracts.model import Field, Kind, Table
from ..contracts.spelling import AS_USUAL
from ..contracts.values import EARLIEST, LATEST, NOTHING, Meant, meaning, way_of
from ..reading.delimited import read_csv
from ..reading.model import RawTable
from ..reading.sheets import literal, quoted

_LOOKED_AT = 20_000  # rows
_MOST_SPELLINGS = 200  # of a code that are worth a line of SQL
_MOST_WAYS = 3  # of writing a day
_BATCH = 10_000


def convert(into: duckdb.DuckDBPyConnection, table: Table, raw: RawTable, work: Path) -> None:
    """Make ``<table>`` of ``raw_<table>``: ``_row``, a typed column per field, and ``_said_<field>`` beside it.

    The latter has the text of whatever is not text, so a value without its meaning is one that cannot be read. Fields
    without a column are NULL; rows without a single value are left out.
    """
    there = [field for field in table.fields if field.name in raw.columns]
    judged = [field for field in there if field.kind is not Kind.TEXT]
    seen = _spellings(into, raw, judged)
    columns = ["_row"]
    for field in table.fields:
        name, kind = quoted(field.name), SQL_TYPES[field.kind]
        if field.name not in raw.columns:
            columns.append(f"CAST(NULL AS {kind}) AS {name}")
        elif field.kind is Kind.TEXT:
            columns.append(f"{_text(name)} AS {name}")
        else:
            columns.append(f"{_read(field, seen[field.name])} AS {name}")
            columns.append(f"{name} AS {said(field)}")
    anything = " OR ".join(f"{quoted(field.name)} IS NOT NULL" for field in there)
    into.execute(
        f"CREATE TABLE {quoted(table.name)} AS SELECT {', '.join(columns)} FROM {quoted('raw_' + table.name)}"
        f" WHERE {anything}"
    )
    for field in judged:
        _look_closer(into, table, field, work)


def said(field: Field) -> str:
    """The column that has a field's text as it stands in the file."""
    return quoted("_said_" + field.name)


def unread(field: Field) -> str:
    """True of a cell that says something which cannot be read; of text never."""
    return (
        "false"
        if field.kind is Kind.TEXT
        else f"({quoted(field.name)} IS NULL AND {said(field)} IS NOT NULL)"
    )


def _spellings(
    into: duckdb.DuckDBPyConnection, raw: RawTable, judged: list[Field]
) -> Mapping[str, Counter[str]]:
    """How often each spelling stands in the first rows, by field."""
    seen = {field.name: Counter[str]() for field in judged}
    if judged:
        names = ", ".join(quoted(field.name) for field in judged)
        rows = into.execute(f"SELECT {names} FROM {quoted('raw_' + raw.name)} LIMIT {_LOOKED_AT}").fetchall()
        for field, values in zip(judged, zip(*rows, strict=True), strict=False):
            seen[field.name].update(value for value in values if value is not None)
    return seen


def _text(name: str) -> str:
    nothing = ", ".join(map(literal, ("", *NOTHING)))
    # Most cells are longer than any word for nothing and have no space to take off, which is soon seen.
    longer = f"strlen({name}) > {max(map(len, NOTHING))}"
    as_it_stands = f"{longer} AND NOT starts_with({name}, ' ') AND NOT ends_with({name}, ' ')"
    return f"CASE WHEN {as_it_stands} THEN {name} WHEN trim({name}) NOT IN ({nothing}) THEN trim({name}) END"


def _read(field: Field, seen: Counter[str]) -> str:
    """SQL for what most cells of a column mean, and NULL for what is to be looked at closer."""
    name = quoted(field.name)
    match field.kind:
        case Kind.DAY:
            return _day(field, name, seen)
        case Kind.INTEGER:
            return f"CASE WHEN regexp_full_match({name}, '[0-9]{{1,15}}') THEN TRY_CAST({name} AS BIGINT) END"
        case Kind.NUMBER:
            return (
                f"CASE WHEN regexp_full_match({name}, '[0-9.]{{1,24}}') THEN TRY_CAST({name} AS DOUBLE) END"
            )
    cases = ""
    for spelling, _ in seen.most_common(_MOST_SPELLINGS):
        meant = meaning(field, spelling)
        if meant and meant.value is not None:
            cases += f" WHEN {literal(spelling)} THEN {literal(meant.value)}"
    kind = SQL_TYPES[field.kind]
    return f"CAST(CASE {name}{cases} END AS {kind})" if cases else f"CAST(NULL AS {kind})"


def _day(field: Field, name: str, seen: Counter[str]) -> str:
    ways: Counter[str] = Counter()
    for spelling, often in seen.items():
        found = way_of(spelling, field.days or AS_USUAL)
        if found and found[2]:  # written as one pattern says, with nothing to take off first
            ways[found[0]] += often
    tried = [_day_by(name, way) for way, _ in ways.most_common(_MOST_WAYS)]
    if not tried:
        return "CAST(NULL AS DATE)"
    return tried[0] if len(tried) == 1 else f"coalesce({', '.join(tried)})"


def _day_by(name: str, way: str) -> str:
    """A day written one way. DuckDB takes a year of two digits for one of four, hence the bounds."""
    asked = f"{name}" if way == "%Y-%m-%d" else f"try_strptime({name}, {literal(way)})"
    day = f"TRY_CAST({asked} AS DATE)"
    return f"CASE WHEN {day} BETWEEN DATE '{EARLIEST}' AND DATE '{LATEST}' THEN {day} END"


def _look_closer(into: duckdb.DuckDBPyConnection, table: Table, field: Field, work: Path) -> None:
    """Give each cell that is left its meaning, where it has one; those that mean nothing become blank."""
    name, column, text = quoted(table.name), quoted(field.name), said(field)
    path = work / "meant.csv"
    asked = into.cursor()
    asked.execute(f"SELECT DISTINCT {text} FROM {name} WHERE {unread(field)}")
    found = False
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        while rows := asked.fetchmany(_BATCH):
            for (found_text,) in rows:
                meant: Meant | None = meaning(field, found_text)
                if meant:
                    writer.writerow([found_text, meant.value or ""])
                    found = True
    asked.close()
    if found:
        source = read_csv(path, {"said": "VARCHAR", "meant": "VARCHAR"})
        into.execute(
            f"UPDATE {name} SET {column} = CAST(m.meant AS {SQL_TYPES[field.kind]}),"
            f" {text} = CASE WHEN m.meant IS NOT NULL THEN {text} END"
            f" FROM {source} AS m WHERE {unread(field)} AND {text} = m.said"
        )
    path.unlink()
