"""A later look at a publication tells what changed in its numbers, in words that people read."""

from __future__ import annotations

import json
from datetime import date

import pytest

from sightline.actions.models import Action
from sightline.foundation.access import Shell
from sightline.meetings.models import Attendance
from sightline.partnership.models import Coverage
from sightline.reports.models import Publication, Report
from sightline.reports.services.publishing import publish
from sightline.reports.services.verifying import compared
from sightline.reports.telling import moved
from sightline.training.models import Booking

SERIES = "actions.outstanding monthly from 2023-04 to 2025-03"
BODIES = "meetings.attendance_rate in 2024-25 by body"


@pytest.fixture
def publication(report: Report, shell: Shell) -> Publication:
    return publish(by=shell, report=report)


def test_years_that_are_imported_later_do_not_change_what_was_published(publication: Publication) -> None:
    Coverage.objects.update(start=date(2022, 4, 1), end=date(2026, 3, 31))
    outcome = compared(publication)
    assert outcome.changed == ()
    assert outcome.stands


def test_prose_that_was_put_better_is_no_change(publication: Publication) -> None:
    payload = publication.payload.replace("came to", "was").replace('"note": ""', '"note": "Old words."')
    assert payload != publication.payload
    publication.payload = payload.replace('"why_not": ""', '"why_not": "Old words."')
    assert compared(publication).changed == ()


def test_a_changed_claim_is_told_with_the_values_that_people_read(publication: Publication) -> None:
    Booking.objects.filter(reference="B0").update(place="cancelled")
    told = {item.asks: (item.then, item.now) for item in compared(publication).changed}
    assert told["training.places_attended in 2024-25 >= 8"] == ("8", "7")
    assert told["training.places_attended in 2024-25 by agency"] == ("8", "7")


def test_a_rate_is_told_in_per_cent(publication: Publication) -> None:
    Action.objects.filter(reference="RR-5").update(completed_on=date(2024, 7, 30))
    told = {item.asks: (item.then, item.now) for item in compared(publication).changed}
    assert told["actions.completed_on_time_rate in 2024-25 = 100%"] == ("75%", "100%")


def test_a_series_is_told_by_the_months_that_moved(publication: Publication) -> None:
    Action.objects.filter(reference="RR-1").update(completed_on=date(2023, 9, 5))
    (item,) = [item for item in compared(publication).changed if item.asks == SERIES]
    assert (item.then, item.now) == ("August 2023: 3", "August 2023: 4")


def test_a_split_figure_is_told_by_the_groups_that_moved(publication: Publication) -> None:
    away = Attendance.objects.filter(meeting__body__name="DSP Executive", presence="apologies").first()
    assert away
    Attendance.objects.filter(pk=away.pk).update(presence="present")
    Attendance.objects.filter(meeting__body__name="MASH Operational Group").update(presence="apologies")
    (item,) = [item for item in compared(publication).changed if item.asks == BODIES]
    assert item.then == "DSP Executive: 90%; MASH Operational Group: 100%"
    assert item.now == "DSP Executive: 95%; MASH Operational Group: 0%"


def test_a_check_whose_value_is_the_same_is_told_by_both_its_reasons() -> None:
    then = {"verdict": "holds", "value": 3, "because": "No month stood out.", "query": {}}
    now = then | {"verdict": "does not hold", "because": "June stood out."}
    assert moved(then, now) == ("No month stood out.", "June stood out.")


def test_the_json_tells_each_test_with_its_parameters_and_each_text_with_its_values(
    publication: Publication,
) -> None:
    payload = json.loads(publication.payload)
    change = payload["checks"]["actions.outstanding at 2025-03-31 falls by >= 50% since 2024-03-31"]
    assert change["query"]["test"] == {
        "is": "falls",
        "since": "2024-03-31",
        "by": ">=",
        "number": 0.5,
        "relative": True,
    }
    assert change["tests"] == "outstanding actions fell by at least 50% from 31 March 2024 to 31 March 2025"
    (text,) = [block for block in payload["blocks"] if block["kind"] == "text"]
    assert "{training.sessions in 2024-25}" in text["text"]
    assert text["words"] == "Partners kept up a broad programme, with 2 sessions."
