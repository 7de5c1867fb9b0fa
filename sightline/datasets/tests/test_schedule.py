"""When deliveries are due, worked out by hand on a calendar."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest

from sightline.datasets.schedule import due_days, months_later, next_due

FIRST = date(2025, 5, 5)
ENDS = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2025, 3, 15), -4, date(2024, 11, 15)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_there_is(day: date, months: int, later: date):
    assert months_later(day, months) == later


def test_the_last_day_of_a_month_does_not_creep_forward():
    assert list(islice(due_days("monthly", date(2025, 1, 31)), 4)) == [
        date(2025, 1, 31),
        date(2025, 2, 28),
        date(2025, 3, 31),
        date(2025, 4, 30),
    ]


@pytest.mark.parametrize(
    ("frequency", "delivered", "due"),
    [
        ("monthly", [], FIRST),
        ("monthly", [date(2025, 5, 2)], date(2025, 6, 5)),  # in time
        ("monthly", [date(2025, 5, 5)], date(2025, 6, 5)),  # on the day
        ("monthly", [date(2025, 5, 10)], date(2025, 6, 5)),  # late, and not the next one's
        ("monthly", [date(2025, 5, 2), date(2025, 5, 4)], date(2025, 6, 5)),  # corrected
        ("monthly", [date(2025, 7, 1)], date(2025, 7, 5)),  # May and June at once
        ("monthly", [date(2025, 5, 2), date(2025, 6, 1), date(2025, 6, 30)], date(2025, 8, 5)),
        ("quarterly", [date(2025, 5, 5)], date(2025, 8, 5)),
        ("yearly", [date(2025, 5, 5)], None),  # the next would be due after the last day
        ("once", [], FIRST),
        ("once", [date(2025, 9, 1)], None),
    ],
)
def test_the_next_due_day_follows_from_what_has_come(frequency: str, delivered: list[date], due: date | None):
    assert next_due(frequency, FIRST, ENDS, delivered) == due


def test_nothing_is_due_where_no_day_was_agreed():
    assert next_due("monthly", None, ENDS, []) is None
