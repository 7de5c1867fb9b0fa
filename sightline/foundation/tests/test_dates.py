"""Dates as people read them, and whole months."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sightline.foundation.dates import month_end, month_of, months, next_month, spell_out

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


def test_a_date_has_no_leading_nought() -> None:
    assert spell_out(date(2025, 3, 1)) == "1 March 2025"
    assert spell_out(date(2025, 3, 31)) == "31 March 2025"
    assert month_of(date(2025, 3, 31)) == "March 2025"


def test_the_months_of_a_reporting_year() -> None:
    year = list(months(date(2023, 4, 1), date(2024, 3, 31)))
    assert len(year) == 12
    assert year[0] == (date(2023, 4, 1), date(2023, 4, 30))
    assert year[10] == (date(2024, 2, 1), date(2024, 2, 29))


def test_no_months_lie_between_a_day_and_one_before_it() -> None:
    assert list(months(date(2024, 4, 1), date(2024, 3, 31))) == []


@given(DAYS)
def test_a_month_ends_the_day_before_the_next_begins(day: date) -> None:
    assert month_end(day) + timedelta(days=1) == next_month(day)
    assert month_end(day).month == day.month


@given(DAYS, st.integers(0, 900))
def test_months_follow_one_another_without_a_gap(start: date, length: int) -> None:
    spans = list(months(start, start + timedelta(days=length)))
    assert all(later[0] - earlier[1] == timedelta(days=1) for earlier, later in pairwise(spans))
    assert spans[0][0] <= start <= spans[0][1]
    assert spans[-1][0] <= start + timedelta(days=length) <= spans[-1][1]
