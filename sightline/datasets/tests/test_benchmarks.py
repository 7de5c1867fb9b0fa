"""Figures of other places: as they are imported, as they are kept by hand, and which stand beside a figure of ours."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from sightline.datasets.benchmarking import benchmarks_for
from sightline.datasets.imports import as_figure, as_year
from sightline.datasets.models import Benchmark
from sightline.datasets.services.benchmarks import benchmarks
from sightline.datasets.tests.conftest import BY
from sightline.foundation.years import ReportingYear
from sightline.imports import services
from sightline.imports.cells import BadCell
from sightline.imports.running import Outcome
from sightline.partnership.models import Partnership
from sightline.partnership.refusals import Refused

SAMPLE = Path("tests/samples/benchmarks-england.csv")
HEAD = ["Indicator", "Area", "Level", "Year", "Value", "Source"]


@pytest.fixture
def brought(partnership: Partnership, own_files: Path, tmp_path: Path) -> Callable[..., tuple[Any, Outcome]]:
    """``brought(rows)`` commits a csv of these rows, or a file that is there."""

    def make(rows: Sequence[Sequence[Any]] | Path) -> tuple[Any, Outcome]:
        path = rows if isinstance(rows, Path) else tmp_path / "figures.csv"
        if not isinstance(rows, Path):
            with path.open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows(rows)
        import_ = services.receive(by=BY, partnership=partnership, name=path.name, chunks=[path.read_bytes()])
        services.plan(by=BY, import_=import_)
        return import_, services.commit(by=BY, import_=import_)

    return make


def problems(outcome: Outcome) -> list[str]:
    return [f"{one['column']}: {one['value']} {one['problem']}" for one in outcome.errors]


def test_the_published_figures_of_england_go_in_with_their_source(
    brought: Callable[..., Any], partnership: Partnership
) -> None:
    import_, outcome = brought(SAMPLE)
    assert (import_.layout, outcome.created, outcome.error_count) == ("benchmarks", 4, 0)
    [one] = benchmarks_for(partnership, "data.conferences_in_time", ReportingYear(2024))
    assert one.figure == Fraction(58_670, 72_100)
    assert f"{float(one.figure):.1%}" == "81.4%"
    assert "year ending 31 March 2025" in one.source
    assert one.link.startswith("https://")
    assert [float(round(benchmarks_for(partnership, f"data.{key}", "2024-25")[0].figure, 3)) for key in
            ("cin_re_referrals", "assessments_in_time")] == [0.226, 0.857]  # fmt: skip


def test_the_same_file_again_changes_nothing(brought: Callable[..., Any]) -> None:
    brought(SAMPLE)
    _, outcome = brought(SAMPLE)
    assert (outcome.created, outcome.updated) == (0, 0)


def test_england_stands_before_regions_and_places_that_are_alike(
    brought: Callable[..., Any], partnership: Partnership
) -> None:
    _, outcome = brought(
        [
            HEAD,
            ["data.missing", "Anywhere", "Statistical neighbour", "2024-25", "310", "A return"],
            ["data.missing", "North East", "Region", "2024-25", "1,900", "A return"],
            ["Missing notifications", "England", "", "2024-25", "41,200", "A return"],
            ["data.missing", "England", "", "2023-24", "40,100", "A return"],
        ]
    )
    assert problems(outcome) == []
    beside = [one.area for one in benchmarks_for(partnership, "data.missing", "2024-25")]
    assert beside == ["England", "North East", "Anywhere"]
    assert not benchmarks_for(partnership, "data.missing", "2022-23")


def test_each_row_that_cannot_be_right_is_refused_with_its_reason(brought: Callable[..., Any]) -> None:
    _, outcome = brought(
        [
            [*HEAD, "Numerator", "Denominator"],
            ["data.re_referals", "England", "", "2024-25", "22.6%", "DfE", "", ""],
            ["data.re_referrals", "Westland", "", "2024-25", "22.6%", "DfE", "", ""],
            ["data.re_referrals", "England", "", "2024-25", "22.6", "DfE", "", ""],
            ["data.re_referrals", "England", "", "2024-25", "25%", "DfE", "142,900", "632,830"],
            ["data.re_referrals", "England", "", "2024-25", "", "DfE", "7", "6"],
            ["data.re_referrals", "England", "", "2024-25", "", "DfE", "7", ""],
            ["data.re_referrals", "England", "", "2024-25", "c", "DfE", "", ""],
            ["data.re_referrals", "England", "", "2024", "22.6%", "DfE", "", ""],
            ["data.re_referrals", "England", "", "2024-25", "22.6%", "", "", ""],
        ]
    )
    assert outcome.created == 0
    told = problems(outcome)
    assert len(told) == 9
    assert "Did you mean “data.re_referrals”?" in told[0]
    assert "is Westland a region or a statistical neighbour?" in told[1]
    assert "write a share as 22.6% or as 0.226" in told[2]
    assert "is not 142,900 of 632,830" in told[3]
    assert "is not a part of 6" in told[4]
    assert "a share needs both" in told[5]
    assert "enter the figure, or what it is made of" in told[6]
    assert "a reporting year such as 2024-25" in told[7]


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("2024-25", "2024-25"),
        ("2024/25", "2024-25"),
        ("Year to March 2025", "2024-25"),
        ("year ending 31 March 2025", "2024-25"),
        ("31/03/2025", "2024-25"),
        (date(2025, 3, 31), "2024-25"),
    ],
)
def test_a_year_is_read_as_statistics_write_it(said: Any, year: str) -> None:
    assert as_year(said) == year


@pytest.mark.parametrize("said", ["2024", "31/12/2024", "soon", ""])
def test_what_is_no_reporting_year_is_refused(said: str) -> None:
    with pytest.raises(BadCell, match="a reporting year"):
        as_year(said)


@pytest.mark.parametrize(
    ("said", "figure"),
    [
        ("22.6%", "0.226"),
        ("0.226", "0.226"),
        ("632,830", "632830"),
        (0.226, "0.226"),
        ("n/a", None),
        ("c", None),
    ],
)
def test_a_figure_is_a_number_or_a_share(said: Any, figure: str | None) -> None:
    assert as_figure(said) == (None if figure is None else Decimal(figure))


@pytest.mark.parametrize("said", ["about a fifth", -1, float("nan"), float("inf"), "1e9", "22..6%", "9" * 30])
def test_what_is_no_figure_is_refused(said: Any) -> None:
    with pytest.raises(BadCell):
        as_figure(said)


def test_a_figure_of_elsewhere_is_kept_by_hand_by_the_title_of_its_measure(partnership: Partnership) -> None:
    record = Benchmark(
        partnership=partnership, measure="Re-referrals within 12 months", kind="england", area="England",
        year="2024-25", numerator=142_900, denominator=632_830, source="DfE",
    )  # fmt: skip
    benchmarks.add(by=BY, record=record)
    assert benchmarks_for(partnership, "data.re_referrals", "2024-25") == [record]
    assert not benchmarks_for(partnership, "data.contacts", "2024-25")


def test_what_cannot_be_right_is_refused_by_hand_too(partnership: Partnership) -> None:
    given = {"partnership": partnership, "kind": "england", "area": "England", "source": "DfE"}
    with pytest.raises(Refused, match="is no measure"):
        benchmarks.add(by=BY, record=Benchmark(measure="nothing", year="2024-25", value=Decimal(1), **given))
    with pytest.raises(Refused, match="is not a reporting year"):
        benchmarks.add(
            by=BY, record=Benchmark(measure="data.missing", year="2024", value=Decimal(1), **given)
        )
    with pytest.raises(Refused, match="is missing: enter the figure"):
        benchmarks.add(by=BY, record=Benchmark(measure="data.missing", year="2024-25", **given))


def test_another_partnership_has_figures_of_its_own(
    brought: Callable[..., Any], partnership: Partnership
) -> None:
    brought(SAMPLE)
    other = Partnership.objects.create(slug="other", name="Other")
    assert not benchmarks_for(other, "data.re_referrals", "2024-25")
