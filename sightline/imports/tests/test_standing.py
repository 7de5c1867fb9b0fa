"""What statuses say, and closing dates among words."""

from datetime import date

import pytest

from sightline.imports.cells import BadCell, as_closing_date, means_standing, standing
from sightline.imports.cells.standing import COMPLETE, ENDED, OUTSTANDING, TWO_THINGS, UNKNOWN


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (COMPLETE, "Completed before deadline; Closed - now part of business as usual; Complete - being monitored"),
        (COMPLETE, "Completed - due date met; Complete, will be reviewed at next audit; Green - action complete; 100%"),
        (COMPLETE, "Completed (evidence awaited); closed (embedded in practice); Overdue, completed; Signed off"),
        (OUTSTANDING, "90% complete; Unresolved; Phase 1 complete; No longer on track; Meeting cancelled, rearranged"),
        (OUTSTANDING, "0%; 50%; 0.5; Escalated; Carried forward; c/f; Draft; Reopened; Re-opened after closure"),
        (OUTSTANDING, "Draft complete; Not achieved; Near completion; Completion expected July"),
        (OUTSTANDING, "In progress; Not started; On hold; Ongoing; Amber - some delay"),
        (ENDED, "Superseded by A7; Withdrawn; No longer required; Duplicate of A3; Cancelled"),
        (TWO_THINGS, "Closed for CSC, open for Police; Complete - in progress"),
        (UNKNOWN, "Purple; Complete?; Y; 1"),
        ("", "Green; G; TBC; n/a; "),
    ],
)  # fmt: skip
def test_a_status_says_what_its_leading_words_say(told, said):
    for status in said.split("; "):
        assert (status, standing(status, {})) == (status, told)


@pytest.mark.parametrize(
    "said",
    [
        "Completed 12/05/24",
        "Closed: 12 May 2024",
        "Yes - 12/05/2024",
        "12/05/2024 - signed off by exec",
        "Done 12.5.24",
        "12/05/24 (late)",
        "Withdrawn 12/05/2024",
        date(2024, 5, 12),
    ],
)
def test_a_closing_date_is_found_among_the_words_that_say_so(said):
    assert as_closing_date(said) == date(2024, 5, 12)


@pytest.mark.parametrize(
    "said",
    [
        *("No", "Overdue", "Still open", "Unresolved", "No - delayed", "Partially"),
        *("Expected 12/05/2024", "To be closed 12/05/24"),
    ],
)
def test_words_for_not_closed_are_no_closing_date_whatever_date_they_name(said):
    assert as_closing_date(said) is None


@pytest.mark.parametrize("said", ["Yes", "Closed", "Y", "May 2024", "12/05/24 or 13/05/24"])
def test_words_for_closed_without_its_day_are_refused(said):
    with pytest.raises(BadCell):
        as_closing_date(said)


def test_what_a_key_may_say_are_words_for_a_status():
    assert [means_standing(words) for words in ("action complete", "not started", "B", "Police")] == [
        True, True, False, False,
    ]  # fmt: skip
