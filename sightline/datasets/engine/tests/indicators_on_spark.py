"""Asks Spark what stands in asked.json of a folder, over its store and working days, in a process of its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sightline.datasets.engine.indicators.spark import as_spark


def main(folder: Path) -> None:
    """Answer each query into answered.json."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    for path in [*(folder / "store").glob("*.parquet"), folder / "working_days.parquet"]:
        spark.read.parquet(str(path)).createOrReplaceTempView(path.stem.replace("-", "_"))
    asked = json.loads((folder / "asked.json").read_text())
    together = " UNION ALL ".join(
        f"SELECT '{key}' AS key, * FROM ({as_spark(sql)})" for key, sql in asked.items()
    )
    rows = [list(row) for row in spark.sql(together).collect()]
    (folder / "answered.json").write_text(json.dumps(rows, default=str))
    spark.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
