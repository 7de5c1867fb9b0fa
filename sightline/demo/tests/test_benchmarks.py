"""The demonstration's figures of England are those that were published."""

from __future__ import annotations

import csv
from pathlib import Path

from sightline.datasets.benchmarking import benchmarks_for
from sightline.datasets.models import Benchmark
from sightline.demo.benchmarks import ENGLAND, YEAR, know_england
from sightline.foundation.access import Shell
from sightline.partnership.models import Partnership

PUBLISHED = Path("tests/samples/benchmarks-england.csv")


def test_england_stands_beside_the_indicators_as_published_and_once(partnership: Partnership) -> None:
    by = Shell("demonstration")
    know_england(by, partnership)
    know_england(by, partnership)
    assert Benchmark.objects.count() == len(ENGLAND)
    with PUBLISHED.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            [one] = benchmarks_for(partnership, row["Measure"], YEAR)
            assert (
                f"{one.numerator:,} of {one.denominator:,}" == f"{row['Numerator']} of {row['Denominator']}"
            )
            assert one.area == "England"
            assert (one.source, one.link) == (row["Source"], row["Link"])
