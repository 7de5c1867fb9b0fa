"""That an indicator is the same figure on Spark."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from sightline.datasets.engine import linked
from sightline.datasets.engine.indicators import Indicator, indicators
from sightline.datasets.engine.indicators.asking import Span, open_store, query
from sightline.datasets.engine.tests.made import sample_deliveries, sample_linkage
from sightline.datasets.engine.tests.test_indicators_of_samples import working_days

SPANS = [Span(date(2024, 4, 1), date(2025, 3, 31)), Span(date(2024, 5, 1), date(2024, 5, 31))]
ASKED = {
    "contacts": "age",
    "re_referrals": "contact_source",
    "decisions_in_time": "sex",
    "children_known": "known_to",
    "order_met": "order_met",
    "unseen_by_social_care": "sex",
}
"""One of each manner of SQL that the indicators are written in; that Spark reads them all is tested beside."""


def test_the_same_questions_have_the_same_answers_on_spark(tmp_path: Path) -> None:
    assert find_spec("pyspark"), "Spark is not installed: make test installs it, or pip install pyspark"
    linked.build(sample_deliveries(tmp_path), sample_linkage(tmp_path / "linkage"), tmp_path / "store")
    store = open_store(tmp_path / "store", working_days())
    store.con.execute(f"COPY working_days TO '{tmp_path}/working_days.parquet' (FORMAT parquet)")
    asked = {key: query(indicator(key), SPANS, (way,), {}) for key, way in ASKED.items()}
    (tmp_path / "asked.json").write_text(json.dumps(asked))
    module = "sightline.datasets.engine.tests.indicators_on_spark"
    script = [sys.executable, "-W", "ignore", "-m", module, str(tmp_path)]
    done = subprocess.run(script, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found = sorted(map(str, json.loads((tmp_path / "answered.json").read_text())))
    here = [[key, *row] for key, sql in asked.items() for row in store.con.execute(sql).fetchall()]
    assert {row[0] for row in here} == set(ASKED)
    assert found == sorted(str(json.loads(json.dumps(row, default=_whole))) for row in here)


def indicator(key: str) -> Indicator:
    found = indicators()[key]
    assert isinstance(found, Indicator)
    return found


def _whole(number: object) -> int:
    return int(str(number))
