"""What the readers of csv, workbooks and Parquet share: sheets, each with its first rows and a way into DuckDB."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import duckdb

from .model import Deviations


class Sheet(Protocol):
    """A sheet of a file. ``top`` are its first rows that hold anything, with their numbers as people count."""

    @property
    def name(self) -> str: ...

    @property
    def top(self) -> Sequence[tuple[int, Sequence[str]]]: ...

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
        """Make ``relation`` of the rows below a row: ``_row`` and a VARCHAR column per field, NULL where blank.

        ``quick`` allows a view of the file where it lies, which fails when it is read if a row is out of order.
        """


def quoted(name: str) -> str:
    """A name as SQL spells it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL spells it."""
    return "'" + text.replace("'", "''") + "'"
