"""What becomes of a pair by what people say of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.datasets.reviewing import Standing, Verdict, in_words, standing, wants_opinion

SAME, DIFFERENT, CANNOT = Verdict.SAME, Verdict.DIFFERENT, Verdict.CANNOT_TELL
verdicts = st.lists(st.sampled_from(Verdict), max_size=7)


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ([], Standing.WAITING),
        ([SAME], Standing.SAME),
        ([DIFFERENT], Standing.DIFFERENT),
        ([CANNOT], Standing.DOUBT),
        ([SAME, SAME], Standing.SAME),
        ([CANNOT, CANNOT], Standing.DOUBT),
        ([SAME, DIFFERENT], Standing.DISPUTED),
        ([SAME, CANNOT], Standing.DISPUTED),
        ([SAME, DIFFERENT, DIFFERENT], Standing.DIFFERENT),
        ([SAME, DIFFERENT, CANNOT], Standing.DOUBT),
        ([SAME, CANNOT, CANNOT], Standing.DOUBT),
        ([SAME, DIFFERENT, SAME, DIFFERENT], Standing.DOUBT),
    ],
)
def test_how_a_pair_stands_after_what_was_said(said, stands):
    assert standing(said) is stands


@given(verdicts, st.randoms())
def test_it_does_not_matter_who_spoke_first(said, chance):
    turned = list(said)
    chance.shuffle(turned)
    assert standing(turned) is standing(said)


@given(verdicts)
def test_what_binds_the_next_run_was_said_by_more_than_half(said):
    stands = standing(said)
    if stands.binds:
        assert 2 * said.count(Verdict(stands.value)) > len(said)


@given(verdicts)
def test_who_disagree_are_never_settled_by_the_second_alone(said):
    if len(said) == 2 and said[0] is not said[1]:
        assert standing(said) is Standing.DISPUTED
        assert wants_opinion(standing(said), 2)


def test_two_who_agree_ask_nobody_else_and_one_alone_asks_another():
    assert not wants_opinion(standing([SAME, SAME]), 2)
    assert wants_opinion(standing([SAME]), 1)
    assert wants_opinion(standing([]), 0)


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (1.0, "almost certain"),
        (0.98, "all but 1 in 50"),
        (0.9, "about 9 in 10"),
        (0.5, "about as likely as not"),
        (0.31, "about 3 in 10"),
        (0.02, "about 1 in 50"),
        (0.0, "almost impossible"),
    ],
)
def test_how_likely_it_is_is_said_in_words(probability, words):
    assert in_words(probability) == words


@given(st.floats(0, 1))
def test_every_probability_has_words(probability):
    assert in_words(probability)
