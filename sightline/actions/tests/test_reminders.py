"""Reminding those who speak for an agency of the actions that it leads."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sightline.actions import services
from sightline.actions.models import AcceptedRisk
from sightline.actions.reminders import due
from sightline.foundation.reminders import reminders

TODAY = date(2025, 3, 20)


@pytest.fixture
def speaker(person_with, police):
    person = person_with("agency-representative", name="Jill Wilkins")
    person.agency = police
    person.save()
    return person


def test_who_speaks_for_the_lead_agency_is_reminded_of_what_is_open(
    covered, action, speaker, agency, partnership
):
    action("RR01/24-3", due_on=date(2025, 3, 25))
    action("A2", due_on=date(2025, 3, 25), completed_on=date(2025, 3, 1))
    action("A3", due_on=date(2025, 3, 25), agency=agency("Westmoor Schools"))
    action("A4", due_on=None)
    action("A5", due_on=date(2025, 9, 1))
    one, of_nobody = sorted(due(partnership, TODAY), key=lambda each: each.person is None)
    assert (of_nobody.person, of_nobody.seen_at) == (None, "/westmoor/actions/A3")
    assert (one.person, one.due) == (speaker, date(2025, 3, 25))
    assert one.text == "Complete action RR01/24-3, or say how far it is"
    assert one.href == "/westmoor/actions/RR01-24-3/update"


def test_nobody_is_reminded_from_a_tracker_that_ended(covered, action, speaker, partnership):
    action("RR01/24-3", due_on=date(2025, 3, 25))
    assert list(due(partnership, date(2025, 4, 1))) == []


def test_what_is_accepted_as_late_is_quiet_for_that_time(covered, action, speaker, partnership, shell):
    made = action("RR01/24-3", due_on=date(2025, 3, 1))
    days = {"since": TODAY - timedelta(days=5), "until": TODAY}
    services.risks.add(
        by=shell,
        record=AcceptedRisk(partnership=partnership, action=made, accepted_by="Chair", why="Vacant", **days),
    )
    assert list(due(partnership, TODAY)) == []
    assert len(list(due(partnership, TODAY + timedelta(days=1)))) == 1


def test_actions_are_among_what_people_are_reminded_of():
    assert "actions" in reminders
