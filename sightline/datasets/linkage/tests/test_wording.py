"""The words of linkage."""

from __future__ import annotations

import pytest

from sightline.datasets.linkage.wording import in_order, parts, weighed


@pytest.mark.parametrize(
    "values",
    [
        ["under 1", "1 to 4", "5 to 9", "10 to 15", "16 and 17", "18 and over", "not recorded"],
        ["WM1", "WM2", "WM10", "WM29", "YO1", "not recorded"],
        ["F", "M", "X", "not recorded"],
    ],
)
def test_groups_stand_in_the_order_in_which_people_count(values):
    backwards = values[::-1]
    assert sorted(backwards, key=in_order) == values


def test_what_could_not_be_compared_weighs_nothing_rather_than_nought():
    evidence = [
        {"comparison": "NHS number", "level": "not told by both", "weight": 0.0},
        {"comparison": "sex", "level": "the same", "weight": 0.98},
    ]
    assert [(part.title, part.weight) for part in parts(evidence)] == [("NHS number", None), ("Sex", 0.98)]


@pytest.mark.parametrize(("value", "shown"), [(2.25, "+2.2"), (-1.5, "−1.5"), (0.04, "0.0"), (-0.04, "0.0")])
def test_a_weight_has_its_sign(value, shown):
    assert weighed(value) == shown
