"""Deciding about pairs in a browser: with the keyboard alone, on a phone, and without a script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from sightline.datasets.models import ReviewDecision, ReviewPair
from sightline.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


def test_pairs_are_decided_with_the_keyboard_alone(
    pairs: list[ReviewPair],
    people: list[Person],
    page_as: Callable[[Person], Page],
    axe: Callable[[Page], None],
    no_sideways_scroll: Callable[[Page], None],
) -> None:
    page = page_as(people[0])
    page.goto("/westmoor/data/linkage/")
    axe(page)
    no_sideways_scroll(page)
    page.get_by_role("button", name="Decide 2 pairs").click()
    axe(page)
    no_sideways_scroll(page)
    page.get_by_role("button", name="Decide the next").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Are these the same child?")
    axe(page)
    no_sideways_scroll(page)
    page.get_by_role("button", name="Two children").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("1 of 2 decided")
    page.get_by_role("button", name="The same child").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pairs in doubt")
    verdicts = ReviewDecision.objects.order_by("id").values_list("verdict", flat=True)
    assert list(verdicts) == ["different", "same"]
    page.goto(f"/westmoor/data/linkage/pairs/{pairs[0].pk}")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Are these the same child?")
