"""The page that says when something is due by the hour, and how that was worked out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client

from sightline.clocks.calendars import Calendar, Jurisdiction, LocalDay, calendar_of
from sightline.clocks.hours import LONDON, Opening, by_day, due_at, in_london
from sightline.clocks.lengths import Length, Unit
from sightline.clocks.models import OwnDay, OwnLength
from sightline.partnership.roles import SCRUTINEER

HERE = "/westmoor/clocks/hours/"
FRONT_DOOR = Opening({**dict.fromkeys(range(4), (time(9), time(17))), 4: (time(9), time(16))})
HOUR = timedelta(hours=1)


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=LONDON)  # type: ignore[misc, arg-type]


def parts(start: datetime, length: Length) -> list[tuple[date, float, str]]:
    calendar = Calendar()
    moment = due_at(start, length, FRONT_DOOR, calendar)
    return [(one.day, one.counted / HOUR, one.skipped) for one in by_day(moment, calendar)]


def test_working_hours_are_told_day_by_day_with_the_days_that_have_none() -> None:
    found = parts(at(2025, 4, 17, 16, 0), Length(2, Unit.WORKING_HOURS))
    assert found == [
        (date(2025, 4, 17), 1, ""),
        (date(2025, 4, 18), 0, "Good Friday"),
        (date(2025, 4, 19), 0, "Saturday"),
        (date(2025, 4, 20), 0, "Sunday"),
        (date(2025, 4, 21), 0, "Easter Monday"),
        (date(2025, 4, 22), 1, ""),
    ]


def test_a_day_after_whose_closing_it_came_has_no_hours() -> None:
    assert parts(at(2026, 6, 4, 18, 0), Length(1, Unit.WORKING_HOURS)) == [
        (date(2026, 6, 4), 0, "received after closing"),
        (date(2026, 6, 5), 1, ""),
    ]


def test_the_day_on_which_the_clocks_change_has_an_hour_less_or_more() -> None:
    day = Length(48, Unit.HOURS)
    spring = parts(at(2026, 3, 28, 12, 0), day)
    assert [counted for _, counted, _ in spring] == [12, 23, 13]
    autumn = parts(at(2026, 10, 24, 12, 0), day)
    assert [counted for _, counted, _ in autumn] == [12, 25, 11]


def test_working_hours_across_the_change_are_as_long_as_others() -> None:
    # The Sunday is made a working day here, and the door opens at midnight: 00:30 GMT and two hours are 03:30 BST.
    calendar = calendar_of(
        Jurisdiction.ENGLAND, [LocalDay(date(2026, 3, 29), "Open day", date(2026, 1, 1), closed=False)]
    )
    opening = Opening({6: (time(0), time(8))})
    found = due_at(at(2026, 3, 29, 0, 30), Length(2, Unit.WORKING_HOURS), opening, calendar)
    assert found.due == at(2026, 3, 29, 3, 30)


def test_a_time_that_does_not_come_is_told_from_one_that_comes_twice() -> None:
    with pytest.raises(ValueError, match="does not come"):
        in_london(date(2026, 3, 29), time(1, 30))
    assert in_london(date(2026, 10, 25), time(1, 30))[1]
    assert not in_london(date(2026, 10, 25), time(2, 30))[1]


@pytest.fixture
def member(db: None, person_with: Callable[..., Any], client_as: Callable[[Any], Client]) -> Client:
    return client_as(person_with(SCRUTINEER))


def ask(client: Client, day: str, clock: str, standard: str, status: int = 200, **more: str) -> str:
    typed = {"received_on": day, "received_at": clock, "standard": standard}
    hours = {"opens": "09:00", "closes": "17:00", "closes_on_friday": "16:00"}
    answer = client.post(HERE, {**typed, **hours, **more})
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("day", "clock", "standard", "due"),
    [
        ("2026-06-04", "16:30", "amber", "14:30 on Friday 5 June 2026"),
        ("2026-06-04", "16:30", "red", "18:30 on Thursday 4 June 2026"),  # red goes on past closing
        ("2026-06-05", "15:00", "24-hours", "15:00 on Saturday 6 June 2026"),
        ("2026-03-28", "22:00", "4-hours", "03:00 BST on Sunday 29 March 2026"),
        ("2026-10-24", "22:00", "4-hours", "01:00 GMT on Sunday 25 October 2026"),
        ("2025-04-17", "10:00", "referral-decision", "17:00 on Tuesday 22 April 2025"),
        ("2025-04-24", "10:00", "referral-decision", "16:00 on Friday 25 April 2025"),
    ],
)
def test_a_moment_is_worked_out(member: Client, day: str, clock: str, standard: str, due: str) -> None:
    page = ask(member, day, clock, standard)
    assert due in page
    assert "How this" in page


def test_another_number_of_hours_can_be_asked_for(member: Client) -> None:
    page = ask(member, "2026-06-04", "16:00", "another", number="3", unit="working hours")
    assert "11:00 on Friday 5 June 2026" in page
    assert "1 hour" in page
    assert "Enter how many hours" in ask(member, "2026-06-04", "16:00", "another", 422, unit="hours")


def test_the_hours_of_a_front_door_can_be_others(member: Client) -> None:
    page = ask(member, "2026-06-04", "16:30", "amber", closes="20:00")
    assert "11:30 on Friday 5 June 2026" in page  # three and a half hours, then two and a half


def test_days_and_lengths_of_the_partnership_count(member: Client, partnership: Any) -> None:
    OwnDay.objects.create(
        partnership=partnership, key="x", day="2026-06-05", name="Moor Day", known_on="2026-01-01"
    )
    page = ask(member, "2026-06-04", "16:30", "amber")
    assert "14:30 on Monday 8 June 2026" in page
    assert "not counted: Moor Day" in page
    OwnLength.objects.create(
        partnership=partnership,
        key="x",
        clock="referral-decision",
        number=2,
        unit="working days",
        since="2026-01-01",
        authority="The executive",
    )
    assert "17:00 on Tuesday 9 June 2026" in ask(member, "2026-06-04", "10:00", "referral-decision")


@pytest.mark.parametrize(
    ("day", "clock", "more", "said"),
    [
        ("2026-03-29", "01:30", {}, "The clocks go forward over this time"),
        ("2026-06-04", "25:00", {}, "Time received must be a time, such as 14:30"),
        ("2026-06-04", "10:00", {"closes": "08:00"}, "Enter a time after that at which it opens"),
        ("2026-06-04", "10:00", {"standard": ""}, "Choose"),
    ],
)
def test_what_cannot_be_worked_out_is_asked_for_again(
    member: Client, day: str, clock: str, more: dict[str, str], said: str
) -> None:
    typed = {"standard": "amber", **more}
    page = ask(member, day, clock, status=422, **typed)
    assert said in page
    assert f'value="{clock}"' in page  # nothing typed is lost


def test_a_time_that_comes_twice_is_said(member: Client) -> None:
    assert "this time comes twice" in ask(member, "2026-10-25", "01:30", "4-hours")
