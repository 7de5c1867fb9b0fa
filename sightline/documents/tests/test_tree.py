"""A tree says who stands under whom in its lines, its words and its table alike."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from sightline.documents.charts import Branch, Tree

SVG = "{http://www.w3.org/2000/svg}"


def test_a_box_of_a_tree_stands_under_the_nearest_before_it_that_is_less_deep() -> None:
    tree = Tree("t", (Branch("A"), Branch("B", 1), Branch("C", 2), Branch("D", 1), Branch("E")))
    assert tree.table() == (
        ("Body", "Reports to"),
        (("A", "none"), ("B", "A"), ("C", "B"), ("D", "A"), ("E", "none")),
    )
    assert tree.description().startswith("A reports to no other. B reports to A. C reports to B.")
    lines = list(fromstring(tree.svg("tree")).iter(f"{SVG}path"))
    assert len(lines) == 3  # one from each that stands under another


def test_a_box_that_stands_under_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="“B” stands under nothing"):
        Tree("t", (Branch("A"), Branch("B", 2)))
