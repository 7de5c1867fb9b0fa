"""A small partnership whose every figure can be counted by hand, and a report about it.

In 2024-25: two sessions; ten places booked, of which eight attended by seven people, one not attended and one
cancelled late; the council's staff are twenty. Four meetings of the Executive with eighteen of twenty present, and
one of the MASH group, chaired by the police. Six actions were outstanding on 31 March 2024 and three a year later,
one of them overdue; four were completed in the year, three of them on time. Two challenges were raised, one is open.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest

from sightline.actions.models import Action
from sightline.challenges.models import Challenge
from sightline.foundation.access import Shell
from sightline.meetings.models import Attendance, Meeting, Presence
from sightline.partnership.models import Agency, Body, Coverage, Partnership, Seat, Workforce
from sightline.people.models import Person
from sightline.reports.models import Report
from sightline.reports.services.importing import import_text
from sightline.training.models import Booking, Course, Place, Session

SOURCES = ("actions", "meetings", "training", "challenges")
COUNCIL, POLICE = "Westmoor County Council", "Westmoor & Coast Constabulary"

REPORT = """\
---
kind: scrutineer
title: Independent scrutineer's report 2024-25
period: 2024-25
---
## Training
Partners kept up a broad programme, with {training.sessions in 2024-25} sessions.

::: claim
Eight places were taken up.
check: training.places_attended in 2024-25 >= 8
:::

::: figure training.places_attended in 2024-25 by agency
:::

## Actions

::: claim
Outstanding actions fell by half.
check: actions.outstanding at 2025-03-31 falls by >= 50% since 2024-03-31
:::

::: claim
Every action was completed on time.
check: actions.completed_on_time_rate in 2024-25 = 100%
reason: One was late because its owner left.
judged by: Ann Example
:::

::: chart actions.outstanding monthly from 2023-04 to 2025-03
Outstanding actions fell by half
:::

::: table meetings.attendance_rate in 2024-25 by body
:::

::: claim
Partners challenge one another well.
reason: I saw it in three meetings.
judged by: Ann Example
evidence: Observation notes | https://example.org/notes | covers 2024-25 | obtained 2025-03-01
:::
"""


@pytest.fixture
def records(partnership: Partnership, agency: Callable[..., Agency]) -> Partnership:
    """The partnership of the module's docstring, with its records."""
    numbers = count(1)

    def make(model: type[Any], **values: Any) -> Any:
        return model.objects.create(partnership=partnership, key=str(next(numbers)), **values)

    council, police = agency(COUNCIL), agency(POLICE)
    for source in SOURCES:
        Coverage.objects.create(
            partnership=partnership, source=source, start=date(2023, 4, 1), end=date(2025, 3, 31)
        )
    make(Workforce, agency=council, staff=20, as_at=date(2024, 4, 1))
    _training(make, council, police)
    _meetings(make, council, police)
    _actions(make, council, police)
    for closed in (None, date(2024, 7, 1)):
        make(
            Challenge,
            raised_on=date(2024, 6, 1),
            closed_on=closed,
            raised_by=council,
            raised_with=police,
            subject="Who leads?",
        )
    return partnership


def _training(make: Callable[..., Any], council: Agency, police: Agency) -> None:
    course = make(Course, title="Working together", level="Level 3")
    sessions = [
        make(Session, reference=f"E{n}", course=course, held_on=day)
        for n, day in enumerate((date(2024, 5, 1), date(2024, 10, 1)), start=1)
    ]
    people = [make(Person, name=f"Delegate {n}", agency=council) for n in range(7)]
    places = [Place.ATTENDED] * 8 + [Place.DID_NOT_ATTEND, Place.LATE_CANCELLATION, Place.WAITING]
    for n, place in enumerate(places):
        make(
            Booking,
            reference=f"B{n}",
            session=sessions[n % 2],
            person=people[n % 7],
            agency=police if n == 0 else council,
            place=place,
        )


def _meetings(make: Callable[..., Any], council: Agency, police: Agency) -> None:
    executive, mash = make(Body, name="DSP Executive"), make(Body, name="MASH Operational Group")
    make(Seat, body=mash, agency=police, title="Chair", since=date(2023, 4, 1))
    for month in (5, 8, 11, 12):
        meeting = make(Meeting, body=executive, held_on=date(2024, month, 1))
        for n in range(5):
            absent = n == 0 and month in (5, 8)
            presence = Presence.APOLOGIES if absent else Presence.PRESENT
            make(Attendance, meeting=meeting, agency=council if n % 2 else police, presence=presence)
    meeting = make(Meeting, body=mash, held_on=date(2024, 6, 1))
    make(Attendance, meeting=meeting, agency=police, presence=Presence.PRESENT)


def _actions(make: Callable[..., Any], council: Agency, police: Agency) -> None:
    """Agreed, due and completed; the first was done in the year before, four in the year, three are outstanding."""
    dates = [
        (date(2023, 5, 1), date(2023, 9, 1), date(2023, 8, 1)),
        (date(2023, 6, 1), date(2024, 5, 1), date(2024, 4, 20)),
        (date(2023, 7, 1), date(2024, 6, 1), date(2024, 5, 20)),
        (date(2023, 8, 1), date(2024, 7, 1), date(2024, 6, 20)),
        (date(2023, 9, 1), date(2024, 8, 1), date(2024, 9, 20)),
        (date(2023, 10, 1), date(2025, 3, 1), None),
        (date(2024, 1, 1), date(2025, 6, 1), None),
        (date(2024, 10, 1), None, None),
    ]
    for n, (agreed, due, completed) in enumerate(dates, start=1):
        make(
            Action,
            reference=f"RR-{n}",
            source="rapid review" if n % 2 else "practice review",
            agency=council if n < 8 else police,
            undertaking="Do it",
            agreed_on=agreed,
            due_on=due,
            completed_on=completed,
        )


@pytest.fixture
def report(records: Partnership, shell: Shell) -> Report:
    """A report that may be published: four claims, of which one does not hold and says why."""
    return import_text(by=shell, partnership=records, text=REPORT)
