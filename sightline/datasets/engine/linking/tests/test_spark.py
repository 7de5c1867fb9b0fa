"""The same settings give the same children on Spark and on DuckDB."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from sightline.datasets.engine.linking import link

from .folders import EVERY_PAIR, KEY, children, clusters, samples


def test_the_same_settings_give_the_same_children_on_spark(tmp_path: Path) -> None:
    assert find_spec("pyspark"), "Spark is not installed: make test installs it, or pip install pyspark"
    link(samples(tmp_path, "child % 25 = 0"), tmp_path / "on-duckdb", settings=EVERY_PAIR, key=KEY)
    script = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "sightline.datasets.engine.linking.tests.on_spark",
        str(tmp_path),
    ]
    done = subprocess.run(script, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert len(clusters(tmp_path / "on-spark")) > 400
    assert clusters(tmp_path / "on-spark") == clusters(tmp_path / "on-duckdb")
    assert children(tmp_path / "on-spark") == children(tmp_path / "on-duckdb")
    duckdb, spark = (
        json.loads((tmp_path / name / "manifest.json").read_text()) for name in ("on-duckdb", "on-spark")
    )
    assert spark["engine"] == "spark"
    for column in (
        "born",
        "sex",
        "nhs_number",
        "upn",
    ):  # the likeness of names is worked out a little differently
        levels = zip(duckdb["model"]["levels"][column], spark["model"]["levels"][column], strict=True)
        assert all(one == pytest.approx(other, rel=1e-6) for one, other in levels), column
    assert spark["figures"]["rates"] == duckdb["figures"]["rates"]
