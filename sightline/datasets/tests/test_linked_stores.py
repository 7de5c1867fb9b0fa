"""Putting together what was delivered: when it is made anew, what stays, and what a failure leaves."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.utils import timezone

from sightline.audit.models import Event
from sightline.datasets import places, services
from sightline.datasets.engine.tests.made import CONTACTS, SAMPLES, delivered
from sightline.datasets.figures import stores
from sightline.datasets.models import Agreement, Delivery, LinkedStore
from sightline.datasets.services.linked import LARGE, rebuild, soon
from sightline.datasets.tests.made_data import BY, Run, accepted, contacts, linked, told
from sightline.foundation.access import Forbidden
from sightline.foundation.rounds import rounds
from sightline.partnership.models import Partnership
from sightline.partnership.roles import DATA_ANALYST, LEAD_PARTNER
from sightline.people.models import Person

pytestmark = pytest.mark.usefixtures("own_files")

MAY = date(2024, 5, 8)


def folders(partnership: Partnership) -> set[str]:
    return {path.name for path in places.linked_folder(partnership, "").iterdir()}


def test_nothing_is_made_of_no_deliveries_nor_twice_of_the_same(
    partnership: Partnership, tmp_path: Path
) -> None:
    assert rebuild(by=BY, partnership=partnership) is None
    store = told(partnership, tmp_path, contacts(9, MAY))
    assert rebuild(by=BY, partnership=partnership) == store
    assert folders(partnership) == {str(store.folder)}
    assert store.tables["social-care-contacts"] == {"rows": 9, "linked": 0}


def test_a_new_delivery_keeps_the_linkage_that_there_was(partnership: Partnership, tmp_path: Path) -> None:
    first = accepted(partnership, delivered(tmp_path, CONTACTS, [{"record_id": "1", "contact_date": MAY}]))
    store = linked(partnership, [first], [(CONTACTS.key, "1", "ann")])
    accepted(partnership, delivered(tmp_path, CONTACTS, [{"record_id": "2", "contact_date": MAY}], 2))
    later = rebuild(by=BY, partnership=partnership)
    assert later
    assert later.pk != store.pk
    assert (later.linkage, later.links) == (store.linkage, [first.pk])
    assert later.tables["social-care-contacts"] == {"rows": 2, "linked": 1}
    assert stores.ready(partnership).unlinked([CONTACTS.key])


def test_a_linkage_that_is_gone_links_nothing(partnership: Partnership, tmp_path: Path) -> None:
    row = accepted(partnership, delivered(tmp_path, CONTACTS, [{"record_id": "1", "contact_date": MAY}]))
    store = rebuild(by=BY, partnership=partnership, linkage=Run(uuid.uuid4(), (row.pk,)))
    assert store
    assert (store.linkage, store.links) == (None, [])


def test_it_says_so_in_the_trail_and_names_nobody(partnership: Partnership, tmp_path: Path) -> None:
    told(partnership, tmp_path, [("S", "ann", MAY, {"district": "WM13"})])
    event = Event.objects.filter(partnership_id=partnership.pk).latest("pk")
    assert event.verb == "added"
    assert "linked store" in event.label


def test_only_those_who_take_in_deliveries_may(
    partnership: Partnership, person_with: Callable[..., Person]
) -> None:
    with pytest.raises(Forbidden):
        rebuild(by=person_with(LEAD_PARTNER), partnership=partnership)


def test_the_one_before_stays_for_who_reads_it_and_older_ones_go(
    partnership: Partnership, tmp_path: Path
) -> None:
    made = []
    for number in range(3):
        row = {"record_id": str(number), "contact_date": MAY}
        accepted(partnership, delivered(tmp_path, CONTACTS, [row], number), covers=False)
        store = rebuild(by=BY, partnership=partnership)
        assert store
        made.append(str(store.folder))
    assert folders(partnership) == set(made[1:])


def test_what_a_kill_left_behind_is_removed_after_an_hour(partnership: Partnership, tmp_path: Path) -> None:
    old, new = (places.linked_folder(partnership, f"arriving-{name}") for name in ("old", "new"))
    for path in (old, new):
        path.mkdir(parents=True)
    an_hour_ago = time.time() - 3700
    os.utime(old, (an_hour_ago, an_hour_ago))
    store = told(partnership, tmp_path, contacts(9, MAY))
    assert folders(partnership) == {str(store.folder), "arriving-new"}


def test_a_build_that_fails_leaves_the_store_before(partnership: Partnership, tmp_path: Path) -> None:
    store = told(partnership, tmp_path, contacts(9, MAY))
    row = accepted(partnership, delivered(tmp_path, CONTACTS, [{"record_id": "x", "contact_date": MAY}], 9))
    for events in (places.delivery_folder(row) / "events").iterdir():
        events.write_bytes(b"PAR1 and no more")
    with pytest.raises(duckdb.Error):
        rebuild(by=BY, partnership=partnership)
    assert folders(partnership) == {str(store.folder)}
    assert LinkedStore.objects.of(partnership).get() == store


def test_a_delivery_is_put_together_when_it_counts_and_when_it_no_longer_does(
    partnership: Partnership,
    agreement: Callable[..., Agreement],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    agreement()
    with django_capture_on_commit_callbacks(execute=True):
        path = SAMPLES / "social-care-contacts.csv"
        taken = services.deliver(by=BY, partnership=partnership, path=path, name=path.name)
    store = stores.latest(partnership)
    assert store
    assert store.tables["social-care-contacts"] == {"rows": 3201, "linked": 0}
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw(by=BY, delivery=taken.delivery, reason="A test.")
        services.restore(by=BY, delivery=taken.delivery)
    assert stores.ready(partnership).row == store


def test_the_worker_puts_together_what_nobody_waited_for(partnership: Partnership, tmp_path: Path) -> None:
    accepted(partnership, delivered(tmp_path, CONTACTS, [{"record_id": "1", "contact_date": MAY}]))
    rounds["datasets.put_together"].do(timezone.now())
    assert stores.ready(partnership).row.tables["social-care-contacts"]["rows"] == 1


def test_large_deliveries_keep_nobody_waiting(
    partnership: Partnership,
    tmp_path: Path,
    person_with: Callable[..., Person],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    row = accepted(partnership, delivered(tmp_path, CONTACTS, [{"record_id": "1", "contact_date": MAY}]))
    Delivery.objects.filter(pk=row.pk).update(rows=LARGE + 1)
    for by, made in ((person_with(DATA_ANALYST), False), (BY, True)):
        with django_capture_on_commit_callbacks(execute=True):
            soon(by=by, partnership=partnership)
        assert bool(stores.latest(partnership)) is made
