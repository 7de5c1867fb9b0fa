"""The hash chain: whatever is changed, taken out or put in afterwards is found."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sightline.audit import services as audit
from sightline.audit.models import Change, Event, Seal
from sightline.audit.queries import Break, breaks
from sightline.foundation.access import Shell
from sightline.partnership.models import Agency, Partnership

pytestmark = pytest.mark.django_db
SHELL = Shell("tester")
MODELS: list[type[models.Model]] = [Event, Change, Seal]
COLUMNS = [(model, field.attname) for model in MODELS for field in model._meta.concrete_fields]
in_one_database = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def trail(
    agency: Callable[..., Agency], partnership: Partnership, another_partnership: Partnership
) -> list[Event]:
    """Events of two partnerships and of the installation, sealed in turn."""
    police, health = agency("Westmoor Police"), agency("Westmoor Health")
    events = [
        audit.corrected(by=SHELL, record=police, values={"name": "Police"}, reason="shorter"),
        audit.note(by=SHELL, partnership=another_partnership, verb="opened"),
        audit.corrected(by=SHELL, record=health, values={"name": "Health", "statutory": True}),
        audit.note(by=SHELL, partnership=None, verb="backed up", detail={"file": "copy.zip"}),
        audit.withdrawn(by=SHELL, record=police, reason="entered twice"),
    ]
    audit.seal_waiting()
    assert not list(breaks())
    return [event for event in events if event]


def altered(value: Any, place: int) -> Any:
    """A value of the same type with one character, or one bit, changed."""
    if isinstance(value, str):
        at = place % len(value) if value else 0
        return value[:at] + ("1" if value[at : at + 1] != "1" else "2") + value[at + 1 :]
    if isinstance(value, int):
        return value ^ (1 << place % 31)
    return value + timedelta(microseconds=1 + place)


def overwrite(model: type[models.Model], pk: int, column: str, value: Any) -> None:
    """Change one cell behind the product's back."""
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {quote(column)} = %s WHERE {key} = %s", [value, pk])


def take_out(model: type[models.Model], pk: int) -> None:
    """Delete one row behind the product's back."""
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {key} = %s", [pk])


class Undo(Exception):
    """Raised to take back what was tried."""


def seen_when(tamper: Callable[[], None]) -> bool:
    """Whether tampering is found, or refused by the database itself; it is undone afterwards."""
    found: list[Break] = []
    try:
        with transaction.atomic():
            tamper()
            found = list(breaks())
            raise Undo
    except IntegrityError:
        return True
    except Undo:
        return bool(found)


@pytest.mark.parametrize(
    ("model", "column"), COLUMNS, ids=[f"{model.__name__}-{column}" for model, column in COLUMNS]
)
def test_a_change_in_any_column_of_any_table_is_found(trail: list[Event], model: Any, column: str) -> None:
    numeric = "Integer" in model._meta.get_field(column).get_internal_type()
    for row in model.objects.all():
        value = getattr(row, column)
        for place in range(3):
            new = (7 if numeric else "x") if value is None else altered(value, place)
            assert seen_when(partial(overwrite, model, row.pk, column, new)), (
                f"{value!r} became {new!r} unseen"
            )


@given(data=st.data())
@in_one_database
def test_one_changed_byte_anywhere_is_found(trail: list[Event], data: st.DataObject) -> None:
    model, column = data.draw(st.sampled_from(COLUMNS))
    rows = [row for row in model._default_manager.all() if getattr(row, column) not in (None, "")]
    if rows:
        row = data.draw(st.sampled_from(rows))
        new = altered(getattr(row, column), data.draw(st.integers(0, 400)))
        assert seen_when(partial(overwrite, model, row.pk, column, new))


@pytest.mark.parametrize("model", MODELS)
def test_a_row_that_was_taken_out_is_found(trail: list[Event], model: Any) -> None:
    for row in model.objects.all():
        assert seen_when(partial(take_out, model, row.pk))


def test_a_change_that_was_put_in_is_found(trail: list[Event]) -> None:
    said = {"kind": "partnership.agency", "record_id": 1, "what": "corrected", "before": None, "after": "{}"}
    for event_id in (trail[0].pk, trail[1].pk, 10_000):
        assert seen_when(Change(event_id=event_id, **said).save)


def test_an_event_that_was_never_sealed_is_found(trail: list[Event], partnership: Partnership) -> None:
    event = audit.note(by=SHELL, partnership=partnership, verb="slipped in")
    assert [found.event_id for found in breaks()] == [event.pk]


def test_events_that_changed_places_are_found(trail: list[Event]) -> None:
    first, second = Seal.objects.filter(partnership_id=trail[0].partnership_id).order_by("sequence")[:2]

    def swap() -> None:
        overwrite(Seal, first.pk, "event_id", -1)
        overwrite(Seal, second.pk, "event_id", first.pk)
        overwrite(Seal, -1, "event_id", second.pk)

    assert seen_when(swap)


def test_each_partnership_has_a_chain_of_its_own(
    trail: list[Event], another_partnership: Partnership
) -> None:
    before = list(
        Seal.objects.filter(partnership_id=another_partnership.pk).values_list("sequence", flat=True)
    )
    assert before == [1]
    overwrite(Event, trail[0].pk, "signature", "somebody else")
    assert {found.partnership_id for found in breaks()} == {trail[0].partnership_id}


@pytest.mark.django_db(transaction=True)
def test_an_event_is_sealed_after_its_transaction(partnership: Partnership) -> None:
    with transaction.atomic():
        event = audit.note(by=SHELL, partnership=partnership, verb="opened")
        assert not Seal.objects.exists()
    assert Seal.objects.get().event_id == event.pk


@pytest.mark.django_db(transaction=True)
def test_what_a_crash_left_unsealed_is_sealed_with_the_next_event(
    partnership: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as crashing:
        crashing.setattr(audit, "carry_on", lambda *_: None)
        for number in range(2):
            with transaction.atomic():
                audit.note(by=SHELL, partnership=partnership, verb=f"left {number}")
    assert not Seal.objects.exists()
    with transaction.atomic():
        audit.note(by=SHELL, partnership=partnership, verb="carried on")
    assert Seal.objects.count() == 3
    assert not list(breaks())


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_took_long_is_sealed_behind_those_that_overtook_it(
    partnership: Partnership,
) -> None:
    with transaction.atomic():
        slow = audit.Entry(by=SHELL, partnership_id=partnership.pk, verb="imported")
        for number in range(3):
            audit.note(by=SHELL, partnership=partnership, verb=f"overtook {number}")
        audit.seal_waiting()
        slow.close(kind="", record_id=None, label="")
    assert not list(breaks())
    assert Seal.objects.order_by("-sequence").first().event_id == slow.id  # type: ignore[union-attr]


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_make_one_chain(partnership: Partnership) -> None:
    writers, acts = 4, 8
    start = threading.Barrier(writers)
    failures: list[BaseException] = []

    def write(name: str) -> None:
        try:
            start.wait(10)
            for number in range(acts):
                with transaction.atomic():
                    audit.note(by=Shell(name), partnership=partnership, verb=f"act {number}")
        except BaseException as problem:
            failures.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[f"writer {number}"]) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not failures
    assert Event.objects.count() == writers * acts
    sequence = Seal.objects.order_by("sequence").values_list("sequence", flat=True)
    assert list(sequence) == list(range(1, writers * acts + 1))
    assert not list(breaks())


def test_verifying_a_long_chain_does_not_ask_for_each_event(
    partnership: Partnership, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        audit.note(by=SHELL, partnership=partnership, verb=f"act {number}")
    audit.seal_waiting()
    with django_assert_max_num_queries(8):
        assert not list(breaks())
