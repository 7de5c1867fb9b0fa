"""How an appointment stands on a day, by dates worked out on a calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.appointments.terms import DAY, State, a_month_on, runs_until, state, whole_months

D = date


@pytest.mark.parametrize(
    ("day", "on"),
    [
        (D(2025, 1, 15), D(2025, 2, 15)),
        (D(2025, 1, 31), D(2025, 2, 28)),
        (D(2024, 1, 31), D(2024, 2, 29)),
        (D(2024, 12, 1), D(2025, 1, 1)),
    ],
)
def test_a_month_on_is_the_same_day_or_the_last_of_a_shorter_month(day: date, on: date) -> None:
    assert a_month_on(day) == on


@pytest.mark.parametrize(
    ("since", "day", "months"),
    [
        (D(2024, 1, 15), D(2024, 2, 13), 0),
        (D(2024, 1, 15), D(2024, 2, 14), 1),
        (D(2024, 1, 31), D(2024, 2, 28), 1),
        (D(2024, 1, 31), D(2024, 3, 29), 1),
        (D(2024, 1, 31), D(2024, 3, 30), 2),
        (D(2023, 11, 1), D(2025, 3, 31), 17),
        (D(2024, 5, 1), D(2024, 4, 1), 0),
    ],
)
def test_months_are_counted_when_they_are_whole(since: date, day: date, months: int) -> None:
    assert whole_months(since, day) == months


@given(st.dates(D(2000, 1, 1), D(2100, 1, 1)))
def test_the_day_before_a_month_on_makes_a_whole_month(day: date) -> None:
    assert whole_months(day, runs_until(day, None)) == 1
    assert whole_months(day, runs_until(day, None) - DAY) == 0


def test_a_rolling_appointment_runs_for_a_month_and_then_as_it_is_renewed() -> None:
    assert runs_until(D(2025, 1, 31), None) == D(2025, 2, 27)
    assert runs_until(D(2025, 1, 1), None) == D(2025, 1, 31)
    assert runs_until(D(2025, 1, 1), D(2025, 2, 28)) == D(2025, 2, 28)


@pytest.mark.parametrize(
    ("since", "until", "kind", "renewed", "how"),
    [
        (D(2025, 3, 31), None, "", None, State.CURRENT),  # the first day
        (D(2025, 4, 1), None, "", None, State.FUTURE),
        (D(2024, 4, 1), D(2025, 3, 31), "", None, State.CURRENT),  # the last day
        (D(2024, 4, 1), D(2025, 3, 30), "", None, State.ENDED),
        (D(2024, 4, 1), D(2025, 6, 29), "fixed", None, State.ENDING),  # 90 days on
        (D(2024, 4, 1), D(2025, 6, 30), "fixed", None, State.CURRENT),
        (D(2024, 4, 1), D(2025, 6, 29), "", None, State.CURRENT),
        (D(2025, 3, 1), None, "rolling", None, State.CURRENT),  # until 31 March
        (D(2025, 2, 28), None, "rolling", None, State.UNRENEWED),  # until 27 March
        (D(2024, 4, 1), None, "rolling", D(2025, 3, 31), State.CURRENT),
        (D(2024, 4, 1), None, "rolling", D(2025, 3, 30), State.UNRENEWED),
    ],
)
def test_how_an_appointment_stands_on_31_march_2025(
    since: date, until: date | None, kind: str, renewed: date | None, how: State
) -> None:
    told = state(
        D(2025, 3, 31),
        since,
        until,
        fixed=kind == "fixed",
        rolling=kind == "rolling",
        renewed_until=renewed,
    )
    assert told is how
