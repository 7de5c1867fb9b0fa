"""What is kept of its controlled tables beside a store: who reads it, when it is made anew, what never lies there."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from sightline.clocks.models import OwnDay
from sightline.datasets import places
from sightline.datasets.figures import kept, stores
from sightline.datasets.models import LinkedStore
from sightline.datasets.services.preparing import prepare
from sightline.datasets.tests.made_data import BY, contacts, told
from sightline.foundation.access import Forbidden
from sightline.foundation.rounds import rounds
from sightline.foundation.years import ReportingYear
from sightline.measures.evaluation import evaluate
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Partnership
from sightline.partnership.roles import LEAD_PARTNER
from sightline.people.models import Person

pytestmark = pytest.mark.usefixtures("own_files")

MAY, JUNE = date(2024, 5, 8), date(2024, 6, 5)
YEAR = ReportingYear(2024)


@pytest.fixture
def store(partnership: Partnership, tmp_path: Path) -> LinkedStore:
    """Contacts of which some are so few that they are hidden, with nothing else that could be read as such a count."""
    few = contacts(3, MAY, "Early help", contact_source="Family")
    many = contacts(40, MAY, contact_source="Police") + contacts(30, JUNE, contact_source="School")
    return told(partnership, tmp_path, [*few, *many])


def folder_of(store: LinkedStore) -> Path:
    return places.linked_folder(store.partnership, str(store.folder)) / kept.FOLDER


def restart() -> None:
    """Forget what a process knows, as a new one would."""
    stores._opened.cache_clear()


def figures(partnership: Partnership) -> list[Any]:
    scope = Scope(partnership=partnership, period=Period.of(YEAR))
    asked = {
        "data.contacts": (None, "outcome", "contact_source", "month"),
        "data.referrals": (None, "contact_source"),
    }
    return [evaluate(key, scope, way) for key, ways in asked.items() for way in ways]


def nobody_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("The store was opened.")

    monkeypatch.setattr(stores, "open_store", refuse)


def test_what_the_round_made_is_read_without_opening_the_store(
    store: LinkedStore, partnership: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = figures(partnership)
    rounds["datasets.prepare"].do(timezone.now())
    restart()
    nobody_counts(monkeypatch)
    assert figures(partnership) == before
    assert any(group.symbol for answer in before for group in answer.groups.values())


def test_another_process_that_has_the_store_open_reads_what_was_made_since(
    store: LinkedStore, partnership: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    scope = Scope(partnership=partnership, period=Period.of(YEAR))
    evaluate("data.contacts", scope)
    open_here = stores.ready(partnership).opened
    restart()
    prepare(by=BY, partnership=partnership)
    monkeypatch.setattr(stores, "_opened", lambda *_: open_here)
    monkeypatch.setattr(stores, "ask", None)
    assert evaluate("data.contacts", scope, "month").groups["2024-05"].value == 43


def test_no_small_count_lies_in_what_is_kept(store: LinkedStore, partnership: Partnership) -> None:
    prepare(by=BY, partnership=partnership)
    said = {path.stem: json.loads(path.read_text()) for path in folder_of(store).iterdir()}
    [tables] = said["contacts"]["tables"].values()
    numbers = set(_numbers([one["tables"] for one in said.values()]))
    assert 73 in numbers
    assert not numbers & {1, 2, 3, 4, 5}
    assert tables["2024-04-01/2025-03-31 outcome"]["Early help"] is None


def _numbers(said: Any) -> list[int]:
    if isinstance(said, dict):
        said = list(said.values())
    if isinstance(said, list):
        return [number for each in said for number in _numbers(each)]
    return [said] if isinstance(said, int) else []


def test_nothing_is_written_twice(store: LinkedStore, partnership: Partnership) -> None:
    assert prepare(by=BY, partnership=partnership) > 0
    assert prepare(by=BY, partnership=partnership) == 0
    restart()
    assert prepare(by=BY, partnership=partnership) == 0


@pytest.mark.parametrize("damage", [b"{", b"[]", b'{"made_by": "another"}', b"\xff"])
def test_what_cannot_be_read_or_is_of_another_version_is_made_anew(
    store: LinkedStore, partnership: Partnership, damage: bytes
) -> None:
    before = figures(partnership)
    prepare(by=BY, partnership=partnership)
    path = folder_of(store) / "contacts.json"
    whole = path.read_bytes()
    path.write_bytes(damage)
    restart()
    assert figures(partnership) == before
    assert prepare(by=BY, partnership=partnership) == 1
    assert json.loads(path.read_bytes()) == json.loads(whole)


def test_other_code_or_other_working_days_make_other_tables(
    store: LinkedStore, partnership: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = prepare(by=BY, partnership=partnership)
    OwnDay.objects.create(partnership=partnership, day=MAY, name="Closed", known_on=MAY)
    assert prepare(by=BY, partnership=partnership) == every
    restart()
    monkeypatch.setattr(kept, "_code", lambda: "changed")
    assert prepare(by=BY, partnership=partnership) == every


def test_where_nothing_is_delivered_there_is_nothing_to_prepare(partnership: Partnership) -> None:
    assert prepare(by=BY, partnership=partnership) == 0


def test_only_those_who_take_in_deliveries_may(
    partnership: Partnership, person_with: Callable[..., Person]
) -> None:
    with pytest.raises(Forbidden):
        prepare(by=person_with(LEAD_PARTNER), partnership=partnership)
