"""What a check tests is said in words that a reader can hold against the sentence."""

from __future__ import annotations

import pytest

from sightline.claims.conditions import condition
from sightline.claims.figures import MeasureInfo
from sightline.claims.grammar import parse
from sightline.claims.tests.of_figures import nouns
from sightline.measures.units import Better

INFOS = {
    "meetings.attendance_rate": MeasureInfo(
        "meetings.attendance_rate",
        "Attendance at meetings",
        "rate",
        "rate",
        Better.HIGHER,
        False,
        nouns("body"),
    ),
    "actions.outstanding": MeasureInfo(
        "actions.outstanding", "Outstanding actions", "stock", "actions", Better.LOWER, True, nouns("source")
    ),
    "partnership.chair_agency": MeasureInfo(
        "partnership.chair_agency", "Chairing agency", "fact", "name", Better.NEITHER, True, nouns("body")
    ),
}


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (
            'meetings.attendance_rate{body="Education Advisory Group"} in 2024-25 >= 95%',
            "attendance at meetings (body: Education Advisory Group) in 2024-25 came to at least 95%",
        ),
        (
            "meetings.attendance_rate in 2024-25 by body each >= 90%",
            "attendance at meetings in 2024-25, of each body, came to at least 90%",
        ),
        (
            "meetings.attendance_rate in 2024-25 between 85% and 95%",
            "attendance at meetings in 2024-25 came to between 85% and 95%",
        ),
        (
            "meetings.attendance_rate in 2024-25 rises by >= 5 points since 2023-24",
            "attendance at meetings rose by at least 5 percentage points from 2023-24 to 2024-25",
        ),
        (
            "actions.outstanding at 2025-03-31 < 30",
            "outstanding actions on 31 March 2025 stood at less than 30",
        ),
        (
            "actions.outstanding at 2025-03-31 != 30",
            "outstanding actions on 31 March 2025 did not come to 30",
        ),
        (
            'actions.outstanding{source="rapid review"} at 2025-03-31 falls since 2024-03-31',
            "outstanding actions (source: rapid review) fell from 31 March 2024 to 31 March 2025",
        ),
        (
            "actions.outstanding monthly from 2023-04 to 2025-03 is improving",
            "outstanding actions from April 2023 to March 2025, month by month,"
            " improved beyond ordinary variation",
        ),
        (
            'partnership.chair_agency{body="MASH"} at 2025-03-31 is not "Westmoor County Council"',
            "chairing agency (body: MASH) on 31 March 2025 was not Westmoor County Council",
        ),
        (
            'partnership.chair_agency at 2025-03-31 is "Police"',
            "chairing agency on 31 March 2025 was Police alone",
        ),
    ],
)
def test_a_check_is_told_in_words(check: str, words: str) -> None:
    parsed = parse(check)
    assert condition(parsed, INFOS[parsed.key]) == words
