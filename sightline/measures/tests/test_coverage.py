"""What a source covers: nothing is known of a day that is still to come, whatever a file covers."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

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
    assert [point.value for point in points] == [0] * 8 + [None] * 4
