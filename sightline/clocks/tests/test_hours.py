"""Deadlines by the hour, in the opening hours of a front door."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from sightline.clocks.calendars import Calendar
from sightline.clocks.hours import LONDON, Opening, due_at
from sightline.clocks.lengths import Length, Unit

FRONT_DOOR = Opening({**dict.fromkeys(range(4), (time(9), time(17))), 4: (time(9), time(16))})
ENGLAND = Calendar()


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=LONDON)  # type: ignore[misc, arg-type]


def hours(number: int) -> Length:
    return Length(number, Unit.WORKING_HOURS)


def test_amber_received_half_an_hour_before_closing_is_due_the_next_day() -> None:
    found = due_at(at(2026, 6, 4, 16, 30), hours(6), FRONT_DOOR, ENGLAND)
    assert found.due == at(2026, 6, 5, 14, 30)
    assert [(one.start.hour, one.end.hour) for one in found.ran] == [(16, 17), (9, 14)]


def test_working_hours_skip_weekends_and_holidays() -> None:
    assert due_at(at(2025, 4, 17, 16, 0), hours(2), FRONT_DOOR, ENGLAND).due == at(2025, 4, 22, 10, 0)


def test_what_is_received_when_closed_begins_at_the_next_opening() -> None:
    assert due_at(at(2026, 6, 6, 11, 0), hours(2), FRONT_DOOR, ENGLAND).due == at(2026, 6, 8, 11, 0)
    assert due_at(at(2026, 6, 8, 7, 0), hours(2), FRONT_DOOR, ENGLAND).due == at(2026, 6, 8, 11, 0)
    assert due_at(at(2026, 6, 4, 17, 0), hours(1), FRONT_DOOR, ENGLAND).due == at(2026, 6, 5, 10, 0)


def test_red_goes_on_past_closing_once_it_has_begun() -> None:
    red = {"past_closing": True}
    assert due_at(at(2026, 6, 4, 16, 30), hours(2), FRONT_DOOR, ENGLAND, **red).due == at(2026, 6, 4, 18, 30)
    assert due_at(at(2026, 6, 4, 20, 0), hours(2), FRONT_DOOR, ENGLAND, **red).due == at(2026, 6, 5, 11, 0)


def test_hours_on_the_wall_are_as_long_on_the_night_the_clocks_change() -> None:
    call = Length(4, Unit.HOURS)
    assert due_at(at(2026, 3, 29, 0, 0), call, FRONT_DOOR, ENGLAND).due == at(2026, 3, 29, 5, 0)
    assert due_at(at(2026, 6, 6, 22, 0), call, FRONT_DOOR, ENGLAND).due == at(2026, 6, 7, 2, 0)


def test_what_cannot_be_worked_out_is_said() -> None:
    with pytest.raises(ValueError, match="never open"):
        due_at(at(2026, 6, 4, 9, 0), hours(1), Opening({}), ENGLAND)
    with pytest.raises(ValueError, match="time zone"):
        due_at(datetime(2026, 6, 4), hours(1), FRONT_DOOR, ENGLAND)  # noqa: DTZ001
    with pytest.raises(ValueError, match="are not hours"):
        due_at(at(2026, 6, 4, 9, 0), Length(2, Unit.DAYS), FRONT_DOOR, ENGLAND)
