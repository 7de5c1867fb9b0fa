"""A meeting from its agenda to locked minutes, and an action of it until it is assured, as four different people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from sightline.foundation.access import Shell
from sightline.foundation.dates import spell_out
from sightline.meetings.models import Meeting
from sightline.meetings.services import add_meeting
from sightline.partnership import services as partnerships
from sightline.partnership.models import Partnership
from sightline.partnership.roles import BUSINESS_MANAGER, COORDINATOR, DELEGATED_PARTNER, QA_LEAD
from tests.browser.fixtures import assert_accessible, assert_no_sideways_scroll


@pytest.fixture
def planned(partnership: Partnership, agency: Callable[..., Any], shell: Shell) -> Meeting:
    """A meeting of the executive last week, as it was planned before; another is today."""
    police = agency("Westmoor & Coast Constabulary")
    executive = partnerships.add_body(by=shell, partnership=partnership, name="DSP Executive")
    partnerships.add_seat(by=shell, body=executive, agency=police, title="Chair")
    today = timezone.localdate()
    days = (today - timedelta(days=7), today)
    with time_machine.travel(days[0] - timedelta(days=1), tick=False):
        last_week, _ = (
            add_meeting(by=shell, meeting=Meeting(partnership=partnership, body=executive, held_on=day))
            for day in days
        )
    return last_week


def looked_at(page: Page) -> None:
    assert_accessible(page)
    assert_no_sideways_scroll(page)


def choose(page: Page, name: str) -> None:
    """Follow what the page offers, be it a link or a button."""
    main = page.get_by_role("main")
    main.get_by_role("link", name=name).or_(main.get_by_role("button", name=name)).first.click()


def do(page: Page, name: str) -> None:
    """Follow what the page offers, and say yes to the question that it asks before."""
    choose(page, name)
    page.get_by_role("main").get_by_role("button", name=name).click()


@pytest.mark.django_db(transaction=True)
def test_a_meeting_from_its_agenda_to_locked_minutes_and_an_assured_action(
    planned: Meeting,
    person_with: Callable[..., Any],
    page_as: Callable[..., Page],
    settings: Any,
    tmp_path: Any,
) -> None:
    settings.FILES = tmp_path / "files"
    people = {
        role: person_with(role, name=name)
        for role, name in (
            (COORDINATOR, "Priya Shah"),
            (BUSINESS_MANAGER, "Tom Reed"),
            (DELEGATED_PARTNER, "Grace Obi"),
            (QA_LEAD, "Omar Hale"),
        )
    }
    at = f"/westmoor/meetings/{planned.pk}"

    # The coordinator makes the agenda, and keeps the meeting.
    page = page_as(people[COORDINATOR])
    page.set_default_timeout(10_000)
    main = page.get_by_role("main")
    page.goto(at)
    choose(page, "Add an item")
    page.get_by_label("What is it about?").fill("Escalation protocol")
    page.get_by_role("button", name="Add the agenda item").click()
    page.goto(at)
    expect(main).to_contain_text("Escalation protocol")
    looked_at(page)
    do(page, "Start the meeting")
    page.goto(f"{at}/attendance")
    page.get_by_label("Present").first.check()
    looked_at(page)
    page.get_by_role("button", name="Save").or_(page.get_by_role("button", name="Record")).first.click()
    page.goto(f"{at}/write")
    page.get_by_label("What was said?").fill("Brief all teams on the escalation protocol.")
    page.get_by_label("Action", exact=True).check()
    page.get_by_label("Which agency will do it?").select_option(label="Westmoor & Coast Constabulary")
    page.get_by_label("Lead officer").fill("Jill Wilkins")
    looked_at(page)
    page.get_by_role("button", name="Write it down").click()
    page.goto(at)
    expect(main).to_contain_text("Brief all teams on the escalation protocol.")
    expect(main).to_contain_text("1 of the 1 expected came.")
    do(page, "Close the meeting")

    # The business manager writes the minutes, sends them, and has them agreed a week later.
    page.context.clear_cookies()
    page = page_as(people[BUSINESS_MANAGER])
    page.goto(f"{at}/minutes")
    choose(page, "Write the text")
    page.get_by_label("What was said").fill("The protocol was welcomed.")
    page.get_by_role("button", name="Save").click()
    page.goto(f"{at}/minutes")
    expect(main).to_contain_text("Change the text")
    looked_at(page)
    do(page, "Send for agreement")
    page.goto(f"/westmoor/meetings/{planned.pk + 1}")
    do(page, "Start the meeting")
    page.goto(f"{at}/minutes/agree")
    page.get_by_label("Agreed at").select_option(index=1)
    page.get_by_role("button", name="They are agreed").click()

    page.goto(f"{at}/minutes")
    expect(main).to_contain_text("Add a correction")

    # The delegated partner reads what can no longer be changed.
    page.context.clear_cookies()
    page = page_as(people[DELEGATED_PARTNER])
    page.goto(f"{at}/minutes")
    expect(main).to_contain_text("The protocol was welcomed.")
    expect(main).to_contain_text(spell_out(timezone.localdate()))
    for kind in ("link", "button"):
        expect(main.get_by_role(kind, name="Change the text")).to_have_count(0)
    looked_at(page)

    # Somebody other than its owner sees that the action was done, and then that it worked.
    page.context.clear_cookies()
    page = page_as(people[QA_LEAD])
    page.goto("/westmoor/actions/")
    main.get_by_role("link", name="MTG").first.click()
    choose(page, "Mark as complete")
    page.get_by_role("button", name="Save").click()
    choose(page, "Say whether it worked")
    page.get_by_label("Assured: it worked").check()
    page.get_by_label("Or somebody who is not in the list").fill("Omar Hale, QA lead")
    page.get_by_label("What did they see?").fill("Nine of ten teams described it.")
    looked_at(page)
    page.get_by_role("button", name="Save").click()
    expect(main).to_contain_text("Assured")
    expect(main).to_contain_text("Nine of ten teams described it.")
    looked_at(page)
