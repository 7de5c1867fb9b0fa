"""What a source covers: nothing is known of a day that is still to come, whatever a file covers."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from sightline.foundation.years import ReportingYear
from sightline.measures.coverage import year_to_show
from sightline.measures.evaluation import evaluate, series
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Coverage


@pytest.fixture
def _covered_to_march_2027(partnership):
    Coverage.objects.create(
        partnership=partnership, source="actions", start=date(2026, 4, 1), end=date(2027, 3, 31)
    )


@pytest.mark.usefixtures("_covered_to_march_2027")
@time_machine.travel("2026-11-23 12:00", tick=False)
def test_a_day_to_come_is_not_recorded_though_a_file_covers_its_year(partnership):
    today = evaluate("actions.outstanding", Scope(partnership=partnership, at=date(2026, 11, 23)))
    later = evaluate("actions.outstanding", Scope(partnership=partnership, at=date(2027, 3, 31)))
    assert today.value == 0
    assert later.value is None
    assert later.why_not == "31 March 2027 is still to come."


@pytest.mark.usefixtures("_covered_to_march_2027")
@time_machine.travel("2026-11-23 12:00", tick=False)
def test_months_to_come_are_no_noughts_of_a_series(partnership):
    year = Period(date(2026, 4, 1), date(2027, 3, 31))
    points = series("actions.completed", Scope(partnership=partnership, period=year))
    assert [point.value for point in points] == [0] * 7 + [None] * 5  # November is going on


@pytest.mark.usefixtures("_covered_to_march_2027")
@time_machine.travel("2026-11-23 12:00", tick=False)
def test_by_month_lists_no_month_that_has_not_begun(partnership):
    year = Period(date(2026, 4, 1), date(2027, 3, 31))
    answer = evaluate("actions.completed", Scope(partnership=partnership, period=year), "month")
    assert "2026-12" not in answer.groups


@time_machine.travel("2026-11-23 12:00", tick=False)
def test_a_few_days_of_live_records_do_not_take_the_place_of_a_whole_year(partnership):
    assert year_to_show(partnership) is None

    def cover(source, start, end):
        Coverage.objects.create(partnership=partnership, source=source, start=start, end=end)

    cover("training", date(2026, 11, 1), None)
    assert year_to_show(partnership, "training") == ReportingYear(2026)  # there is no other
    cover("actions", date(2023, 4, 1), date(2025, 3, 31))
    cover("meetings", date(2024, 4, 1), date(2025, 3, 31))
    cover("meetings", date(2026, 11, 12), None)
    assert year_to_show(partnership, "meetings") == ReportingYear(2024)
    assert year_to_show(partnership) == ReportingYear(2024)
    cover("challenges", date(2026, 4, 1), None)  # kept here from the first day of a year that is going on
    assert year_to_show(partnership, "challenges") == year_to_show(partnership) == ReportingYear(2026)
