"""Deadlines by the day, against dates that were worked out by hand and by others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.clocks.calendars import Calendar, Jurisdiction, LocalDay, calendar_of
from sightline.clocks.deadlines import Pause, due
from sightline.clocks.lengths import Length, Unit

ENGLAND = Calendar()
UK = Calendar(Jurisdiction.UNITED_KINGDOM)


def working(number: int) -> Length:
    return Length(number, Unit.WORKING_DAYS)


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        (date(2026, 3, 30), 5, date(2026, 4, 8)),
        (date(2026, 3, 30), 15, date(2026, 4, 22)),
        (date(2025, 12, 19), 5, date(2025, 12, 30)),
        (date(2025, 12, 19), 15, date(2026, 1, 14)),
        (date(2026, 12, 21), 15, date(2027, 1, 14)),
        (date(2026, 4, 24), 10, date(2026, 5, 11)),
        (date(2026, 4, 24), 45, date(2026, 6, 30)),
        (date(2025, 4, 17), 1, date(2025, 4, 22)),
        (date(2017, 5, 18), 20, date(2017, 6, 16)),
        (date(2017, 5, 18), 10, date(2017, 6, 2)),
        (date(2017, 5, 18), 30, date(2017, 6, 30)),
        (date(2021, 5, 1), 20, date(2021, 6, 1)),
        (date(2021, 7, 3), 20, date(2021, 7, 30)),
        (date(2009, 3, 12), 20, date(2009, 4, 9)),
    ],
)
def test_working_days_of_england(start: date, number: int, expected: date) -> None:
    assert due(start, working(number), ENGLAND).due == expected


def test_a_holiday_of_any_nation_counts_in_the_united_kingdom() -> None:
    assert due(date(2009, 3, 12), working(20), UK).due == date(2009, 4, 14)


def test_a_deadline_tells_every_day_on_the_way_and_why_some_were_skipped() -> None:
    found = due(date(2025, 4, 17), working(1), ENGLAND)
    assert [(one.day.day, one.number, one.skipped) for one in found.days] == [
        (18, 0, "Good Friday"),
        (19, 0, "Saturday"),
        (20, 0, "Sunday"),
        (21, 0, "Easter Monday"),
        (22, 1, ""),
    ]


def test_days_before_are_counted_backwards() -> None:
    assert due(date(2026, 4, 8), working(-5), ENGLAND).due == date(2026, 3, 30)
    assert str(working(-7)) == "7 working days before"


def test_a_review_is_due_after_91_days_whatever_they_are() -> None:
    assert due(date(2025, 1, 1), Length(91, Unit.DAYS), ENGLAND).due == date(2025, 4, 2)


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 3, 15), 6, date(2025, 9, 15)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_of_a_shorter_month(
    start: date, number: int, expected: date
) -> None:
    assert due(start, Length(number, Unit.MONTHS), ENGLAND).due == expected


def test_a_pause_moves_the_deadline_by_the_days_it_lasted() -> None:
    pause = Pause(date(2026, 6, 3), date(2026, 6, 8))  # Wednesday to Monday: three working days
    assert due(date(2026, 6, 1), working(5), ENGLAND).due == date(2026, 6, 8)
    assert due(date(2026, 6, 1), working(5), ENGLAND, [pause]).due == date(2026, 6, 11)
    assert due(date(2026, 6, 1), Length(6, Unit.MONTHS), ENGLAND, [pause]).due == date(2026, 12, 6)


def test_a_clock_that_is_still_paused_has_no_deadline() -> None:
    pause = Pause(date(2026, 6, 3))
    for length in (working(5), Length(5, Unit.DAYS), Length(1, Unit.MONTHS)):
        assert due(date(2026, 6, 1), length, ENGLAND, [pause]).due is None


def test_a_newly_proclaimed_holiday_moves_it_and_what_was_known_before_stays_known() -> None:
    proclaimed = LocalDay(date(2026, 6, 15), "Bank holiday for the World Cup", known_on=date(2026, 6, 10))
    calendar = calendar_of(Jurisdiction.ENGLAND, [proclaimed])
    start = date(2026, 6, 8)
    assert due(start, working(6), calendar).due == date(2026, 6, 17)
    assert due(start, working(6), calendar.known(date(2026, 6, 9))).due == date(2026, 6, 16)


def test_a_day_may_be_opened_again() -> None:
    closed = LocalDay(date(2026, 6, 15), "Local holiday", known_on=date(2026, 6, 1))
    opened = LocalDay(date(2026, 6, 15), "Open after all", known_on=date(2026, 6, 12), closed=False)
    calendar = calendar_of(Jurisdiction.ENGLAND, [opened, closed])
    assert calendar.closed(date(2026, 6, 15)) == ""
    assert calendar.known(date(2026, 6, 11)).closed(date(2026, 6, 15)) == "Local holiday"


def test_hours_are_not_days() -> None:
    with pytest.raises(ValueError, match="are not days"):
        due(date(2026, 6, 1), Length(4, Unit.HOURS), ENGLAND)


DATES = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@given(DATES, st.integers(1, 260))
def test_a_deadline_is_a_working_day_with_as_many_working_days_before_it_as_it_is_long(
    start: date, number: int
) -> None:
    found = due(start, working(number), ENGLAND)
    assert found.due is not None
    assert not ENGLAND.closed(found.due)
    between = (start + timedelta(days=step) for step in range(1, (found.due - start).days + 1))
    assert sum(not ENGLAND.closed(day) for day in between) == number


@given(DATES, st.integers(1, 120))
def test_counting_back_from_a_deadline_never_passes_its_start(start: date, number: int) -> None:
    end = due(start, working(number), ENGLAND).due
    assert end is not None
    back = due(end, working(-number), ENGLAND).due
    assert back is not None
    assert back <= start
    if not ENGLAND.closed(start):
        assert back == start
