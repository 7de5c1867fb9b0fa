"""Reports between bodies of Westmoor, at the end of its reporting year 2024-25."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from sightline.foundation.access import Shell
from sightline.meetings.models import Meeting
from sightline.partnership.models import Body, Coverage, Partnership
from sightline.partnership.services import add_body
from sightline.required_reports import services
from sightline.required_reports.models import DueReport, Requirement


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2025-03-31 12:00", tick=False):
        yield


@pytest.fixture
def covered(partnership: Partnership) -> Coverage:
    return Coverage.objects.create(
        partnership=partnership, source="required reports", start=date(2024, 4, 1), end=None
    )


@pytest.fixture
def mash(partnership: Partnership, shell: Shell) -> Body:
    return add_body(by=shell, partnership=partnership, name="MASH Operational Group")


@pytest.fixture
def executive(partnership: Partnership, shell: Shell) -> Body:
    return add_body(by=shell, partnership=partnership, name="DSP Executive")


@pytest.fixture
def business(partnership: Partnership, shell: Shell) -> Body:
    return add_body(by=shell, partnership=partnership, name="Business Group")


@pytest.fixture
def meeting(partnership: Partnership) -> Callable[..., Meeting]:
    def make(body: Body, held_on: date) -> Meeting:
        key = f"{body.pk}|{held_on}"
        return Meeting.objects.create(partnership=partnership, key=key, body=body, held_on=held_on)

    return make


@pytest.fixture
def required(
    partnership: Partnership, shell: Shell, mash: Body, executive: Body
) -> Callable[..., Requirement]:
    """``required()``: the MASH group to the executive each quarter of 2024-25, and the two years after."""

    def make(*to: Body, **values: Any) -> Requirement:
        given = {
            "reporter": mash,
            "subject": "How the front door works",
            "frequency": "quarterly",
            "first_on": date(2024, 4, 30),
            "until": date(2027, 3, 31),
            **values,
        }
        requirement = Requirement(partnership=partnership, **given)
        return services.require_reports(by=shell, requirement=requirement, to=to or (executive,))

    return make


@pytest.fixture
def told(shell: Shell) -> Callable[..., DueReport]:
    """``told(rule, date(2024, 4, 30), received_on=...)``: what became of the report that was due on a day."""

    def tell(rule: Requirement, due_on: date, **values: Any) -> DueReport:
        report = DueReport.objects.get(requirement=rule, due_on=due_on)
        return services.due_reports.correct(by=shell, record=report, values=values)

    return tell
