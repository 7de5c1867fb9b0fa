"""The marks of attendance sheets, and the words that stand for them."""

import pytest

from sightline.imports.cells import BadCell
from sightline.meetings.marks import is_meaning, presence
from sightline.meetings.models import Presence


@pytest.mark.parametrize(
    ("told", "marks"),
    [
        (Presence.PRESENT, "P (Teams); Present (no apologies); Attended - apologies for lateness"),
        (Presence.PRESENT, "Joined late (leave early); Attended; Present for item 3"),
        (Presence.PRESENT, "P (late apologies for start); Attended from 2pm; P - left 3pm; P (not for item 6)"),
        (Presence.DEPUTY, "Apologies - Sue Jones attended; A (J Smith attended); Ap (dep JS); N - dep attended"),
        (Presence.DEPUTY, "A, D; A+D; SJ (D); S Jones (Dep); Sent rep; Delegate attended; Represented by J Smith"),
        (Presence.APOLOGIES, "Apologies - no deputy; A - no deputy available; Not able to attend; Declined to attend"),
        (Presence.APOLOGIES, "Apologies - attending court; A (online); Apols - part time"),
        (Presence.APOLOGIES, "Apologies, deputy unavailable; Apologies (late)"),
        (Presence.ABSENT, "Deputy did not attend; Deputy unavailable; D - did not attend; No attendance; Not joined"),
        (Presence.ABSENT, "Never attended; Attendance: none; Expected to attend - did not; Absent - left early"),
        (Presence.NOT_A_MEMBER, "Joined from July; Joined Sept; Attends from Sept; Left; Left in June; Resigned"),
    ],
)  # fmt: skip
def test_a_mark_says_what_its_leading_words_say_and_denials_deny(told, marks):
    for mark in marks.split("; "):
        found = presence(mark, {})
        assert (mark, found and found[0]) == (mark, told)


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        ("Apologies - Sue Jones attended", "Sue Jones"),
        ("A (J Smith attended)", "J Smith"),
        ("Ap (dep JS)", "JS"),
        ("SJ (D)", "SJ"),
        ("A, D", ""),
    ],
)
def test_a_deputy_is_known_by_name_where_the_mark_gives_one(mark, name):
    assert presence(mark, {}) == (Presence.DEPUTY, name)


@pytest.mark.parametrize(
    "mark", ["X (present)", "P - did not attend", "Present / absent", "Will attend", "A - attended part"]
)
def test_a_mark_that_contradicts_itself_or_is_of_the_future_is_refused(mark):
    with pytest.raises(BadCell):
        presence(mark, {})


def test_what_a_key_may_say_are_words_for_marks_and_not_the_marks():
    assert [is_meaning(words) for words in ("Attended", "Deputy attended", "P", "Police", "75%")] == [
        True, True, False, False, False,
    ]  # fmt: skip
