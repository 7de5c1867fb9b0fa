"""Which day and year a page shows by itself."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from sightline.foundation.years import ReportingYear
from sightline.measures import coverage
from sightline.measures.answers import Answer
from sightline.measures.scope import Period
from sightline.measures.standing import covered_part, covered_years, last_covered, month_ends, sentence
from sightline.measures.units import Unit
from sightline.partnership.models import Coverage


@pytest.fixture
def cover(partnership):
    def make(start, end):
        return Coverage.objects.create(partnership=partnership, source="tests", start=start, end=end)

    return make


@time_machine.travel("2025-11-20 10:00", tick=False)
def test_a_source_that_ended_stands_at_its_last_day(partnership, cover):
    cover(date(2023, 4, 1), date(2025, 3, 31))
    assert last_covered(partnership, "tests") == date(2025, 3, 31)
    assert covered_years(partnership, "tests") == [ReportingYear(2024), ReportingYear(2023)]
    assert month_ends(coverage.spans(partnership, "tests"))[:2] == [date(2025, 3, 31), date(2025, 2, 28)]
    assert len(month_ends(coverage.spans(partnership, "tests"))) == 24


@time_machine.travel("2025-11-20 10:00", tick=False)
def test_a_source_kept_live_stands_at_today_and_ends_with_the_last_whole_month(partnership, cover):
    cover(date(2025, 9, 15), None)
    assert last_covered(partnership, "tests") == date(2025, 11, 20)
    assert month_ends(coverage.spans(partnership, "tests")) == [date(2025, 10, 31), date(2025, 9, 30)]
    assert covered_years(partnership, "tests") == [ReportingYear(2025)]


@time_machine.travel("2025-11-20 10:00", tick=False)
def test_of_a_year_the_part_that_is_covered_is_asked_about(partnership, cover):
    cover(date(2023, 4, 1), date(2024, 3, 31))
    cover(date(2025, 9, 15), None)
    part = covered_part(partnership, "tests", ReportingYear(2025))
    assert (part.start, part.end) == (date(2025, 9, 15), date(2025, 11, 20))
    assert str(covered_part(partnership, "tests", ReportingYear(2023))) == "2023-24"
    assert str(covered_part(partnership, "tests", ReportingYear(2024))) == "2024-25"  # not at all


@time_machine.travel("2026-11-23 12:00", tick=False)
def test_a_year_that_is_going_on_is_asked_about_up_to_today_though_a_file_covers_all_of_it(
    partnership, cover
):
    cover(date(2026, 4, 1), date(2027, 3, 31))
    part = covered_part(partnership, "tests", ReportingYear(2026))
    assert (part.start, part.end) == (date(2026, 4, 1), date(2026, 11, 23))
    assert month_ends(coverage.spans(partnership, "tests"))[0] == date(2026, 10, 31)


def test_a_sentence_says_of_which_time_its_figure_is():
    def said(start: date, end: date, value: int | None = 2) -> str:
        answer = Answer(
            key="k", unit=Unit.MEETINGS, as_of=end, value=value, why_not="" if value else "No sheets."
        )
        return sentence(Period(start, end), answer, answer.phrase)

    assert said(date(2024, 4, 1), date(2025, 3, 31)) == "2 meetings in 2024-25."
    assert said(date(2025, 4, 1), date(2025, 11, 20)) == "2 meetings in 2025-26 so far."
    assert said(date(2025, 11, 3), date(2025, 11, 20)).startswith(
        "2 meetings since 3 November 2025, when full"
    )
    assert said(date(2024, 4, 1), date(2025, 3, 31), None) == "2024-25: not recorded. No sheets."


@time_machine.travel("2025-02-10 10:00", tick=False)
def test_a_span_that_reaches_into_the_future_stands_at_today(partnership, cover):
    cover(date(2024, 4, 1), date(2025, 3, 31))
    assert last_covered(partnership, "tests") == date(2025, 2, 10)


@time_machine.travel("2025-11-20 10:00", tick=False)
def test_nothing_covered_yet_shows_today_and_this_year(partnership):
    assert last_covered(partnership, "tests") == date(2025, 11, 20)
    assert month_ends(coverage.spans(partnership, "tests")) == []
    assert covered_years(partnership, "tests") == [ReportingYear(2025)]
