"""Records low in the house, on which every kind of measure can be tried before any app above has one.

A seat is held from a day until a day, as an action is open; a workforce figure has a date and a number.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest
from django.db.models import Q

from sightline.measures.dimensions import Dimension, by_agency, by_body
from sightline.measures.kinds import Count, Distinct, Measure, Median, Rate, Ratio, Stock, Sum
from sightline.measures.measures import workforce
from sightline.measures.queries import workforce as workforce_rows
from sightline.measures.registry import registry
from sightline.measures.units import Better, Noun, Unit
from sightline.partnership.models import Agency, Body, Coverage, Partnership, Seat, Workforce

_numbers = count(1)


def seats(partnership: Partnership) -> Any:
    return Seat.objects.of(partnership)


COMMON: dict[str, Any] = {"definition": "For the tests.", "source": "tests"}
SEATS = {
    "agency": by_agency(),
    "body": by_body("body"),
    "title": Dimension(title="Title", noun=Noun("title", "titles"), path="title"),
}
SIZES = {"agency": by_agency()}
figures = Count(
    "tests.figures", title="Figures", unit=Unit.PLACES, rows=workforce_rows, on="as_at", by=SIZES, **COMMON
)
agencies = Distinct(
    "tests.agencies",
    title="Agencies",
    unit=Unit.PEOPLE,
    rows=workforce_rows,
    on="as_at",
    of="agency",
    by=SIZES,
    **COMMON,
)
MEASURES: tuple[Measure, ...] = (
    figures,
    agencies,
    Sum(
        "tests.staff",
        title="Staff",
        unit=Unit.STAFF,
        rows=workforce_rows,
        on="as_at",
        of="staff",
        by=SIZES,
        **COMMON,
    ),
    Rate(
        "tests.large",
        title="Large figures",
        unit=Unit.RATE,
        rows=workforce_rows,
        on="as_at",
        part=Q(staff__gte=100),
        nothing="Nothing was counted",
        by=SIZES,
        **COMMON,
    ),
    Ratio(
        "tests.reach",
        title="Reach",
        unit=Unit.RATE,
        rows=workforce_rows,
        numerator=agencies,
        denominator=workforce,
        better=Better.HIGHER,
        **COMMON,
    ),
    Stock(
        "tests.seats",
        title="Seats",
        unit=Unit.PLACES,
        rows=seats,
        opened="since",
        closed="until",
        by=SEATS,
        **COMMON,
    ),
    Median(
        "tests.age",
        title="Age of seats",
        unit=Unit.DAYS,
        rows=seats,
        opened="since",
        closed="until",
        since="since",
        nothing="No seat was held",
        by=SEATS,
        **COMMON,
    ),
    Median(
        "tests.duration",
        title="Days a seat was held",
        unit=Unit.DAYS,
        rows=seats,
        on="until",
        since="since",
        until="until",
        nothing="No seat ended",
        by=SEATS,
        **COMMON,
    ),
)


@pytest.fixture(autouse=True)
def _measures(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry, with the measures of the tests in it for as long as a test runs."""
    held = registry._held
    monkeypatch.setattr(registry, "_held", {**held, **{measure.key: measure for measure in MEASURES}})


@pytest.fixture
def covered(partnership: Partnership) -> Callable[..., Coverage]:
    """Says that a source is complete from a day to a day; by default 2023-24 and 2024-25 of the tests' own."""

    def cover(
        start: date = date(2023, 4, 1), end: date | None = date(2025, 3, 31), source: str = "tests"
    ) -> Coverage:
        return Coverage.objects.create(partnership=partnership, source=source, start=start, end=end)

    return cover


@pytest.fixture
def body(partnership: Partnership) -> Callable[[str], Body]:
    def make(name: str) -> Body:
        return Body.objects.create(partnership=partnership, key=name.casefold(), name=name)

    return make


@pytest.fixture
def seat(partnership: Partnership) -> Callable[..., Seat]:
    def make(body: Body, agency: Agency, since: date | None, until: date | None = None, **more: Any) -> Seat:
        return Seat.objects.create(
            partnership=partnership,
            key=str(next(_numbers)),
            body=body,
            agency=agency,
            since=since,
            until=until,
            **more,
        )

    return make


@pytest.fixture
def staff(partnership: Partnership) -> Callable[[Agency, int, date], Workforce]:
    def make(agency: Agency, number: int, as_at: date) -> Workforce:
        return Workforce.objects.create(
            partnership=partnership, key=str(next(_numbers)), agency=agency, staff=number, as_at=as_at
        )

    return make
