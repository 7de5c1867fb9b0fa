"""Recording who came, in a real browser: on a wide screen and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page

from sightline.meetings.models import Attendance, Meeting, Presence
from sightline.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ("Ann Bell", "Ben Cole", "Cat Dunn", "Dev Eade", "Eve Fox", "Gus Hill")
SCREENFUL = 900  # pixels
Sheet = Callable[[int], Page]


@pytest.fixture
def sheet(
    meeting: Callable[..., Meeting],
    came: Callable[..., Attendance],
    person_with: Callable[..., Person],
    page_as: Callable[[Person], Page],
) -> Sheet:
    """``sheet(1280)``: the page on which six members are marked, in a window of a width."""
    last = meeting(date(2024, 5, 3))
    for name in NAMES:
        came(last, name, seat="Member")
    today = meeting(date(2024, 6, 12))

    def show(width: int) -> Page:
        page = page_as(person_with("coordinator"))
        page.set_viewport_size({"width": width, "height": SCREENFUL})
        page.goto(f"/westmoor/meetings/{today.pk}/attendance")
        return page

    return show


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_sheet_is_accessible_and_no_wider_than_the_window(
    sheet: Sheet, axe: Callable[[Page], None], width: int
) -> None:
    page = sheet(width)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_wide_screen_six_members_fit_on_one_screen(sheet: Sheet) -> None:
    page = sheet(1280)
    boxes = [page.get_by_role("group", name=name).bounding_box() for name in (NAMES[0], NAMES[-1])]
    first, last = (box for box in boxes if box)
    assert last["y"] + last["height"] - first["y"] < SCREENFUL


def test_everybody_came_but_for_one_who_sent_a_deputy(sheet: Sheet) -> None:
    page = sheet(1280)
    page.get_by_label("Everybody came").check()
    ben = page.get_by_role("group", name="Ben Cole")
    ben.get_by_label("Deputy", exact=True).check()
    ben.get_by_label("Deputy’s name").fill("Dee Fox")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Who came was saved.").wait_for()
    marks = {
        one.person.name: (one.presence, one.deputy)
        for one in Attendance.objects.filter(meeting__held_on=date(2024, 6, 12)).select_related("person")
        if one.person
    }
    present = (Presence.PRESENT.value, "")
    assert marks == {**dict.fromkeys(NAMES, present), "Ben Cole": (Presence.DEPUTY.value, "Dee Fox")}
