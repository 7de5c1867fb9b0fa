"""Records as lines of JSON that mean the same whichever database they came from, and back again."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import DatabaseError, connection, models

from sightline.foundation.bulk import batched
from sightline.home.safekeeping.manifest import Table
from sightline.home.safekeeping.refusals import NotABackup, NotPossible

BATCH = 2000
MADE_ANEW = {
    "contenttypes.contenttype",
    "auth.permission",
    "auth.group",
    "auth.group_permissions",
    "sessions.session",
}
"""What migrating makes by itself, and sessions: whoever was signed in signs in again."""
PLAIN = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.BooleanField,
    models.FloatField,
    models.ForeignKey,
)


def kept_models() -> list[type[models.Model]]:
    """Every model whose records a backup holds, by name."""
    every = apps.get_models(include_auto_created=True)
    kept = [
        m for m in every if m._meta.managed and not m._meta.proxy and m._meta.label_lower not in MADE_ANEW
    ]
    return sorted(kept, key=lambda model: model._meta.label_lower)


def columns_of(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def lines_of(model: type[models.Model]) -> Iterator[bytes]:
    """Every record of a model as one line, in the order of their keys; not more than a few in memory."""
    rows = model._base_manager.order_by("pk").values_list(*columns_of(model))
    for row in rows.iterator(chunk_size=BATCH):
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_plain).encode() + b"\n"


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(value).decode()
    raise TypeError(f"no line can hold a {type(value).__name__}")


def last_id(model: type[models.Model]) -> int | None:
    """The highest number that was ever given to a record, so that none is given twice."""
    if not isinstance(model._meta.pk, models.AutoField):
        return None
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        else:
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, model._meta.pk.column])
            (sequence,) = cursor.fetchone()
            cursor.execute(f"SELECT last_value FROM {sequence} WHERE is_called")  # noqa: S608  # its own name
        found = cursor.fetchone()
    return int(found[0]) or None if found else None


def any_order() -> None:
    """Let records come before those they point to; whether all are there is looked at in the end."""
    if connection.vendor == "postgresql":  # on SQLite it is always so; here migrations ask for the opposite
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def load(model: type[models.Model], table: Table, lines: Iterable[bytes]) -> None:
    """Put the records of a table into an empty model. Raises NotABackup for what does not fit it."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    if set(table.columns) != set(fields):
        raise NotABackup(f"Its table {table.model} has other columns than that version of Sightline had.")
    chosen = [fields[name] for name in table.columns]
    prepare = [_preparing(field) for field in chosen]
    count = 0
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
    for batch in batched(lines, BATCH):
        rows = [_row(table, prepare, line) for line in batch]
        count += len(rows)
        try:
            with connection.wrap_database_errors:
                _insert(model, chosen, rows)
        except DatabaseError as problem:
            said = str(problem).strip().partition("\n")[0]
            raise NotPossible(f"The database did not take the records of {table.model}: {said}.") from None
    if count != table.rows:
        raise NotABackup(f"Its table {table.model} holds {count:,} records where it says {table.rows:,}.")


def _row(table: Table, prepare: Sequence[Callable[[Any], Any] | None], line: bytes) -> list[Any]:
    try:
        values = json.loads(line)
        return [
            value if value is None or made is None else made(value)
            for made, value in zip(prepare, values, strict=True)
        ]
    except (ValueError, TypeError) as problem:
        raise NotABackup(f"A record of {table.model} cannot be read: {problem}.") from None


def _preparing(field: Any) -> Callable[[Any], Any] | None:
    """How a value of a line becomes one that this database takes; None where it is taken as it is."""
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(target, PLAIN):
        return None
    return lambda value: target.get_db_prep_save(target.to_python(value), connection)


def _insert(model: type[models.Model], fields: Sequence[Any], rows: Sequence[Sequence[Any]]) -> None:
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), ", ".join(quote(field.column) for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            slots = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({slots})", rows)  # noqa: S608


def go_on_from(model: type[models.Model], last: int | None) -> None:
    """Let the next record have the number after the highest ever given."""
    if last is None or not isinstance(model._meta.pk, models.AutoField):
        return
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
        else:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, model._meta.pk.column, last]
            )
