"""Words that are said, denied or put off."""

import pytest

from sightline.imports.cells.wording import Sense, parts, sense_of_all, word

CAME = word(r"attend\w*|complet\w*")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (Sense.SAID, "attended; fully completed; attended (not late); no further action, completed"),
        (Sense.DENIED, "not attended; never attended; unattended; incomplete; non-attendance; unable to attend"),
        (Sense.DENIED, "attended: no; attendance - none; hasn't attended; declined to attend"),
        (Sense.DENIED, "expected to attend - did not; none attended; not marked as attended"),
        (Sense.AHEAD, "to attend; will attend; due to attend; not yet attended; yet to complete; awaiting completion"),
        (Sense.UNKNOWN, "attendance not recorded; attendance to be confirmed; attendance unknown"),
        (None, "booked; not late; "),
    ],
)  # fmt: skip
def test_what_a_word_is_worth_depends_on_what_stands_about_it(told, said):
    for phrase in said.split("; "):
        assert (phrase, sense_of_all(parts(phrase), CAME)) == (phrase, told)
