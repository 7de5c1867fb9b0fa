"""On which days a report is due."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.required_reports.due import State, due_dates, months_on, state

D = date
DAYS = st.dates(D(1950, 1, 1), D(2150, 12, 31))
EVERY = st.sampled_from((1, 3, 6, 12))
SPANS = st.integers(0, 366 * 6).map(lambda days: timedelta(days=days))


def test_a_month_that_is_too_short_does_not_shift_the_months_after_it() -> None:
    assert due_dates(D(2025, 1, 31), 1, D(2025, 5, 31)) == [
        D(2025, 1, 31),
        D(2025, 2, 28),
        D(2025, 3, 31),
        D(2025, 4, 30),
        D(2025, 5, 31),
    ]


def test_quarters_and_half_years_cross_the_turn_of_the_year_and_a_leap_day() -> None:
    assert due_dates(D(2023, 11, 30), 3, D(2024, 8, 30)) == [
        D(2023, 11, 30),
        D(2024, 2, 29),
        D(2024, 5, 30),
        D(2024, 8, 30),
    ]
    assert due_dates(D(2024, 2, 29), 12, D(2028, 2, 29))[-2:] == [D(2027, 2, 28), D(2028, 2, 29)]
    assert due_dates(D(2024, 8, 31), 6, D(2025, 2, 27)) == [D(2024, 8, 31)]


@given(DAYS, EVERY, SPANS)
def test_there_is_one_in_every_so_many_months_and_none_outside_the_days_of_the_rule(
    first: date, every: int, span: timedelta
) -> None:
    until = first + span
    days = due_dates(first, every, until)
    assert days[0] == first
    assert all(first <= day <= until for day in days)
    months = [12 * day.year + day.month for day in days]
    assert {later - sooner for sooner, later in pairwise(months)} <= {every}
    for day in days:  # never moved off the day of the month, except where the month has none
        assert day.day == min(first.day, monthrange(day.year, day.month)[1])


@given(DAYS, EVERY, SPANS, SPANS)
def test_a_later_last_day_changes_nothing_of_what_was_due(
    first: date, every: int, span: timedelta, more: timedelta
) -> None:
    until = first + span
    longer = due_dates(first, every, until + more)
    assert [day for day in longer if day <= until] == due_dates(first, every, until)


@given(DAYS, st.integers(0, 240))
def test_the_day_so_many_months_later_is_never_in_another_month(day: date, months: int) -> None:
    later = months_on(day, months)
    assert 12 * later.year + later.month == 12 * day.year + day.month + months


@pytest.mark.parametrize(
    ("day", "received", "needed", "how"),
    [
        (D(2025, 3, 30), None, True, State.DUE),
        (D(2025, 3, 31), None, True, State.DUE),  # on its day it is not late yet
        (D(2025, 4, 1), None, True, State.LATE),
        (D(2025, 4, 1), D(2025, 3, 31), True, State.RECEIVED),
        (D(2025, 4, 1), D(2025, 4, 1), True, State.RECEIVED_LATE),
        (D(2025, 4, 1), None, False, State.NOT_NEEDED),
    ],
)
def test_how_a_report_that_is_due_at_the_end_of_march_stands(
    day: date, received: date | None, needed: bool, how: State
) -> None:
    assert state(day, D(2025, 3, 31), received, needed=needed) is how
