"""Figures in a sentence, as they are kept and as their author sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.reports.inline import NoSuchFigure, asked, numbered, rewritten, unnumbered

TEXT = 'We ran {training.sessions in 2024-25} for {training.sessions{course="A } b"} in 2024-25}, {not one}.'


def test_a_figure_is_found_whatever_its_filters_hold() -> None:
    assert asked(TEXT) == ["training.sessions in 2024-25", 'training.sessions{course="A } b"} in 2024-25']


def test_an_author_sees_numbers_and_gets_the_figures_back() -> None:
    words, lines = numbered(TEXT)
    assert words == "We ran {1} for {2}, {not one}."
    assert unnumbered("First {2}, then {1}.", lines).startswith("First {training.sessions{course")
    assert unnumbered(words, lines) == TEXT


def test_a_number_without_a_figure_is_told() -> None:
    with pytest.raises(NoSuchFigure, match=r"no figure \{3\}"):
        unnumbered("It was {3}.", ["a.b in 2024-25"])


def test_a_brace_behind_a_backslash_and_one_that_is_never_closed_are_words() -> None:
    assert asked(r"\{training.sessions in 2024-25} {training.sessions in 2024-25") == []


@given(st.text(alphabet='{}a.b \\"1', max_size=30))
def test_the_words_around_the_figures_are_left_as_they_are(text: str) -> None:
    kept = rewritten(text, lambda asks: f" {asks} ")
    assert kept.replace(" ", "") == text.replace(" ", "")
