"""The same questions in Spark's SQL, for a region whose data outgrows one machine."""

from __future__ import annotations

import sqlglot


def as_spark(sql: str) -> str:
    """A query of ``asking.query`` as Spark reads it, over tables or views of the same names."""
    [spark] = sqlglot.transpile(sql, read="duckdb", write="spark")
    return spark
