"""Rows on their way to DuckDB, and what was odd about the file, both in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import duckdb
import pyarrow as pa

from ..model import Deviations

OF_ONE_KIND = 100
"""Deviations of one kind that are kept. A habit of the sender's system must not hide what happens once."""


MOST_KINDS = 10_000


class ManyKinds(Deviations):
    """Collects the first of each kind of deviation, and counts them all."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: Counter[tuple[str, str]] = Counter()

    def add(self, row: int, column: str, value: str, says: str) -> None:
        if len(self._seen) < MOST_KINDS:
            self._seen[column, says] += 1
        if self._seen[column, says] <= OF_ONE_KIND:
            super().add(row, column, value[:200], says)
        else:
            self.counted += 1


class Rows:
    """The rows of one table, written to ``raw_<table>`` a batch at a time, so that a file of any size fits."""

    BATCH = 20_000

    def __init__(self, into: duckdb.DuckDBPyConnection, table: str, fields: Sequence[str]) -> None:
        self._into = into
        self._table = f"raw_{table}"
        self._waiting: list[Sequence[object]] = []
        kinds = [(name, pa.string()) for name in fields] + [("_row", pa.int64())]
        self._schema = pa.schema(kinds)
        columns = ", ".join(f'"{name}" VARCHAR' for name in fields)
        into.execute(f'CREATE OR REPLACE TABLE "{self._table}" ({columns}, _row BIGINT)')

    def add(self, row: Sequence[object]) -> None:
        """Take one row: its fields in order, then its number."""
        self._waiting.append(row)
        if len(self._waiting) >= self.BATCH:
            self.write()

    def write(self) -> None:
        """Hand over what is waiting."""
        if not self._waiting:
            return
        columns = zip(*self._waiting, strict=True)
        arrays = [pa.array(column, kind.type) for column, kind in zip(columns, self._schema, strict=True)]
        self._into.register("arriving", pa.Table.from_arrays(arrays, schema=self._schema))
        self._into.execute(f'INSERT INTO "{self._table}" SELECT * FROM arriving')
        self._into.unregister("arriving")
        self._waiting = []
