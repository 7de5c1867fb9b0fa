"""Recording who came while somebody else writes to the same meeting."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, transaction

from sightline.foundation.access import Shell
from sightline.meetings.models import Attendance, Meeting, Presence
from sightline.meetings.queries import locked
from sightline.meetings.services import Mark, record_attendance
from sightline.partnership.models import Agency
from sightline.partnership.services.turns import wait_for_turn

LONG_ENOUGH = 0.5  # seconds for the other to come as far as they can


@pytest.mark.django_db(transaction=True)
def test_an_import_that_comes_to_the_meeting_meanwhile_and_whoever_records_it_do_not_wait_for_each_other(
    meeting: Callable[..., Meeting], police: Agency
) -> None:
    held = meeting(date(2024, 5, 3))
    begun, problems = threading.Event(), []

    def import_sheet() -> None:
        try:
            with transaction.atomic():
                wait_for_turn(held.partnership)
                begun.set()
                time.sleep(LONG_ENOUGH)
                locked(held)
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    importing = threading.Thread(target=import_sheet)
    importing.start()
    assert begun.wait(10)
    record_attendance(
        by=Shell("Priya"),
        meeting=held,
        marks=[Mark(presence=Presence.PRESENT, agency=police, name="Ann Bell")],
    )
    importing.join(60)
    assert problems == []
    assert Attendance.objects.filter(person__name="Ann Bell").count() == 1
