"""Where the SQL of a linkage runs: DuckDB on one machine, Spark on several. Everything else is the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pyarrow as pa


class Engine(Protocol):
    """Tables by name. SQL is written in DuckDB's dialect, in words that the other understands once translated."""

    dialect: str

    def table(self, name: str, sql: str) -> None:
        """Keep what the query finds, worked out once, under a name."""

    def arrow(self, sql: str) -> pa.Table:
        """What the query finds, in memory."""

    def hold(self, name: str, rows: pa.Table) -> None:
        """Put rows under a name."""

    def files(self, name: str, paths: Sequence[Path]) -> None:
        """Put Parquet files under a name, read as they are asked for."""

    def drop(self, name: str) -> None:
        """Forget a table."""

    def for_splink(self, name: str) -> Any:
        """A table as Splink takes it."""


class DuckDB:
    """One machine: half the cores' worth of threads is enough, and what does not fit goes to a folder."""

    dialect = "duckdb"

    def __init__(self, spill: Path, memory: str = "800MB", threads: int = 2) -> None:
        self.connection = duckdb.connect()
        self.connection.execute(f"SET memory_limit = '{memory}'")
        self.connection.execute(f"SET threads = {threads}")
        self.connection.execute(f"SET temp_directory = '{_quoted(spill)}'")
        self.connection.execute("SET preserve_insertion_order = false")
        self.connection.execute("SET enable_progress_bar = false")

    def table(self, name: str, sql: str) -> None:
        self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS {sql}")

    def arrow(self, sql: str) -> pa.Table:
        return self.connection.sql(sql).to_arrow_table()

    def hold(self, name: str, rows: pa.Table) -> None:
        self.connection.register(f"{name}_held", rows)
        self.table(name, f"SELECT * FROM {name}_held")
        self.connection.unregister(f"{name}_held")

    def files(self, name: str, paths: Sequence[Path]) -> None:
        listed = ", ".join(f"'{_quoted(path)}'" for path in paths)
        self.connection.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet([{listed}])")

    def drop(self, name: str) -> None:
        self.connection.execute(f"DROP TABLE IF EXISTS {name}")

    def for_splink(self, name: str) -> Any:
        from splink import DuckDBAPI

        return DuckDBAPI(self.connection).register(name)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def opened(engine: str | Engine, spill: Path) -> Engine:
    """The engine of that name, or the one given. Raises ValueError with the names there are."""
    if not isinstance(engine, str):
        return engine
    if engine == "duckdb":
        return DuckDB(spill)
    if engine == "spark":
        from .spark import Spark

        return Spark(spill)
    raise ValueError(f"“{engine}” is no engine for linking: there are duckdb and spark.")
