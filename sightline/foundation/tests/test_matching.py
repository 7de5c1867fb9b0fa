"""Words around a match, and texts cut to a line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sightline.foundation.matching import shortened, snippet


def test_a_snippet_shows_the_words_around_the_first_match():
    text = "x " * 100 + "the neglect toolkit" + " y" * 100
    assert "neglect toolkit" in snippet(text, "TOOLKIT neglect")
    assert snippet(text, "neglect").startswith("…")
    assert snippet("Short text", "absent") == "Short text"


def test_a_long_text_is_cut_after_a_whole_word():
    assert shortened("Brief all staff, on  the\nprotocol", 17) == "Brief all staff…"
    assert shortened("Brief all\nstaff", 40) == "Brief all staff"


@given(st.text(max_size=300), st.integers(5, 100))
def test_a_shortened_text_is_never_longer_than_asked_but_for_the_dots(text, longest):
    assert len(shortened(text, longest)) <= longest + 1
