"""From a file, however its sender wrote it, to tables of text in DuckDB."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from ..contracts.model import Contract
from . import tables
from .model import Deviation, Deviations, RawTable, Unreadable
from .returns import annex_a, cin

__all__ = ["READERS", "RECOGNISERS", "Deviation", "Deviations", "RawTable", "Reader", "Unreadable", "read"]

Reader = Callable[..., list[RawTable]]
"""Called as ``(path, contract, into, *, name, work, quick)``; see ``read``."""

READERS: dict[str, Reader] = {"table": tables.read, "cin-xml": cin.read, "annex-a": annex_a.read}
"""How each form of contract is read. Another form is added here."""

RECOGNISERS: dict[str, Callable[..., Any]] = {"cin-xml": cin.likeness, "annex-a": annex_a.likeness}
"""How a file is told to be of another form than “table”: called as ``(contract, path, sheets)``, answers a Likeness or
None. There are no sheets of XML."""


def read(
    path: Path,
    contract: Contract,
    into: duckdb.DuckDBPyConnection,
    *,
    name: str = "",
    work: Path | None = None,
    quick: bool = False,
) -> list[RawTable]:
    """Make a table ``raw_<table>`` of VARCHAR columns for each table of the contract that the file has.

    Columns are named by field; ``_row`` is the row as people count, its headings being row 1 unless titles stand above
    them (of XML, the line). Blank cells are NULL. ``work`` is a folder for copies; with ``quick``, which needs it, a
    table may be a view of the file or of a copy there, and a duckdb.Error when it is read means: read again without.
    Raises Unreadable.
    """
    reader = READERS[contract.form]
    if work is not None:
        return reader(path, contract, into, name=name or path.name, work=work, quick=quick)
    with tempfile.TemporaryDirectory(prefix="sightline-reading-") as own:
        return reader(path, contract, into, name=name or path.name, work=Path(own), quick=False)
