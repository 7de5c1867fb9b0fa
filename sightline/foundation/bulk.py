"""Writing many rows at once: what the ORM does one object at a time, done in one statement.

An import of ten thousand bookings is the ordinary case, so the floor is the database's own speed:
``executemany`` on SQLite, ``COPY`` on PostgreSQL. Values must already be of the columns' types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, models

T = TypeVar("T")


def batched(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most ``size`` things, in order."""
    iterator = iter(things)
    while batch := list(islice(iterator, size)):
        yield batch


def reserve_ids(model: type[models.Model], count: int) -> Sequence[int]:
    """``count`` primary keys that no other row has or will get. Call it inside the writing transaction."""
    name = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [name, count]
            )
            return [row[0] for row in cursor.fetchall()]
        # SQLite counts a table's ids in one row of its own, which we move on as an insertion would.
        cursor.execute(
            "UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s RETURNING seq", [count, name]
        )
        counted = cursor.fetchone()
        if counted is None:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, count])
        last = counted[0] if counted else count
        return range(last - count + 1, last + 1)


def insert_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows given as tuples in the order of ``fields`` (names of model fields); the others get their default."""
    columns: list[Any] = [model._meta.get_field(name) for name in fields]
    rest = [f for f in model._meta.concrete_fields if f not in columns and not f.primary_key and not f.null]
    if rest:
        defaults = tuple(column.get_default() for column in rest)
        columns += rest
        rows = ((*row, *defaults) for row in rows)
    quoted = ", ".join(connection.ops.quote_name(column.column) for column in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            slots = ", ".join(["?"] * len(columns))
            prepared = _for_sqlite(columns, rows)
            cursor.cursor.connection.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({slots})", prepared)  # noqa: S608


def update_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Give rows other values: each is its primary key and then its values in the order of ``fields``."""
    columns: list[Any] = [model._meta.get_field(name) for name in fields]
    given = ", ".join(f"{connection.ops.quote_name(column.column)} = %s" for column in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET {given} WHERE id = %s",  # noqa: S608
            [
                [*(c.get_db_prep_save(v, connection) for c, v in zip(columns, values, strict=True)), pk]
                for pk, *values in rows
            ],
        )


def _for_sqlite(columns: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterable[Sequence[Any]]:
    """Dates, times and decimals as Django stores them in SQLite; rows without any pass through untouched."""
    adapters = {
        position: adapter
        for position, column in enumerate(columns)
        if (adapter := _ADAPTERS.get(column.get_internal_type()))
    }
    if not adapters:
        return rows
    return (
        [adapters[i](v) if i in adapters and v is not None else v for i, v in enumerate(row)] for row in rows
    )


_ADAPTERS: dict[str, Callable[[Any], Any]] = {
    "DateField": lambda value: value.isoformat(),
    "DateTimeField": lambda value: value.astimezone(UTC).replace(tzinfo=None).isoformat(" "),
    "DecimalField": str,
    "BooleanField": int,
}


def plan_afresh() -> None:
    """Let SQLite look again at how its tables are filled, as PostgreSQL does by itself, so that it plans well."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 400")
            cursor.execute("PRAGMA optimize")
