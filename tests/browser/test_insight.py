"""An analyst from a delivery to a recommendation that the executive accepts at its meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from sightline.datasets import services
from sightline.datasets.catalogue import fields_of
from sightline.datasets.engine import contracts
from sightline.datasets.models import Agreement
from sightline.demo.children import deliveries, families
from sightline.foundation.access import Shell
from sightline.meetings.models import Meeting
from sightline.meetings.services import add_meeting, move_to
from sightline.partnership import services as partnerships
from sightline.partnership.models import Partnership
from sightline.partnership.roles import COORDINATOR, DATA_ANALYST
from tests.browser.fixtures import assert_accessible, assert_no_sideways_scroll

POLICE, MISSING = "police-notifications", "/westmoor/indicators/data.missing"
SEEN = "More children are reported missing every month since September 2024"
ADVICE = "Offer every child who comes home a conversation within 72 hours"


@pytest.fixture
def notifications(
    partnership: Partnership, agency: Callable[..., Any], shell: Shell, settings: Any, tmp_path: Path
) -> Path:
    """Two years of the police's notifications, which an agreement lets them deliver."""
    settings.FILES = tmp_path / "files"
    police = agency("Westmoor & Coast Constabulary")
    agreement = Agreement(
        partnership=partnership,
        contract=POLICE,
        agency=police,
        fields=list(fields_of(contracts.find(POLICE))),
        starts=date(2023, 4, 1),
        ends=date(2099, 3, 31),
    )
    services.agreements.add(by=shell, record=agreement)
    held = {one.key: one for one in deliveries(families(6_000, 11), 11)}
    return held[POLICE].write(tmp_path)


@pytest.fixture
def meeting(partnership: Partnership, shell: Shell) -> Meeting:
    """Today's meeting of the executive, whose agenda is open."""
    executive = partnerships.add_body(by=shell, partnership=partnership, name="DSP Executive")
    planned = Meeting(partnership=partnership, body=executive, held_on=timezone.localdate())
    return add_meeting(by=shell, meeting=planned)


def looked_at(page: Page) -> None:
    assert_accessible(page)
    assert_no_sideways_scroll(page)


@pytest.mark.django_db(transaction=True)
def test_an_analyst_leads_from_a_delivery_to_what_the_executive_agrees(
    notifications: Path,
    meeting: Meeting,
    shell: Shell,
    person_with: Callable[..., Any],
    page_as: Callable[..., Page],
) -> None:
    analyst, coordinator = person_with(DATA_ANALYST, name="Wei Chan"), person_with(COORDINATOR)
    page = page_as(analyst)
    page.set_default_timeout(20_000)
    main = page.get_by_role("main")

    # The police deliver, and what came counts.
    services.deliver(by=analyst, partnership=meeting.partnership, path=notifications, name=notifications.name)
    page.goto("/westmoor/indicators/")
    expect(main).to_contain_text("7 months in a row above the average since September 2024")
    looked_at(page)
    main.get_by_role("link", name="Missing notifications").first.click()
    expect(main).to_contain_text("worse than chance would give")
    looked_at(page)

    # The analyst says what they see, and recommends something because of it.
    main.get_by_role("button", name="Record what you observe").click()
    page.get_by_label("What do you see?").fill(SEEN)
    main.get_by_role("button", name="Record it").click()
    main.get_by_role("button", name="Recommend to a body").click()
    page.get_by_label("What do you recommend?").fill(ADVICE)
    page.get_by_label("To which body?").select_option(label="DSP Executive")
    page.get_by_label("At which meeting?").select_option(index=1)
    page.get_by_label("Which agency would do it?").select_option(index=1)
    looked_at(page)
    main.get_by_role("button", name="Recommend it").click()
    expect(main).to_contain_text("Proposed")
    observed = page.url

    # The executive meets, and takes it up.
    move_to(by=shell, meeting=meeting, state="in progress")
    page = page_as(coordinator)
    page.goto(f"/westmoor/meetings/{meeting.pk}/run")
    main.get_by_role("button", name="Decide on the proposal").click()
    page.get_by_label("Yes: it is agreed").check()
    looked_at(page)
    main.get_by_role("button", name="Write it down").click()
    expect(main).to_contain_text(ADVICE)

    # Where it was observed, it is agreed; and the action knows its figure.
    page = page_as(analyst)
    page.goto(observed)
    expect(main).to_contain_text("Agreed")
    looked_at(page)
    main.get_by_role("link", name=ADVICE).first.click()
    expect(main).to_contain_text("Figure that shows whether it worked")
