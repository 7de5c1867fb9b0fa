"""The partnership's own pages in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from sightline.foundation.access import Shell
from sightline.partnership import services
from sightline.partnership.models import Agency, Partnership
from sightline.partnership.roles import BUSINESS_MANAGER, COORDINATOR
from sightline.people.models import Person

MakePerson = Callable[..., Person]
Check = Callable[[Page], None]
PageAs = Callable[[Person], Page]

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_coordinator_adds_an_agency_names_it_and_sees_who_did(
    page_as: PageAs, person_with: MakePerson
) -> None:
    page = page_as(person_with(COORDINATOR, name="Priya Shah"))
    page.goto("/westmoor/agencies/")
    page.get_by_role("button", name="Add an agency").click()
    page.get_by_label("Name").fill("Westmoor Police")
    page.get_by_label("Kind of agency").select_option("Police")
    page.get_by_role("button", name="Add the agency").click()
    page.get_by_role("link", name="New name").click()
    page.get_by_label("New name").fill("Westmoor & Coast Constabulary")
    for part, value in (("Day", "1"), ("Month", "4"), ("Year", "2023")):
        page.get_by_label(part).fill(value)
    page.get_by_role("button", name="Save the new name").click()
    expect(page.get_by_role("heading", name="Westmoor & Coast Constabulary")).to_be_visible()
    expect(page.get_by_text("Westmoor Police, until 31 March 2023")).to_be_visible()
    expect(page.locator(".sl-timeline").get_by_text("Priya Shah").first).to_be_visible()


def test_a_name_that_is_taken_is_told_at_the_field_and_nothing_typed_is_lost(
    page_as: PageAs, person_with: MakePerson, agency: Callable[..., Agency]
) -> None:
    agency("Police")
    other = agency("Council")
    page = page_as(person_with(COORDINATOR))
    page.goto(f"/westmoor/agencies/{other.pk}/names/new")
    page.get_by_label("Other name").fill("police")
    page.get_by_role("button", name="Add the name").click()
    expect(page.get_by_role("link", name="There is an agency called Police already")).to_be_visible()
    assert page.get_by_label("Other name").input_value() == "police"


def test_the_colour_of_a_partnership_is_on_its_pages(page_as: PageAs, person_with: MakePerson) -> None:
    page = page_as(person_with(BUSINESS_MANAGER))
    page.goto("/westmoor/settings/")
    page.get_by_label("Colour").fill("#ffff00")
    page.get_by_role("button", name="Save the settings").click()
    expect(page.get_by_role("link", name="#ffff00 is too light")).to_be_visible()
    page.get_by_label("Colour").fill("#5b2a4e")
    page.get_by_role("button", name="Save the settings").click()
    page.get_by_text("The settings are saved").wait_for()
    colour = page.get_by_role("button", name="Save the settings").evaluate(
        "b => getComputedStyle(b).backgroundColor"
    )
    assert colour == "rgb(91, 42, 78)"


def test_every_page_can_be_used_by_everybody(
    page_as: PageAs,
    person_with: MakePerson,
    partnership: Partnership,
    agency: Callable[..., Agency],
    shell: Shell,
    axe: Check,
    no_sideways_scroll: Check,
) -> None:
    police, old = agency("Westmoor & Coast Constabulary", statutory=True), agency("Coast Police")
    services.add_alias(by=shell, agency=police, name="W&C Police")
    figure = services.add_workforce(by=shell, agency=police, staff=1900, as_at=date(2024, 4, 1))
    services.rename_agency(
        by=shell, agency=police, name="Westmoor and Coast Constabulary", since=date(2024, 6, 1)
    )
    services.merge_agency(by=shell, agency=old, into=police, on=date(2024, 4, 1))
    executive = services.add_body(
        by=shell, partnership=partnership, name="Executive", purpose="Leads. Decides."
    )
    group = services.add_body(by=shell, partnership=partnership, name="QA Group", reports_to=executive)
    seat = services.add_seat(by=shell, body=group, agency=police, title="Chair", since=date(2024, 4, 1))
    span = services.begin_live(by=shell, partnership=partnership, source="actions")
    services.withdraw(by=shell, record=agency("Twice"), reason="Entered twice")
    assert span is not None
    page = page_as(person_with(BUSINESS_MANAGER))
    at, on = f"agencies/{police.pk}", f"bodies/{group.pk}"
    paths = ["agencies/", "agencies/new", f"{at}/", f"agencies/{old.pk}/", f"agencies/{old.pk}/merge/undo"]
    paths += [f"{at}/{one}" for one in ("correct", "name", "merge", "withdraw", "names/new", "workforce/new")]
    paths += [
        f"workforce/{figure.pk}/correct",
        f"workforce/{figure.pk}/withdraw",
        "bodies/",
        "bodies/new",
        f"{on}/",
    ]
    paths += [f"{on}/{one}" for one in ("correct", "withdraw", "seats/new")]
    paths += [f"seats/{seat.pk}/end", "coverage/", f"coverage/{span.pk}", "settings/"]
    for path in paths:
        answer = page.goto(f"/westmoor/{path}")
        assert answer is not None
        assert answer.status == 200, path
        axe(page)
        no_sideways_scroll(page)
