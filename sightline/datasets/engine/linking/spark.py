"""The same linkage on Spark, for a region that outgrows one machine. Needs Java 17 and the extra ``sightline[spark]``.

What Splink and the SQL do is spread over the cluster; pairs that matter and clusters come together in this process.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import sqlglot


class Spark:
    """A Spark session that one process starts for itself, or one that is given, which must have Splink's functions."""

    dialect = "spark"

    def __init__(self, spill: Path, session: Any = None) -> None:
        self.session = session or small_session(spill)

    def table(self, name: str, sql: str) -> None:
        self._sql(sql).localCheckpoint().createOrReplaceTempView(name)

    def arrow(self, sql: str) -> pa.Table:
        return self._sql(sql).toArrow()

    def hold(self, name: str, rows: pa.Table) -> None:
        self.session.createDataFrame(rows).createOrReplaceTempView(name)

    def files(self, name: str, paths: Sequence[Path]) -> None:
        self.session.read.parquet(*map(str, paths)).createOrReplaceTempView(name)

    def drop(self, name: str) -> None:
        self.session.catalog.dropTempView(name)

    def for_splink(self, name: str) -> Any:
        from splink.backends.spark import SparkAPI

        database = SparkAPI(spark_session=self.session, break_lineage_method="persist")
        return database.register(self.session.table(name))

    def _sql(self, sql: str) -> Any:
        return self.session.sql(sqlglot.transpile(sql, read="duckdb", write="spark")[0])


def small_session(spill: Path) -> Any:
    """Spark within this process: two threads, one gigabyte, no web page.

    It plans for few rows: no code is generated, compiled and optimised for a query that runs once.
    """
    from pyspark.sql import SparkSession
    from splink.backends.spark import similarity_jar_location

    settings = {
        "spark.driver.memory": "1g",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.default.parallelism": "1",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.session.timeZone": "UTC",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.jars": similarity_jar_location(),
        "spark.local.dir": str(spill),
        "spark.sql.warehouse.dir": str(spill / "warehouse"),
    }
    builder = SparkSession.builder.master("local[2]").appName("sightline linkage")
    for setting, value in settings.items():
        builder = builder.config(setting, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session
