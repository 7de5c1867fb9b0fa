"""Stocks, counts and medians against the plainest reading of their definitions, over any rows and dates."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sightline.foundation.dates import months
from sightline.foundation.text import fold
from sightline.measures.evaluation import evaluate, series
from sightline.measures.registry import registry
from sightline.measures.scope import Period, Scope
from sightline.measures.tests.conftest import MEASURES
from sightline.partnership.models import Agency, Body, Coverage, Partnership, Seat

FIRST, LAST = date(2023, 4, 1), date(2024, 3, 31)
DAYS = st.integers(-40, 400).map(lambda number: FIRST + timedelta(days=number))
ROWS = st.lists(st.tuples(DAYS, st.none() | DAYS, st.sampled_from(["Council", "Police"])), max_size=12)
MONTHS = list(months(FIRST, LAST))


class TestAnyRows(TestCase):
    """Rows of any dates, whether or not they close before they open, inside or outside the year."""

    def setUp(self) -> None:
        held = dict(registry._held)
        registry._held.update({measure.key: measure for measure in MEASURES})
        self.addCleanup(registry._held.update, held)
        self.addCleanup(registry._held.clear)

    def westmoor(self, rows: list[tuple[date, date | None, str]]) -> Partnership:
        partnership = Partnership.objects.create(slug="westmoor", name="Westmoor")
        Coverage.objects.create(partnership=partnership, source="tests", start=date(2020, 4, 1), end=None)
        body = Body.objects.create(partnership=partnership, key="b", name="Business Group")
        agencies = {
            name: Agency.objects.create(partnership=partnership, key=fold(name), name=name)
            for name in ("Council", "Police")
        }
        Seat.objects.bulk_create(
            Seat(
                partnership=partnership,
                key=str(n),
                body=body,
                agency=agencies[name],
                since=since,
                until=until,
            )
            for n, (since, until, name) in enumerate(rows)
        )
        return partnership

    @settings(max_examples=40, deadline=None)
    @given(rows=ROWS, day=DAYS)
    def test_a_stock_is_what_opened_by_the_day_and_had_not_closed(
        self, rows: list[tuple[date, date | None, str]], day: date
    ) -> None:
        held = [
            name for since, until, name in rows if since <= day and not (until is not None and until <= day)
        ]
        answer = evaluate("tests.seats", Scope(partnership=self.westmoor(rows), at=day), "agency")
        assert answer.value == len(held)
        assert {name: group.value for name, group in answer.groups.items()} == {
            name: held.count(name) for name in ("Council", "Police")
        }

    @settings(max_examples=40, deadline=None)
    @given(rows=ROWS)
    def test_every_series_is_the_figure_asked_month_by_month(
        self, rows: list[tuple[date, date | None, str]]
    ) -> None:
        partnership = self.westmoor(rows)
        year = Scope(partnership=partnership, period=Period(FIRST, LAST))
        ages: list[Any] = []
        for _, end in MONTHS:
            held = [
                since for since, until, _ in rows if since <= end and not (until is not None and until <= end)
            ]
            ages.append(median((end - since).days for since in held) if held else None)
        assert [point.value for point in series("tests.age", year)] == ages
        assert [point.value for point in series("tests.seats", year)] == [
            sum(since <= end and not (until is not None and until <= end) for since, until, _ in rows)
            for _, end in MONTHS
        ]
        assert [point.value for point in series("tests.duration", year)] == [
            median(days)
            if (days := [(until - since).days for since, until, _ in rows if until and s <= until <= e])
            else None
            for s, e in MONTHS
        ]

    @settings(max_examples=40, deadline=None)
    @given(rows=ROWS, start=DAYS, length=st.integers(0, 200))
    def test_a_median_of_a_period_is_of_those_that_ended_in_it(
        self, rows: list[tuple[date, date | None, str]], start: date, length: int
    ) -> None:
        end = start + timedelta(days=length)
        days = [(until - since).days for since, until, _ in rows if until and start <= until <= end]
        scope = Scope(partnership=self.westmoor(rows), period=Period(start, end))
        assert evaluate("tests.duration", scope).value == (median(days) if days else None)
