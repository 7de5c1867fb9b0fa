"""For which days a delivery is complete, worked out by hand on a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from sightline.datasets.covering import proposed

FIRST, LAST = date(2024, 5, 2), date(2024, 7, 31)
LATER = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("frequency", "span"),
    [
        ("monthly", (date(2024, 5, 1), date(2024, 7, 31))),
        ("quarterly", (date(2024, 4, 1), date(2024, 9, 30))),
        ("yearly", (date(2024, 4, 1), date(2025, 3, 31))),
        ("once", (date(2024, 4, 1), date(2025, 3, 31))),
    ],
)
def test_a_delivery_is_complete_for_as_long_as_it_was_agreed_to_speak_of(
    frequency: str, span: tuple[date, date]
):
    assert proposed(frequency, FIRST, LAST, came=LATER) == span


def test_a_quarter_before_april_ends_the_reporting_year():
    assert proposed("quarterly", date(2025, 2, 3), date(2025, 2, 3), came=LATER) == (
        date(2025, 1, 1),
        date(2025, 3, 31),
    )


def test_a_delivery_says_nothing_of_days_after_it_came():
    assert proposed("yearly", FIRST, LAST, came=date(2024, 8, 15)) == (date(2024, 4, 1), date(2024, 8, 15))


def test_a_delivery_without_a_date_covers_nothing():
    assert proposed("yearly", None, None, came=LATER) is None


def test_a_snapshot_covers_the_year_that_ends_with_its_day_however_long_ago_its_cases_began():
    assert proposed(
        "yearly", date(2009, 1, 1), date(2025, 3, 30), came=LATER, reference=date(2025, 3, 31)
    ) == (date(2024, 4, 1), date(2025, 3, 31))
