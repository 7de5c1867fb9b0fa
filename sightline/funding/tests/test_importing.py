"""Contributions as teams keep them in spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sightline.foundation.access import Shell
from sightline.funding import services as funding
from sightline.funding.imports import as_year
from sightline.funding.models import Contribution, Form
from sightline.funding.tests.conftest import BY
from sightline.imports import services
from sightline.imports.cells import BadCell
from sightline.imports.running import Outcome
from sightline.partnership.models import Agency, Partnership

HEAD = ["Agency", "Year", "Amount"]


@pytest.fixture
def brought(
    partnership: Partnership, settings: Any, tmp_path: Path, police: Agency, council: Agency
) -> Callable[..., tuple[Any, Outcome]]:
    """``brought(rows)`` commits a csv of these rows; ``name`` is what the file is called."""
    settings.FILES = tmp_path / "files"

    def make(rows: Sequence[Sequence[Any]], name: str = "contributions.csv") -> tuple[Any, Outcome]:
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        import_ = services.receive(by=BY, partnership=partnership, name=name, chunks=[path.read_bytes()])
        services.plan(by=BY, import_=import_)
        return import_, services.commit(by=BY, import_=import_)

    return make


def held() -> list[tuple[Any, ...]]:
    """Every contribution by year, agency and form; sorted here, for databases sort text each in its own way."""
    rows = Contribution.objects.filter(withdrawn_at=None)
    told = rows.values_list("agency__name", "year", "form", "agreed", "received")
    return sorted(told, key=lambda row: (row[1], row[0], row[2]))


def test_agency_year_and_amount_are_enough(brought: Callable[..., Any]) -> None:
    import_, outcome = brought(
        [
            *(["Contributions to the partnership", "", ""], HEAD),
            ["Westmoor County Council", "2024/25", "£96,400"],
            ["westmoor & coast constabulary", "2024-25", "40000.5"],
            ["Westmoor County Council", "FY 23/24", "90,000.00"],
            ["Total", "2024-25", "£136,400.50"],
        ]
    )
    assert import_.layout == "funding"
    assert (outcome.created, outcome.error_count) == (3, 0)
    assert held() == [
        ("Westmoor County Council", "2023-24", "cash", Decimal("90000.00"), None),
        ("Westmoor & Coast Constabulary", "2024-25", "cash", Decimal("40000.50"), None),
        ("Westmoor County Council", "2024-25", "cash", Decimal("96400.00"), None),
    ]


def test_a_list_with_what_has_come_is_told_by_its_columns(brought: Callable[..., Any]) -> None:
    import_, _ = brought(
        [
            [
                "Partner",
                "Financial year",
                "Contribution agreed",
                "Received",
                "Date received",
                "Type",
                "Notes",
            ],
            ["Westmoor County Council", "2024-25", "96400", "96400", "12/05/2024", "Cash", ""],
            ["Westmoor & Coast Constabulary", "2024-25", "3600", "", "", "In-kind", "An analyst"],
        ]
    )
    assert import_.layout == "funding-received"
    assert [row[2:] for row in held()] == [
        ("in kind", Decimal(3600), None),
        ("cash", Decimal(96400), Decimal(96400)),
    ]
    assert Contribution.objects.get(form=Form.CASH).received_on == date(2024, 5, 12)


def test_the_same_again_changes_nothing_and_a_new_amount_corrects(
    brought: Callable[..., Any], council: Agency
) -> None:
    rows = [HEAD, ["Westmoor County Council", "2024-25", "96400"]]
    brought(rows)
    [record] = Contribution.objects.all()
    funding.contributions.correct(by=BY, record=record, values={"received": Decimal("50.00")})
    _, again = brought(rows, "again.csv")
    assert (again.created, again.updated) == (0, 0)
    _, newer = brought([HEAD, ["Westmoor County Council", "2024-25", "97000"]], "newer.csv")
    assert (newer.created, newer.updated) == (0, 1)
    assert held() == [("Westmoor County Council", "2024-25", "cash", Decimal(97000), Decimal(50))], (
        "a list that says nothing of what has come leaves it alone"
    )
    with pytest.raises(Exception, match="already a contribution"):
        funding.contributions.add(
            by=BY,
            record=Contribution(
                partnership=record.partnership, agency=council, year="2024-25", agreed=Decimal(1)
            ),
        )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["Westmoor County Council", "2024", "5"], "a reporting year such as 2024-25"),
        (["Westmoor County Council", "2024-26", "5"], "a reporting year such as 2024-25"),
        (["Westmoor County Council", "2024-25", "lots"], "an amount of money"),
        (["Westmoor County Council", "2024-25", "-5"], "is below nought"),
        (["Westmoor County Council", "2024-25", "TBC"], "“Amount agreed” is needed"),
        (["Nobody Council", "2024-25", "5"], "is not an agency of this partnership"),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_by_itself(
    brought: Callable[..., Any], row: list[str], said: str
) -> None:
    good = [["Westmoor & Coast Constabulary", year, "40000"] for year in ("2022-23", "2023-24", "2024-25")]
    _, outcome = brought([HEAD, *good, row])
    assert (outcome.created, outcome.error_count) == (3, 1)
    assert said in f"{outcome.errors[0]}"


def test_an_import_is_undone(brought: Callable[..., Any]) -> None:
    import_, _ = brought([HEAD, ["Westmoor County Council", "2024-25", "96400"]])
    services.undo(by=Shell("tester"), import_=import_)
    assert held() == []


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("2024-25", "2024-25"),
        ("2024/2025", "2024-25"),
        ("24/25", "2024-25"),
        ("2024 – 25", "2024-25"),
        ("FY2024-25", "2024-25"),
        ("1999-00", None),
        (date(2025, 3, 31), "2024-25"),
        (date(2025, 4, 1), "2025-26"),
        (2024, None),
        ("next year", None),
    ],
)
def test_a_reporting_year_is_read_as_people_write_it(written: Any, year: str | None) -> None:
    if year is None:
        with pytest.raises(BadCell):
            as_year(written)
    else:
        assert as_year(written) == year
