"""Small pictures of one group have one scale, so that what is higher on the page is more."""

from __future__ import annotations

import re

from sightline.documents.charts import Multiple, Point, Series
from sightline.documents.charts.model import Cause


def _multiple(*values: int | None, highest: int = 40) -> Multiple:
    points = tuple(Point(f"month {number}", value) for number, value in enumerate(values, 1))
    return Multiple("Contacts", Series("Contacts", points), str, highest, mean=8)


def _highest_place(svg: str) -> float:
    line = re.search(r'<path d="M([^"]*)" fill="none"', svg)
    assert line
    return min(float(place.split()[1]) for place in line[1].split("L"))


def test_the_same_value_stands_at_the_same_height_in_every_picture() -> None:
    low, lower = _multiple(10, 20, 20).svg("a"), _multiple(20, 5, 1).svg("b")
    assert _highest_place(low) == _highest_place(lower)
    assert _highest_place(_multiple(40, 1).svg("c")) < _highest_place(low)


def test_what_is_not_recorded_is_a_gap_and_is_told() -> None:
    chart = _multiple(3, 4, None, 5, 6)
    assert chart.svg("a").count("stroke-linejoin") == 2
    assert chart.table()[1][2] == ("month 3", "not recorded")
    assert _multiple(None, None).description() == "Contacts: nothing is recorded."


def test_months_beyond_chance_are_marked_and_counted() -> None:
    points = (Point("May", 3), Point("June", 30, Cause.CONCERN))
    chart = Multiple("Contacts", Series("Contacts", points), str, 40)
    assert "1 beyond chance" in chart.description()
    assert "#b8500c" in chart.svg("a")
