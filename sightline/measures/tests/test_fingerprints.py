"""What is frozen beside a published figure: it moves when a record behind it does, and only then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sightline.measures.evaluation import fingerprint
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Agency, Partnership, Workforce

Make = Callable[..., Any]


@pytest.fixture
def year(partnership: Partnership) -> Scope:
    return Scope(partnership=partnership, period=Period(date(2024, 4, 1), date(2025, 3, 31)))


@pytest.fixture
def council(agency: Make, staff: Make) -> Agency:
    """An agency with two figures in the year and one before it."""
    council: Agency = agency("Council")
    for day in (date(2024, 3, 1), date(2024, 6, 1), date(2024, 9, 1)):
        staff(council, 120, day)
    return council


@pytest.mark.usefixtures("council")
def test_it_counts_the_rows_behind_the_figure(year: Scope) -> None:
    count, digest = fingerprint("tests.figures", year)
    assert count == 2
    assert len(digest) == 64
    assert fingerprint("tests.figures", year) == (count, digest)


@pytest.mark.usefixtures("council")
def test_it_is_the_same_when_the_rows_come_again_with_other_ids(
    year: Scope, partnership: Partnership
) -> None:
    before = fingerprint("tests.staff", year)
    kept = list(Workforce.objects.of(partnership).order_by("-pk"))
    Workforce.objects.of(partnership).delete()
    for row in kept:
        row.pk = None
        row.save(force_insert=True)
    assert fingerprint("tests.staff", year) == before


@pytest.mark.usefixtures("council")
def test_it_moves_when_a_record_moves_within_the_year(year: Scope, partnership: Partnership) -> None:
    before = fingerprint("tests.figures", year)
    Workforce.objects.of(partnership).filter(as_at=date(2024, 9, 1)).update(as_at=date(2024, 9, 2))
    after = fingerprint("tests.figures", year)
    assert after[0] == before[0]
    assert after[1] != before[1]


@pytest.mark.usefixtures("council")
def test_it_moves_with_the_number_only_where_the_number_matters(
    year: Scope, partnership: Partnership
) -> None:
    keys = ("tests.figures", "tests.staff", "tests.large", "tests.reach")
    before = {key: fingerprint(key, year) for key in keys}
    Workforce.objects.of(partnership).filter(as_at=date(2024, 9, 1)).update(staff=60)
    assert [key for key in keys if fingerprint(key, year) != before[key]] == [
        "tests.staff",
        "tests.large",  # from 100 the figure was large
        "tests.reach",  # the latest figure is what people are set against
    ]


@pytest.mark.usefixtures("council")
def test_it_does_not_move_with_a_record_outside_the_year(year: Scope, partnership: Partnership) -> None:
    before = fingerprint("tests.staff", year)
    Workforce.objects.of(partnership).filter(as_at=date(2024, 3, 1)).update(staff=7)
    assert fingerprint("tests.staff", year) == before


def test_two_records_whose_words_run_together_differ(
    partnership: Partnership, year: Scope, agency: Make, staff: Make
) -> None:
    row = staff(agency("Council"), 1, date(2024, 6, 1))
    Workforce.objects.filter(pk=row.pk).update(key="a", staff=12)
    before = fingerprint("tests.staff", year)
    Workforce.objects.filter(pk=row.pk).update(key="a1", staff=2)
    assert fingerprint("tests.staff", year) != before
