"""What the services write into the trail, and what a record's history says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sightline.audit import services as audit
from sightline.audit.models import Change, Event, Seal, SubjectKey
from sightline.audit.queries import breaks, history, recent
from sightline.audit.sealing import ERASED
from sightline.foundation.access import Shell
from sightline.partnership.models import Agency, Partnership, Workforce
from sightline.people.models import Person

pytestmark = pytest.mark.django_db
SHELL = Shell("tester")


@pytest.fixture
def police(agency: Callable[..., Agency]) -> Agency:
    return agency("Westmoor Police")


def a_person(partnership: Partnership, **values: Any) -> Person:
    said = {
        "key": "jo@example.org",
        "name": "Jo Field",
        "email": "jo@example.org",
        "job_role": "Nurse",
        **values,
    }
    person = Person(partnership=partnership, **said)
    audit.added(by=SHELL, record=person)
    return person


def test_what_is_added_is_told_with_its_values(police: Agency, partnership: Partnership) -> None:
    audit.added(
        by=SHELL,
        record=Workforce(
            partnership=partnership, key="police 2024", agency=police, staff=800, as_at=date(2024, 4, 1)
        ),
    )
    [happening] = history(Workforce.objects.get())
    assert happening.what == "added"
    assert happening.who == "tester (command line)"
    assert happening.before == {}
    assert happening.after == {"key": "police 2024", "agency": police.pk, "staff": 800, "as_at": "2024-04-01"}


def test_a_correction_tells_only_what_differs(police: Agency) -> None:
    audit.corrected(by=SHELL, record=police, values={"name": "Police", "statutory": False}, reason="renamed")
    [happening] = history(police)
    assert (happening.before, happening.after) == ({"name": "Westmoor Police"}, {"name": "Police"})
    assert happening.reason == "renamed"
    police.refresh_from_db()
    assert police.name == "Police"


def test_a_correction_that_changes_nothing_leaves_no_trace(police: Agency) -> None:
    assert audit.corrected(by=SHELL, record=police, values={"name": "Westmoor Police"}) is None
    assert not Event.objects.exists()


def test_withdrawing_and_restoring_are_told_newest_first(police: Agency) -> None:
    audit.withdrawn(by=SHELL, record=police, reason="entered twice")
    police.refresh_from_db()
    assert police.withdrawn_at is not None
    audit.restored(by=SHELL, record=police, reason="it was not")
    police.refresh_from_db()
    assert police.withdrawn_at is None
    assert [(told.what, told.reason) for told in history(police)] == [
        ("restored", "it was not"),
        ("withdrawn", "entered twice"),
    ]


def test_an_act_that_changes_no_record_is_noted(partnership: Partnership) -> None:
    event = audit.note(by=SHELL, partnership=partnership, verb="opened", detail={"page": 3}, reason="to look")
    event.refresh_from_db()
    assert (event.verb, event.detail, event.reason, event.changes_count) == (
        "opened",
        '{"page":3}',
        "to look",
        0,
    )
    assert recent(partnership.pk) == [event]


def test_the_latest_events_are_those_of_one_partnership(
    partnership: Partnership, another_partnership: Partnership
) -> None:
    audit.note(by=SHELL, partnership=another_partnership, verb="opened")
    events = [audit.note(by=SHELL, partnership=partnership, verb=f"act {n}") for n in range(3)]
    assert [event.verb for event in recent(partnership.pk, limit=2)] == ["act 2", "act 1"]
    assert recent(partnership.pk, since=events[1].at) == [events[2]]


@pytest.mark.parametrize("model", [Event, Change, Seal])
def test_the_trail_can_only_be_added_to(police: Agency, partnership: Partnership, model: Any) -> None:
    audit.corrected(by=SHELL, record=police, values={"name": "Police"})
    audit.seal_waiting()
    row = model.objects.get()
    for forbidden in (
        model.objects.all().delete,
        row.delete,
        lambda: model.objects.update(pk=9),
        lambda: model.objects.bulk_update([row], [model._meta.fields[-1].name]),
        lambda: model.objects.bulk_create([row], update_conflicts=True),
    ):
        with pytest.raises(TypeError, match="append-only"), transaction.atomic():
            forbidden()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_personal_values_are_sealed_and_can_be_read_with_their_key(partnership: Partnership) -> None:
    person = a_person(partnership)
    change = Change.objects.get()
    for personal in ("Jo Field", "jo@example.org", "Nurse"):
        assert personal not in (change.after or "")
    [happening] = history(person)
    assert happening.after["name"] == "Jo Field"
    assert happening.after["email"] == "jo@example.org"


def test_nothing_of_a_person_is_left_in_the_event_itself(partnership: Partnership) -> None:
    a_person(partnership)
    event = Event.objects.get()
    told = " ".join(str(getattr(event, field.name)) for field in Event._meta.fields)
    assert "Jo Field" not in told
    assert "jo@example.org" not in told


def test_after_erasure_the_values_are_gone_and_the_trail_holds(partnership: Partnership) -> None:
    person = a_person(partnership)
    audit.erase(by=SHELL, record=person, reason="asked to be forgotten")
    audit.seal_waiting()
    told = history(person)[0]
    assert told.after["name"] == ERASED
    assert not SubjectKey.objects.exists()
    assert not list(breaks())


def test_what_is_written_after_an_erasure_has_a_key_of_its_own(partnership: Partnership) -> None:
    person = a_person(partnership)
    audit.erase(by=SHELL, record=person, reason="asked to be forgotten")
    audit.corrected(by=SHELL, record=person, values={"name": "J Field"})
    later, first = history(person)
    assert first.after["name"] == ERASED
    assert later.before["name"] == "Jo Field"  # what the record still held when it was corrected
    assert later.after["name"] == "J Field"


def test_erasing_one_person_leaves_the_others_readable(partnership: Partnership) -> None:
    person = a_person(partnership)
    other = a_person(partnership, key="al@example.org", name="Al Hill", email="al@example.org")
    audit.erase(by=SHELL, record=person, reason="asked to be forgotten")
    assert history(other)[0].after["name"] == "Al Hill"


def test_who_acted_is_told_by_name_and_forgotten_with_them(police: Agency, partnership: Partnership) -> None:
    jo, al = (
        a_person(partnership),
        a_person(partnership, key="al@example.org", name="Al Hill", email="al@example.org"),
    )
    for person in (jo, al):
        audit.corrected(by=person, record=police, values={"name": f"Police as {person.pk} has it"})
    told = " ".join(Event.objects.values_list("signature", flat=True))
    assert "Jo Field" not in told
    assert "Al Hill" not in told
    assert [happening.who for happening in history(police)] == ["Al Hill", "Jo Field"]
    audit.erase(by=SHELL, record=jo, reason="asked to be forgotten")
    audit.seal_waiting()
    assert [happening.who for happening in history(police)] == ["Al Hill", ERASED]
    assert [event.actor for event in recent(partnership.pk, limit=3)] == [
        "tester (command line)",
        "Al Hill",
        ERASED,
    ]
    assert not list(breaks())


def test_a_history_costs_one_query_more_for_those_who_acted(
    police: Agency, partnership: Partnership, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        person = a_person(partnership, key=f"{number}@example.org", name=f"Person {number}")
        audit.corrected(by=person, record=police, values={"name": f"Police {number}"})
    with django_assert_num_queries(
        3
    ):  # changes, events, and the keys of their names; nothing personal changed
        assert [happening.who for happening in history(police)] == ["Person 2", "Person 1", "Person 0"]


def test_a_history_of_many_changes_costs_three_queries(
    partnership: Partnership, django_assert_num_queries: Any
) -> None:
    person = a_person(partnership)
    for number in range(5):
        audit.corrected(by=SHELL, record=person, values={"name": f"Jo Field {number}"})
    with django_assert_num_queries(3):
        assert len(history(person)) == 6


@pytest.mark.django_db(transaction=True)
def test_nothing_is_told_outside_the_transaction_it_happens_in(partnership: Partnership) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        audit.note(by=SHELL, partnership=partnership, verb="opened")
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_not_told(police: Agency) -> None:
    with transaction.atomic():
        audit.corrected(by=SHELL, record=police, values={"name": "Police"})
        transaction.set_rollback(True)
    assert not Event.objects.exists()
    assert not Change.objects.exists()
    police.refresh_from_db()
    assert police.name == "Westmoor Police"
