"""What the text of a check cannot know: whether its measure can be asked that."""

from __future__ import annotations

import pytest

from sightline.claims.checks import CheckError
from sightline.claims.tests.of_figures import verdict

UNASKABLE = [
    ("actions.outstanding in 2024-25 > 3", "period", "write at 2025-03-31"),
    ("actions.outstanding from 2024-04 to 2025-03 > 3", "period", "write at 2025-03-31"),
    ("training.places_attended at 2024-05-31 > 3", "period", "write in 2024-25"),
    ("training.places_attended in 2024-25 > 3%", "test", "is not a rate: write 3"),
    ("training.places_attended in 2024-25 between 3% and 4%", "test", "is not a rate: write 3"),
    ("meetings.attendance_rate in 2024-25 > 80", "test", "write 80% and not 80"),
    ("meetings.attendance_rate in 2024-25 falls by > 5 since 2023-24", "test", "write 5 points"),
    ("training.places_attended in 2024-25 falls by > 5 points since 2023-24", "test", "write 5 or 5%"),
    ("training.places_attended in 2024-25 by body each > 3", "by", "it has agency, course and month"),
    ("training.places_attended{body=x} in 2024-25 > 3", "where", "it has agency, course and month"),
    ("training.places_attended monthly in 2024-25 by month each is consistent", "by", "leave out by month"),
    (
        "training.places_attended{month=2024-04} monthly in 2024-25 is improving",
        "where",
        "leave out the filter",
    ),
    ('training.places_attended in 2024-25 is "Westmoor"', "test", "is a number and not a name"),
    ('partnership.chair_agency in 2024-25 is "Police"', "period", "write at 2025-03-31"),
    ("challenges.raised in 2024-25 by body each > 1", "by", "it has no dimensions"),
    ("challenges.raised monthly in 2024-25 is improving", "test", "it cannot improve or worsen"),
    ("challenges.raised monthly in 2024-25 is worsening", "test", "it cannot improve or worsen"),
    ("partnership.chair_agency at 2025-03-31 > 3", "test", "is a fact and not a number"),
    ("partnership.chair_agency at 2025-03-31 falls since 2024-03-31", "test", "is a fact and not a number"),
    ("partnership.chair_agency monthly in 2024-25 is consistent", "test", "is a fact and not a number"),
    ('actions.outstanding at 2025-03-31 is "Police"', "test", "is a number and not a name"),
    ("actions.outstandin at 2025-03-31 > 3", "key", "did you mean actions.outstanding"),
    ("x.y at 2025-03-31 > 3", "key", "look it up in the list of measures"),
]


@pytest.mark.parametrize(("text", "part", "words"), UNASKABLE)
def test_a_check_that_its_measure_cannot_be_asked_is_refused(text: str, part: str, words: str) -> None:
    with pytest.raises(CheckError) as refusal:
        verdict(text)
    assert refusal.value.part == part
    assert words in refusal.value.sentence
