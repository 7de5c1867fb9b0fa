"""Parquet files, whose columns have names and types of their own: rewritten as text in a process with limits."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

import duckdb

from . import confined_parquet
from .limits import run_confined
from .model import Deviations, Unreadable
from .sheets import literal, quoted

LIMITS = {"memory": 3_000_000_000, "seconds": 600, "written": 16_000_000_000}
"""Bytes of address space (DuckDB reserves far more than it fills), seconds of processor, bytes of one file."""


class ParquetFile:
    """A Parquet file as one sheet: its names are row 1, its first record is row 2."""

    def __init__(self, path: Path, name: str, work: Path) -> None:
        """Rewrite it into ``work``. Raises Unreadable when it is none, or is encrypted."""
        self.name = PurePosixPath(name.replace("\\", "/")).stem
        folder = work / "parquet"
        folder.mkdir()
        run_confined(confined_parquet.__file__, path, folder, LIMITS)
        try:
            answer = json.loads((folder / "parquet.json").read_text("utf-8"))
        except FileNotFoundError:  # it was ended by a limit, or aborted
            raise Unreadable(confined_parquet.DAMAGED) from None
        if "refused" in answer:
            raise Unreadable(answer["refused"])
        self._path, self._columns, self._odd = folder / "plain.parquet", answer["columns"], answer["odd"]
        self.top: Sequence[tuple[int, Sequence[str]]] = [(1, self._columns), *map(tuple, answer["top"])]

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
        for place in at.values():
            if kind := self._odd.get(str(place)):
                raise Unreadable(
                    f"The column “{self._columns[place]}” holds {kind.split('(')[0].lower()} values, which are no text,"
                    " number or day. Write it as plain values and deliver the file again."
                )
        chosen = ", ".join(f"c{place} AS {quoted(field)}" for field, place in at.items())
        into.execute(
            f"CREATE {'VIEW' if quick else 'TABLE'} {quoted(relation)} AS"
            f" SELECT _row, {chosen} FROM read_parquet({literal(str(self._path))})"
        )
