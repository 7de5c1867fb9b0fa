"""Reminding the chairs of bodies of the reports that they owe."""

from __future__ import annotations

from datetime import date

import pytest

from sightline.appointments.models import Appointment
from sightline.appointments.services import appointments
from sightline.foundation.reminders import reminders
from sightline.partnership.models import Coverage
from sightline.partnership.services import add_seat
from sightline.people.models import RoleGrant
from sightline.required_reports.reminders import due

D = date
TODAY = D(2025, 3, 31)


@pytest.fixture
def rule(required):
    return required(first_on=D(2025, 4, 30), until=D(2025, 8, 31))


@pytest.fixture
def chair_by_seat(person_with, partnership, mash, agency, shell):
    """Somebody who can sign in, appointed to the chair's seat on the MASH group."""
    seat = add_seat(by=shell, body=mash, agency=agency("Police"), title="Chair")
    person = person_with("agency-representative", name="Jill Wilkins")
    values = {"seat": seat, "person": person, "kind": "permanent", "since": D(2024, 4, 1)}
    appointments.add(by=shell, record=Appointment(partnership=partnership, **values))
    return person


@pytest.fixture
def chair_by_role(person_with, executive):
    """Somebody who has the role of the executive's chair."""
    person = person_with("body-chair", name="Ann Rowe")
    RoleGrant.objects.filter(person=person).update(body=executive)
    return person


def test_the_chair_of_the_body_that_reports_is_reminded_and_the_one_that_waits_is_told(
    rule, chair_by_seat, chair_by_role, partnership
):
    [one] = due(partnership, TODAY)  # that of July is not near yet
    assert (one.person, one.chair, one.due) == (chair_by_seat, chair_by_role, D(2025, 4, 30))
    assert one.text == "Give the report “How the front door works” to DSP Executive"
    report = rule.due_reports.get(due_on=D(2025, 4, 30))
    assert one.href == f"/westmoor/required-reports/{report.pk}"


def test_nobody_is_reminded_of_what_came_or_was_not_needed(rule, told, chair_by_seat, partnership):
    told(rule, D(2025, 4, 30), received_on=TODAY)
    told(rule, D(2025, 7, 30), not_needed="The group did not meet")
    assert list(due(partnership, D(2025, 7, 1))) == []


def test_who_waits_is_told_even_where_nobody_chairs_the_body_that_reports(rule, chair_by_role, partnership):
    [one] = due(partnership, TODAY)
    assert (one.person, one.chair) == (None, chair_by_role)


def test_a_chair_who_cannot_sign_in_or_whose_seat_has_ended_is_not_reminded(
    rule, chair_by_seat, partnership, mash
):
    mash.seats.update(until=D(2025, 3, 30))
    assert list(due(partnership, TODAY)) == []
    mash.seats.update(until=None)
    RoleGrant.objects.filter(person=chair_by_seat).update(until=D(2025, 3, 30))
    assert list(due(partnership, TODAY)) == []


def test_the_chair_who_waits_is_told_once_however_many_chair_the_other(
    rule, chair_by_seat, chair_by_role, person_with, mash, partnership
):
    second = person_with("body-chair")
    RoleGrant.objects.filter(person=second).update(body=mash)
    told = list(due(partnership, TODAY))
    assert {one.person for one in told} == {chair_by_seat, second}
    assert [one.chair for one in told].count(chair_by_role) == 1
    assert len({one.key for one in told}) == 2


def test_nobody_is_reminded_where_reports_are_kept_up_to_an_earlier_day_only(
    rule, chair_by_seat, partnership
):
    spans = Coverage.objects.filter(partnership=partnership, source="required reports")
    spans.update(start=D(2024, 4, 1), end=D(2025, 3, 30))
    assert list(due(partnership, TODAY)) == []


def test_required_reports_are_among_what_people_are_reminded_of():
    assert "required_reports" in reminders
