"""A waterfall: each step begins where the one before ended, and the last bar is the sum."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest

from sightline.documents.tests.examples import waterfall

SVG = "{http://www.w3.org/2000/svg}"


def bars(root: Element) -> list[tuple[float, float]]:
    """Where each bar begins and ends, from left to right."""
    spans = [(float(rect.attrib["x"]), float(rect.attrib["width"])) for rect in root.iter(f"{SVG}rect")]
    return [(start, start + width) for start, width in spans]


def texts(root: Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_each_step_begins_where_the_one_before_ended_and_the_last_bar_is_the_sum() -> None:
    for_, against, more, together = bars(fromstring(waterfall(6, -4, 2).svg("w")))
    assert for_[1] == pytest.approx(against[1], abs=0.2), "a step against goes back from where it stood"
    assert more[0] == pytest.approx(against[0], abs=0.2)
    assert together == pytest.approx((for_[0], more[1]), abs=0.2)
    a_unit = (for_[1] - for_[0]) / 6
    assert against[1] - against[0] == pytest.approx(4 * a_unit, abs=0.3)


def test_what_was_not_recorded_moves_nothing_and_says_so() -> None:
    root = fromstring(waterfall(3, None).svg("w"))
    assert "not recorded" in texts(root)
    assert texts(root).count("+3.0") == 2, "the step, and the sum that it makes alone"
    assert waterfall(3, None).table()[1][1] == ("Date of birth", "not recorded")


def test_its_words_say_each_step_the_sum_and_what_the_line_means() -> None:
    assert waterfall(6, -4).description() == (
        "Value. Date of birth: +6.0; Date of birth: -4.0; Together: +2.0. The line stands at +4.0: enough to link."
    )


def test_without_steps_the_sum_is_nothing() -> None:
    assert waterfall().table()[1] == (("Together", "+0.0"),)
    assert len(bars(fromstring(waterfall().svg("w", width=320)))) == 1
