"""What an import asks about keys: which records have them, and what its own file has said of them already."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection

from sightline.partnership.models import Record


def held_under(
    model: type[Record], partnership_id: int, keys: list[str]
) -> Iterable[tuple[int, str, bytes | None]]:
    """(id, key, digest) of the records that have one of these keys."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, key, source_digest FROM {table} WHERE partnership_id = %s AND key {_among()}",  # noqa: S608
            [partnership_id, _listed(keys)],
        )
        return [
            (pk, key, bytes(digest) if digest is not None else None) for pk, key, digest in cursor.fetchall()
        ]


def _among() -> str:
    """SQL for “is one of a list”, the list being one parameter whatever its length."""
    return "= ANY(%s)" if connection.vendor == "postgresql" else "IN (SELECT value FROM json_each(%s))"


def _listed(keys: list[str]) -> Any:
    return keys if connection.vendor == "postgresql" else json.dumps(keys)


class Seen:
    """The records this file has spoken of, with what it said and where, in a table of this connection alone."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS import_seen")
            kind = "BYTEA" if connection.vendor == "postgresql" else "BLOB"
            cursor.execute(
                f"CREATE TEMPORARY TABLE import_seen (key TEXT PRIMARY KEY, exact {kind}, loose {kind}, place TEXT)"
            )

    def find(self, keys: list[str]) -> dict[str, tuple[bytes, bytes, str]]:
        with connection.cursor() as cursor:
            asked = f"SELECT key, exact, loose, place FROM import_seen WHERE key {_among()}"  # noqa: S608
            cursor.execute(asked, [_listed(keys)])
            return {
                key: (bytes(exact), bytes(loose), place) for key, exact, loose, place in cursor.fetchall()
            }

    def put(self, rows: list[tuple[str, bytes, bytes, str]]) -> None:
        """Say something else of records that were spoken of before."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE import_seen SET exact = %s, loose = %s, place = %s WHERE key = %s",
                [(exact, loose, place, key) for key, exact, loose, place in rows],
            )

    def add(self, rows: list[tuple[str, bytes, bytes, str]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO import_seen (key, exact, loose, place) VALUES (%s, %s, %s, %s)", rows
            )
