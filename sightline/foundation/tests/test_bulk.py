"""Rows written in bulk are the rows that the ORM would have written, on either database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from sightline.audit.models import Event
from sightline.foundation.bulk import batched, insert_rows, reserve_ids
from sightline.partnership.models import Agency, AgencyKind, Partnership, Workforce

pytestmark = pytest.mark.django_db
AWKWARD = ["plain", "", "a\ttab", "a\nline", "back\\slash", "\\N", "“quoted”", "'; --", "𝔘nicode", "%s ? {}"]


@given(st.lists(st.integers()), st.integers(1, 9))
def test_batches_hold_everything_in_order(things: list[int], size: int) -> None:
    batches = list(batched(things, size))
    assert [thing for batch in batches for thing in batch] == things
    assert all(len(batch) == size for batch in batches[:-1])


def test_text_of_every_kind_arrives_as_it_was(partnership: Partnership) -> None:
    rows = [(partnership.pk, f"{place}", text, True) for place, text in enumerate(AWKWARD)]
    insert_rows(Agency, ["partnership", "key", "name", "statutory"], rows)
    assert [agency.name for agency in Agency.objects.order_by("id")] == AWKWARD


def test_what_is_not_given_takes_its_default(partnership: Partnership) -> None:
    insert_rows(Agency, ["partnership", "key", "name"], [(partnership.pk, "police", "Police")])
    made = Agency.objects.get()
    assert (made.kind, made.statutory, made.merged_on) == (AgencyKind.OTHER, False, None)


def test_dates_and_choices_are_of_their_own_kind(
    partnership: Partnership, agency: Callable[..., Agency]
) -> None:
    police = agency("Police")
    insert_rows(
        Workforce,
        ["partnership", "key", "agency", "staff", "as_at"],
        [(partnership.pk, "1", police.pk, 800, date(2024, 4, 1))],
    )
    assert Workforce.objects.filter(as_at=date(2024, 4, 1), staff=800, agency=police).exists()
    insert_rows(
        Agency, ["partnership", "key", "name", "kind"], [(partnership.pk, "icb", "ICB", AgencyKind.ICB)]
    )
    assert Agency.objects.filter(kind="integrated care board").exists()


def test_a_moment_is_the_same_moment_whatever_clock_it_was_told_by(db: None) -> None:
    moment = datetime(2024, 7, 1, 9, 30, tzinfo=UTC)
    summer = moment.astimezone(timezone(timedelta(hours=1)))
    insert_rows(
        Event,
        ["id", "partnership_id", "at", "signature", "person_id", "verb", "kind", "record_id", "label"],
        [(1, None, moment, "a", None, "v", "", None, ""), (2, None, summer, "a", None, "v", "", None, "")],
    )
    assert [event.at for event in Event.objects.order_by("id")] == [moment, moment]
    assert Event.objects.filter(at=moment).count() == 2


def test_reserved_ids_are_nobody_elses(partnership: Partnership, agency: Callable[..., Agency]) -> None:
    first = agency("One").pk
    reserved = list(reserve_ids(Agency, 3))
    again = list(reserve_ids(Agency, 2))
    later = agency("Two").pk
    assert len({first, *reserved, *again, later}) == 7
    assert sorted(reserved) == reserved


def test_ids_are_not_given_twice_after_a_row_is_gone(
    partnership: Partnership, agency: Callable[..., Agency]
) -> None:
    gone = agency("One")
    pk = gone.pk
    gone.delete()
    assert reserve_ids(Agency, 1)[0] != pk


@pytest.mark.django_db(transaction=True)
def test_what_was_reserved_and_rolled_back_does_no_harm(partnership: Partnership) -> None:
    with transaction.atomic():
        reserve_ids(Agency, 5)
        transaction.set_rollback(True)
    with transaction.atomic():
        [pk] = reserve_ids(Agency, 1)
        insert_rows(Agency, ["id", "partnership", "key", "name"], [(pk, partnership.pk, "k", "n")])
    assert Agency.objects.get().pk == pk


def test_no_rows_are_no_trouble(partnership: Partnership) -> None:
    insert_rows(Agency, ["partnership", "key", "name"], [])
    assert list(reserve_ids(Agency, 0)) == []
    assert not Agency.objects.exists()


def test_half_an_insertion_is_none(partnership: Partnership) -> None:
    rows: list[Any] = [(partnership.pk, "same", "One"), (partnership.pk, "same", "Two")]
    with pytest.raises(Exception, match=r"(?i)unique"), transaction.atomic():
        insert_rows(Agency, ["partnership", "key", "name"], rows)
    assert not Agency.objects.exists()
