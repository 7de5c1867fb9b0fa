"""What needs somebody's attention among agencies' data, and who is told of it."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.utils import timezone

from sightline.datasets import attention, services
from sightline.datasets.tests.conftest import BETH
from sightline.foundation.rounds import rounds

TODAY = date(2025, 6, 10)
MONTHLY = {"frequency": "monthly", "first_due": date(2025, 5, 5), "ends": date(2027, 3, 31)}
WRONG = [*BETH[:8], "soon", *BETH[9:]]


@pytest.fixture
def somebody(person_with):
    return person_with("data-analyst")


@pytest.fixture
def told(somebody, partnership):
    return lambda ask, person=None, today=TODAY: list(ask(person or somebody, partnership, today))


def test_a_delivery_that_has_not_come_is_asked_for(told, agreement):
    agreement(**MONTHLY)
    (item,) = told(attention.overdue)
    assert item.text.startswith("Ask for the delivery of Contacts with children's social care")
    assert item.due == date(2025, 5, 5)
    assert told(attention.overdue, today=date(2025, 5, 5)) == [], "it may still come today"


def test_a_delivery_that_came_is_not_asked_for(told, agreement, contacts, deliver):
    agreement(**MONTHLY)
    with time_machine.travel("2025-06-01 12:00", tick=False):
        deliver(contacts(BETH))
    assert told(attention.overdue) != [], "that was for May; June is not in"
    with time_machine.travel("2025-06-09 12:00", tick=False):
        deliver(contacts(["S9", *BETH[1:]]))
    assert told(attention.overdue) == []


def test_a_refused_delivery_does_not_pass_for_one_that_came(told, agreement, contacts, deliver):
    agreement(**MONTHLY)
    with time_machine.travel("2025-06-09 12:00", tick=False):
        refused = deliver(contacts(WRONG)).delivery
    assert told(attention.overdue) != []
    (item,) = told(attention.refused)
    assert item.href.endswith(f"/deliveries/{refused.pk}")
    with time_machine.travel("2025-06-10 12:00", tick=False):
        deliver(contacts(BETH))
    assert told(attention.refused) == []


def test_an_agreement_that_ends_soon_is_to_be_renewed_unless_another_follows(told, agreement):
    agreement(ends=date(2025, 8, 9))
    (item,) = told(attention.ending)
    assert item.due == date(2025, 8, 9)
    assert told(attention.ending, today=date(2025, 6, 9)) == [], "61 days are long"
    agreement(starts=date(2025, 8, 10), ends=date(2026, 8, 9))
    assert told(attention.ending) == []


def test_names_that_are_erased_soon_are_told_of(told, agreement, contacts, deliver):
    agreement(retention_months=2)
    with time_machine.travel("2025-04-20 12:00", tick=False):
        deliver(contacts(BETH))
    (item,) = told(attention.erased)
    assert item.due == date(2025, 6, 20)
    assert told(attention.erased, today=date(2025, 5, 20)) == []


def test_only_who_keeps_deliveries_is_told(told, agreement, person_with):
    agreement(**MONTHLY)
    for role in ("coordinator", "lead-partner", "scrutineer"):
        person = person_with(role)
        for ask in (attention.overdue, attention.refused, attention.ending, attention.erased):
            assert told(ask, person) == []


def test_the_worker_erases_names_by_itself(agreement, contacts, deliver):
    agreement(retention_months=2)
    with time_machine.travel("2025-04-20 12:00", tick=False):
        delivery = deliver(contacts(BETH)).delivery
    with time_machine.travel("2025-06-21 12:00", tick=False):
        rounds["datasets.erase"].do(timezone.now())
    delivery.refresh_from_db()
    assert delivery.identities_erased_at is not None
    assert services.kept_until(delivery) == date(2025, 6, 20)
