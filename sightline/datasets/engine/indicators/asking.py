"""Asking a linked store: the SQL of an indicator, counted in periods and divided, in one query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from ..linked import MEMORY, manifest, quoted
from .model import Counts, Indicator

AGES = """CASE
    WHEN birth_month IS NULL OR birth_month > happened THEN NULL
    WHEN months < 12 THEN 'Under 1'
    WHEN months < 60 THEN '1 to 4'
    WHEN months < 120 THEN '5 to 9'
    WHEN months < 192 THEN '10 to 15'
    ELSE '16 and over'
END"""
SEXES = "CASE sex WHEN 'F' THEN 'Female' WHEN 'M' THEN 'Male' WHEN 'X' THEN 'Another' END"
COLUMNS = {"age": AGES, "sex": SEXES}
"""How a way that every child has is made of the columns of an indicator's SQL."""

MONTHS_OLD = "(year(happened) - year(birth_month)) * 12 + month(happened) - month(birth_month)"


class Span(NamedTuple):
    """A period to count in, both days included."""

    first: date
    last: date


class Cell(NamedTuple):
    """What was counted of one period and group: all rows, and of a share those that are part of it."""

    period: int
    groups: tuple[Any, ...]
    rows: int
    part: int


class NotThere(LookupError):
    """The store lacks a table or column that an indicator reads; its text says which, by the name of the field."""


@dataclass(frozen=True)
class Store:
    """A linked store that is open: its tables are read when they are asked for."""

    folder: Path
    con: duckdb.DuckDBPyConnection
    tables: Mapping[str, Mapping[str, Any]]

    def lacks(self, indicator: Indicator) -> str:
        """What of an indicator's columns is not in the store, in words; "" where nothing is missing."""
        return lacking(self.tables, indicator)


def lacking(tables: Mapping[str, Mapping[str, Any]], indicator: Indicator) -> str:
    """What of an indicator's columns is not in the tables of a store's manifest, in words; "" where all are there."""
    for name, columns in indicator.reads.items():
        if name not in tables:
            return name.replace("-", " ")
        for column in columns:
            if column not in tables[name]["columns"]:
                return f"{column.replace('_', ' ')} in {name.replace('-', ' ')}"
    return ""


def open_store(folder: Path, working_days: Iterable[date] = ()) -> Store:
    """Open a linked store; ``working_days`` are those of the time it covers and of half a year after."""
    tables = manifest(folder)["tables"]
    con = duckdb.connect()
    con.execute(f"SET memory_limit = '{MEMORY}'; SET threads = 2")
    for name in tables:
        path = quoted(folder / f"{name}.parquet")
        con.execute(f'CREATE VIEW "{name.replace("-", "_")}" AS SELECT * FROM read_parquet({path})')
    _number_days(con, sorted(set(working_days)))
    return Store(folder, con, tables)


def _number_days(con: duckdb.DuckDBPyConnection, days: Sequence[date]) -> None:
    """The table ``working_days``: every day from the first to the last, with how many were worked up to it.

    What is done on a day that nobody works is done by the next working day, whose number stands in ``done``.
    """
    con.execute("CREATE TABLE worked (day DATE)")
    if days:
        con.execute("INSERT INTO worked SELECT unnest($days)", {"days": list(days)})
    con.execute(
        """
        CREATE TABLE working_days AS
        SELECT every.day, count(worked.day) OVER (ORDER BY every.day) AS number,
            count(worked.day) OVER (ORDER BY every.day) + CASE WHEN worked.day IS NULL THEN 1 ELSE 0 END AS done
        FROM (
            SELECT CAST(unnest(generate_series(min(day), max(day), INTERVAL 1 DAY)) AS DATE) AS day FROM worked
        ) AS every
        LEFT JOIN worked ON worked.day = every.day
        """
    )


def query(
    indicator: Indicator, spans: Sequence[Span], ways: Sequence[str], where: Mapping[str, Sequence[str]]
) -> str:
    """The one query that answers an indicator; ``where`` gives the values of a way that count, "" for none stated."""
    known = {way.name for way in indicator.by}
    for name in (*ways, *where):
        if name not in known:
            raise ValueError(f"{indicator.key} cannot be divided by {name}.")
    periods = ", ".join(
        f"({place}, DATE '{span.first}', DATE '{span.last}')" for place, span in enumerate(spans)
    )
    columns = ", ".join(
        f"{COLUMNS.get(name, name)} AS {_way(name)}" for name in dict.fromkeys([*ways, *where])
    )
    counted = "count(DISTINCT child)" if indicator.counts is Counts.CHILDREN else "count(*)"
    part = "sum(part)" if indicator.counts is Counts.SHARE else "0"
    grouped = ", ".join(["period", *map(_way, ways)])
    share = ", part" if indicator.counts is Counts.SHARE else ""
    when = "" if indicator.of_the_period else "JOIN periods ON happened BETWEEN first_day AND last_day"
    wanted = " AND ".join(
        f"coalesce(CAST({_way(name)} AS VARCHAR), '') IN ({', '.join(map(_text, values))})"
        for name, values in where.items()
    )
    return f"""
        WITH periods AS (SELECT * FROM (VALUES {periods}) AS given (period, first_day, last_day)),
        things AS ({indicator.sql}),
        aged AS (SELECT *, {MONTHS_OLD} AS months FROM things),
        told AS (SELECT happened, child{share}{", period" if indicator.of_the_period else ""}
            {", " + columns if columns else ""} FROM aged)
        SELECT {grouped}, {counted} AS rows_counted, {part} AS part_counted
        FROM told {when}
        {"WHERE " + wanted if wanted else ""}
        GROUP BY {grouped}
        ORDER BY {grouped}
    """


def ask(
    store: Store,
    indicator: Indicator,
    spans: Sequence[Span],
    ways: Sequence[str] = (),
    where: Mapping[str, Sequence[str]] | None = None,
) -> list[Cell]:
    """What was counted in each span, by its place, divided by ``ways``; nothing where nothing was.

    Raises NotThere where the store lacks what the indicator reads.
    """
    if lacking := store.lacks(indicator):
        raise NotThere(lacking)
    width = len(ways)
    found = store.con.cursor().execute(query(indicator, spans, ways, where or {})).fetchall()
    return [Cell(row[0], tuple(row[1 : 1 + width]), row[-2], int(row[-1])) for row in found]


def values(store: Store, indicator: Indicator, way: str) -> list[str | None]:
    """Every value of a way that the store holds; None where something has none."""
    if store.lacks(indicator):
        return []
    everything = [Span(date(1900, 1, 1), date(2200, 1, 1))]
    return [cell.groups[0] for cell in ask(store, indicator, everything, (way,))]


def _way(name: str) -> str:
    return f'"by_{name}"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
