"""The pages of actions, challenges, meetings and training in a browser: accessible, and usable on a phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page

from sightline.partnership.models import Body, Coverage, Partnership
from sightline.people.models import Person
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses(partnership: Partnership) -> list[str]:
    """Every kind of page, about one thing of each kind."""
    world = World(partnership)
    for source in ("actions", "challenges", "meetings", "training"):
        Coverage.objects.create(
            partnership=partnership, source=source, start=date(2024, 4, 1), end=date(2025, 3, 31)
        )
    mark, booking = world.attendance, world.booking
    action, challenge = "actions/RR01-24-1", f"challenges/{world.challenge.pk}"
    assert world.action.key == "rr01-24-1"
    pages = [
        "actions/", "actions/new", action, f"{action}/correct", f"{action}/complete", f"{action}/withdraw",
        "challenges/", "challenges/new", challenge, f"{challenge}/close",
        "meetings/", "meetings/new", f"meetings/{mark.meeting_id}", f"meetings/{mark.meeting_id}/attendance",
        "meetings/attendance/", f"meetings/attendance/{mark.pk}", f"meetings/attendance/{mark.pk}/correct",
        "training/", "training/courses/", "training/sessions/", "training/bookings/", "training/bookings/new",
        f"training/courses/{booking.session.course_id}", f"training/sessions/{booking.session_id}",
        f"training/bookings/{booking.pk}", f"training/bookings/{booking.pk}/correct", "training/sessions/new",
    ]  # fmt: skip
    return [f"/westmoor/{page}" for page in pages]


def test_every_page_is_accessible_and_fits_a_phone(
    addresses: list[str],
    person_with: Callable[..., Person],
    page_as: Callable[[Person], Page],
    axe: Callable[[Page], None],
    no_sideways_scroll: Callable[[Page], None],
) -> None:
    page = page_as(person_with("coordinator"))
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        axe(page)
        no_sideways_scroll(page)


def test_yesterdays_meeting_is_recorded_in_five_clicks(
    partnership: Partnership, person_with: Callable[..., Person], page_as: Callable[[Person], Page]
) -> None:
    world = World(partnership)
    assert world.attendance.presence == "present"
    assert isinstance(world.body, Body)
    page = page_as(person_with("coordinator"))
    page.goto("/westmoor/meetings/")
    page.get_by_role("button", name="Add a meeting").click()
    page.get_by_label("Body").select_option(label="Executive")
    for part, value in (("Day", "3"), ("Month", "5"), ("Year", "2024")):
        page.get_by_label(part).fill(value)
    page.get_by_role("button", name="Add the meeting").click()
    page.get_by_label("Everybody came").check()
    page.get_by_role("button", name="Save").click()
    assert "1 of the 1 expected came." in page.inner_text("main")


def test_errors_lead_to_their_fields(
    partnership: Partnership,
    person_with: Callable[..., Person],
    page_as: Callable[[Person], Page],
    axe: Callable[[Page], None],
) -> None:
    page = page_as(person_with("coordinator"))
    page.goto("/westmoor/actions/new")
    page.get_by_role("button", name="Add the action").click()
    assert page.title().startswith("Error")
    axe(page)
    page.get_by_role("link", name="Enter reference").click()
    assert page.evaluate("document.activeElement.name") == "reference"
