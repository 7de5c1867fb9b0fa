"""Layers of totals: each from zero to its own, and nothing where nothing was recorded."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from sightline.documents.tests.examples import layers

SVG = "{http://www.w3.org/2000/svg}"


def test_each_layer_reaches_from_zero_to_its_own_total_and_has_a_gap_where_nothing_was_recorded() -> None:
    root = fromstring(layers((4, 8, None, 8), (2, 4, None, 4)).svg("layers"))
    areas = [path.attrib["d"] for path in root.iter(f"{SVG}path") if "fill-opacity" in path.attrib]
    assert len(areas) == 4  # two runs of months in each of two layers
    heights = [[float(place.split(" ")[1]) for place in area.strip("MZ").split("L")] for area in areas]
    floor = heights[0][0]
    assert all(area[0] == area[-1] == floor for area in heights)
    whole, half = (floor - min(area) for area in (heights[0], heights[2]))
    assert whole == pytest.approx(2 * half)


def test_the_words_of_layers_name_the_first_and_the_latest_total_and_what_is_missing() -> None:
    assert layers((3, 5, None, 9), (1, 2, None, 4)).description() == (
        "Agreed: 3 (Month 1) to 9 (Month 4); not recorded at 1 of 4 points. "
        "Complete: 1 (Month 1) to 4 (Month 4); not recorded at 1 of 4 points."
    )


def test_layers_of_unlike_length_are_refused() -> None:
    with pytest.raises(ValueError, match="one to 3 series of one length"):
        layers((1, 2), (1,))
