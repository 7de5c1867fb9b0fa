"""What a value looks like on a page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.safestring import SafeString

from sightline.govuk.blocks import Prose
from sightline.govuk.values import Lines, Link, Svg, Tag, Verdict, plain, shown


def test_text_is_escaped_wherever_it_stands() -> None:
    hostile = "<script>"
    values = (
        hostile,
        Link(hostile, "/x"),
        Link("x", "/x", hidden=hostile),
        Tag(hostile),
        Lines(hostile, Tag(hostile)),
    )
    for value in values:
        assert "<script>" not in shown(value)
        assert "&lt;script&gt;" in shown(value)


def test_an_address_cannot_break_out_of_its_attribute() -> None:
    assert '"><' not in shown(Link("x", '/"><img>'))


def test_a_number_has_separators() -> None:
    assert shown(9166) == "9,166"


def test_a_decimal_is_shown_as_it_was_rounded() -> None:
    assert shown(Decimal("82.5")) == "82.5"


def test_a_date_is_spelled_out() -> None:
    assert shown(date(2025, 3, 31)) == '<time datetime="2025-03-31">31 March 2025</time>'
    assert plain(date(2025, 3, 31)) == "31 March 2025"


def test_a_moment_is_told_in_local_time() -> None:
    assert plain(datetime(2025, 7, 1, 12, 5, tzinfo=UTC)) == "1 July 2025, 1:05pm"
    assert plain(datetime(2025, 1, 1, 0, 5, tzinfo=UTC)) == "1 January 2025, 12:05am"


def test_what_is_missing_is_not_shown_as_nothing() -> None:
    assert "not recorded" in shown(None)
    assert shown(0) == "0"
    assert shown("") == ""


def test_yes_and_no_are_not_numbers() -> None:
    assert (shown(True), shown(False)) == ("Yes", "No")


def test_a_reference_stays_on_one_line_and_a_title_does_not() -> None:
    assert "sl-whole" in shown(Link("RR01-24-3", "/x"))
    assert "sl-whole" not in shown(Link("Update the pathway", "/x"))


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("holds", "✓"),
        ("does not hold", "✕"),
        ("not recorded", "–"),
        ("judgement", "◆"),
        ("changed since", "△"),
    ],
)
def test_a_verdict_has_its_word_and_a_shape_that_is_not_read_aloud(word: str, shape: str) -> None:
    html = shown(Verdict(word))
    assert word in html
    assert f'aria-hidden="true">{shape}</span>' in html


def test_a_word_that_is_no_verdict_is_refused() -> None:
    with pytest.raises(ValueError, match="not a verdict"):
        Verdict("fine")


def test_only_a_drawing_is_taken_for_a_drawing() -> None:
    with pytest.raises(ValueError, match="svg"):
        Svg("<p>Hello</p>")


def test_prose_must_have_been_sanitised() -> None:
    with pytest.raises(TypeError, match="sanitised"):
        Prose("<p>Hello</p>")  # type: ignore[arg-type]
    assert Prose(SafeString("<p>Hello</p>")).html == "<p>Hello</p>"
