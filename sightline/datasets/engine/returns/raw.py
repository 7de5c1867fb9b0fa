"""What reading a return leaves behind: rows on their way to DuckDB, and what was odd about the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

TOLD = 100
"""So many places are told of one kind of deviation. A habit of the sender's system is said once, with its number."""


class Unreadable(Exception):
    """A file that cannot be read at all. Its message is a sentence for the sender and holds nothing about a child."""


@dataclass(frozen=True)
class Deviation:
    """Something that is not as the form has it, and was read all the same: where, what stood there, what was done."""

    row: int
    column: str
    value: str
    says: str


@dataclass
class RawTable:
    """One table as it was found: ``columns`` are fields with the heading that stood in the file, ``unknown`` are
    headings that are no field, ``missing`` are fields that are not in the file."""

    name: str
    place: str
    columns: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    deviations: list[Deviation] = field(default_factory=list)


class Deviations:
    """Collects the deviations of a table, a hundred of each kind, and the number of those beyond."""

    def __init__(self) -> None:
        self._kept: list[Deviation] = []
        self._seen: Counter[tuple[str, str]] = Counter()

    def note(self, row: int, column: str, value: str, says: str) -> None:
        self._seen[column, says] += 1
        if self._seen[column, says] <= TOLD:
            self._kept.append(Deviation(row, column, value[:200], says))

    def all(self) -> list[Deviation]:
        """What was kept, in the order of the file, and a line for each kind of which there was more."""
        more = [
            Deviation(0, column, "", f"{says} ({number - TOLD:,} more like this)")
            for (column, says), number in self._seen.items()
            if number > TOLD
        ]
        return self._kept + more


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

    def extend(self, rows: Iterable[Sequence[object]]) -> None:
        for row in rows:
            self.add(row)

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
