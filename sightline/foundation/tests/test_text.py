"""Two spellings of one name are one name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.foundation.text import fold, slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Westmoor Police", "  WESTMOOR   police "),
        ("Children’s Services", "Children's Services"),
        ("WCC – Children", "WCC - Children"),
        ("Westmoor\u00a0ICB", "Westmoor ICB"),
        ("West\u00admoor\u200b", "Westmoor"),
        ("\ufeffName", "name"),
        ("Straße", "STRASSE"),
        ("Cafe\u0301", "Café"),
        ("DSP\tExecutive\n", "DSP Executive"),
    ],
)
def test_spellings_that_people_take_for_one_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_names_that_differ_stay_apart() -> None:
    assert fold("Westmoor Police") != fold("Eastvale Police")
    assert fold("Cafe") != fold("Café")


@given(st.text())
def test_folding_again_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text())
def test_a_slug_is_fit_for_an_address(name: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(name))
    assert len(slug(name)) <= 60


def test_a_slug_can_be_read() -> None:
    for report in (
        "Scrutineer’s report: Café & crèche 2024–25",
        "Scrutineer's report — cafe, creche, 2024-25",
    ):
        assert slug(report) == "scrutineers-report-cafe-creche-2024-25"
    assert slug("a-" * 40, limit=4) == "a-a"
