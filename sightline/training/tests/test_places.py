"""The words of booking systems for what became of a booking."""

import pytest

from sightline.imports.cells import BadCell
from sightline.training.models import Place
from sightline.training.places import as_place


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (
            Place.ATTENDED,
            "Attended; Completed; Attended (late); Attended from waiting list; Waitlist - attended",
        ),
        (
            Place.ATTENDED,
            "Attended (did not complete evaluation); Attended, evaluation not completed; Walk-in",
        ),
        (
            Place.ATTENDED,
            "Confirmed and attended; Attended in place of cancelled delegate; Attended (not late)",
        ),
        (Place.DID_NOT_ATTEND, "Not completed; Incomplete; Unable to attend; No attendance; Unattended"),
        (
            Place.DID_NOT_ATTEND,
            "Never attended; Not in attendance; Attended: No; Attendance - N; Hasn\u2019t attended",
        ),
        (
            Place.DID_NOT_ATTEND,
            "DNA - late cancellation; Booked - did not attend; Not marked as attended; Missed",
        ),
        (Place.BOOKED, "Not yet attended; Will attend; Attending; To attend; Due to attend; Yet to attend"),
        (
            Place.BOOKED,
            "Attendance not recorded; Attendance unknown; Registered - not yet attended; In progress",
        ),
        (
            Place.CANCELLED,
            "Unenrolled; Deregistered; De-registered; Unbooked; Cancelled (not late); Not attending",
        ),
        (
            Place.CANCELLED,
            "Cancelled (latecomers list); Cancelled - attended other date; Cancelled - within policy",
        ),
        (
            Place.LATE_CANCELLATION,
            "Cancelled on the day; Same day cancellation; Cancelled after the deadline",
        ),
        (Place.LATE_CANCELLATION, "Cancelled without notice; Cancelled - chargeable; Cancelled out of time"),
        (Place.WAITING, "Waiting list; Awaiting approval; Standby; Reserve"),
    ],
)
def test_a_status_says_what_its_leading_words_say_and_denials_deny(place, said):
    for words in said.split("; "):
        assert (words, as_place(words)) == (words, str(place))


@pytest.mark.parametrize("said", ["Attended - cancelled", "Attended / DNA", "Evaluation completed", "Maybe"])
def test_a_status_that_says_two_things_or_none_is_refused(said):
    with pytest.raises(BadCell):
        as_place(said)
