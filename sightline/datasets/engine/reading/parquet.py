"""Parquet files, whose columns have names and types of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

import duckdb

from .model import Deviations, Unreadable
from .sheets import literal, quoted

_PLAIN = ("VARCHAR", "BOOLEAN", "DATE", "TIME", "TIMESTAMP", "ENUM", "UUID")
_WHOLE = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
)
_BROKEN = ("FLOAT", "DOUBLE", "DECIMAL")


class ParquetFile:
    """A Parquet file as one sheet: its names are row 1, its first record is row 2."""

    def __init__(self, path: Path, name: str) -> None:
        """Read its schema. Raises Unreadable when it is none, or is encrypted."""
        self.name = PurePosixPath(name.replace("\\", "/")).stem
        self._source = f"read_parquet({literal(str(path))}, file_row_number = true)"
        with duckdb.connect() as asked:
            try:
                about = asked.execute(
                    f"DESCRIBE SELECT * EXCLUDE (file_row_number) FROM {self._source}"
                ).fetchall()
            except duckdb.Error as problem:
                raise Unreadable(
                    "The Parquet file is damaged or encrypted. Write it again and deliver that."
                ) from problem
        self._columns = [(str(column), str(kind)) for column, kind, *_ in about]
        self.top: Sequence[tuple[int, Sequence[str]]] = [(1, [column for column, _ in self._columns])]

    def load(
        self,
        into: duckdb.DuckDBPyConnection,
        relation: str,
        *,
        below: int,
        at: Mapping[str, int],
        width: int,
        deviations: Deviations,
        quick: bool = False,
    ) -> None:
        """See ``Sheet``. Raises Unreadable at a column of lists, structures or bytes."""
        chosen = ", ".join(f"{self._as_text(place)} AS {quoted(field)}" for field, place in at.items())
        try:
            into.execute(
                f"CREATE {'VIEW' if quick else 'TABLE'} {quoted(relation)} AS"
                f" SELECT file_row_number + 2 AS _row, {chosen} FROM {self._source}"
            )
        except duckdb.Error as problem:
            raise Unreadable("The Parquet file is damaged. Write it again and deliver that.") from problem

    def _as_text(self, place: int) -> str:
        column, kind = self._columns[place]
        name = quoted(column)
        if kind == "VARCHAR":
            return f"nullif({name}, '')"
        if kind.endswith("]") or not kind.startswith((*_PLAIN, *_WHOLE, *_BROKEN)):
            raise Unreadable(
                f"The column “{column}” holds {kind.split('(')[0].lower()} values, which are no text, number or day."
                " Write it as plain values and deliver the file again."
            )
        if kind.startswith(_BROKEN):
            return f"regexp_replace(CAST({name} AS VARCHAR), '[.]0+$', '')"
        return f"CAST({name} AS VARCHAR)"
