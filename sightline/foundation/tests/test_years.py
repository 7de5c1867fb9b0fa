"""Reporting years run from 1 April to 31 March, and every day is in exactly one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.foundation.years import ReportingYear

DAYS = st.dates(date(1900, 4, 1), date(2199, 3, 31))


def test_the_year_2024_25() -> None:
    year = ReportingYear.parse("2024-25")
    assert (year.start, year.end) == (date(2024, 4, 1), date(2025, 3, 31))
    assert (str(year.previous), str(year), str(year.next)) == ("2023-24", "2024-25", "2025-26")


def test_the_year_of_the_millennium() -> None:
    assert str(ReportingYear.parse("1999-00")) == "1999-00"


@pytest.mark.parametrize("text", ["2024–25", "2024/25", " 2024-25 ", "2024-2025", "2024‑25"])
def test_other_ways_of_writing_it(text: str) -> None:
    assert ReportingYear.parse(text) == ReportingYear(2024)


@pytest.mark.parametrize(
    "text",
    ["", "2024", "2024-26", "2024-2026", "2024-2125", "24-25", "2024-25-26", "next", "٢٠٢٤-٢٥"],
)
def test_anything_else_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="is not a reporting year: write it as 2024-25"):
        ReportingYear.parse(text)


@pytest.mark.parametrize("text", ["0000-01", "1066-67", "9999-00"])
def test_a_year_far_off_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="is out of range: use years from 1900 to 2199"):
        ReportingYear.parse(text)


@given(DAYS)
def test_a_day_is_in_the_year_of_its_own_and_no_other(day: date) -> None:
    year = ReportingYear.of(day)
    assert day in year
    assert day not in year.previous
    assert day not in year.next


@given(DAYS)
def test_what_is_written_is_read_again(day: date) -> None:
    year = ReportingYear.of(day)
    assert ReportingYear.parse(str(year)) == year


@given(DAYS)
def test_years_follow_one_another_without_a_gap(day: date) -> None:
    year = ReportingYear.of(day)
    assert year.next.start - year.end == timedelta(days=1)
    assert year < year.next
