"""Two who have one import open, and a database that does not do as it is asked."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import OperationalError, connection, transaction
from django.urls import reverse

from sightline.actions.models import Action
from sightline.audit.models import Event
from sightline.audit.queries import history
from sightline.imports import services, storing
from sightline.imports.interpreting import CannotImport
from sightline.imports.models import Import, SavedMapping, Stage
from sightline.imports.queries import import_of
from sightline.imports.services.steps import said_of
from sightline.partnership.models import Coverage
from sightline.partnership.roles import COORDINATOR
from tests.costs import queries_of

HEAD = "Ref,Action,Lead agency,Date agreed,Status,Date completed"
ONE = "RR1/24-1,Brief staff,Police,01/05/2024,Complete,10/07/2024"
TWO = "RR1/24-2,Train staff,Police,02/05/2024,In progress,"


@pytest.fixture
def previewed(agency, partnership, shell) -> Import:
    agency("Police")
    content = "\n".join((HEAD, ONE)).encode()
    import_ = services.receive(by=shell, partnership=partnership, name="tracker.csv", chunks=[content])
    services.plan(by=shell, import_=import_)
    services.preview(by=shell, import_=import_)
    return import_


@pytest.fixture
def other_tab(previewed, partnership) -> Import:
    """The same import as another page read it, before the first did anything more."""
    held = import_of(partnership, previewed.pk)
    assert held is not None
    return held


LATER_STEPS: dict[str, Any] = {
    "keep the columns": lambda by, held: services.keep_plan(
        by=by, import_=held, plan=services.plan_of(held), remember=True
    ),
    "preview": lambda by, held: services.preview(by=by, import_=held),
    "confirm": lambda by, held: services.confirm(by=by, import_=held, covers=[]),
    "begin": lambda by, held: services.begin(by=by, import_=held),
    "commit": lambda by, held: services.commit(by=by, import_=held),
    "discard": lambda by, held: services.discard(by=by, import_=held),
}


@pytest.mark.parametrize("step", LATER_STEPS)
def test_a_committed_import_stays_committed_whatever_another_tab_does(step, previewed, other_tab, shell):
    services.commit(by=shell, import_=previewed)
    committed = Import.objects.values().get(pk=previewed.pk)
    with pytest.raises(CannotImport, match="This import is committed; nothing was changed"):
        LATER_STEPS[step](shell, other_tab)
    assert Import.objects.values().get(pk=previewed.pk) == committed
    assert not SavedMapping.objects.exists()
    assert services.undo(by=shell, import_=other_tab)["removed"] == 1


def test_a_failure_that_comes_late_does_not_take_a_commit_back(previewed, other_tab, shell):
    services.commit(by=shell, import_=previewed)
    services.fail(by=shell, import_=other_tab, problem=CannotImport("The worker was stopped."))
    assert Import.objects.values_list("stage", "problem").get(pk=previewed.pk) == (Stage.COMMITTED, "")


def test_an_import_that_another_tab_removed_is_told_to_be_gone(previewed, other_tab, shell):
    services.discard(by=shell, import_=previewed)
    with pytest.raises(CannotImport, match="was removed meanwhile"):
        services.commit(by=shell, import_=other_tab)
    assert not Action.objects.exists()


def test_what_was_confirmed_does_not_go_in_once_somebody_reads_the_file_again(previewed, other_tab, shell):
    services.confirm(by=shell, import_=previewed, covers=["2024-01-01", "2024-12-31"])
    services.preview(by=shell, import_=other_tab)
    with pytest.raises(CannotImport, match="waiting for you to commit it"):
        services.commit(by=shell, import_=previewed, confirmed=True)
    assert not Action.objects.exists()
    services.commit(by=shell, import_=other_tab)
    assert Coverage.objects.get().start == date(2024, 4, 1), "the days went with the confirmation"


def test_the_second_tab_is_led_to_the_import_and_told_why(
    previewed, partnership, person_with, client_as, shell
):
    client = client_as(person_with(COORDINATOR))
    services.commit(by=shell, import_=previewed)
    record = reverse("imports:record", args=["westmoor", previewed.pk])
    for name in ("commit", "discard"):
        answer = client.post(reverse(f"imports:{name}", args=["westmoor", previewed.pk]))
        assert (answer.status_code, answer.url) == (302, record)
        assert "This import is committed; nothing was changed." in client.get(record).text


def test_the_trail_tells_of_a_file_its_columns_and_its_span(previewed, partnership, shell):
    services.keep_plan(by=shell, import_=previewed, plan=services.plan_of(previewed), remember=True)
    services.commit(by=shell, import_=previewed)
    span = Coverage.objects.get()
    assert [line.what for line in history(span)] == ["added"]
    assert [line.what for line in history(SavedMapping.objects.get())] == ["added"]
    services.undo(by=shell, import_=previewed)
    assert not Coverage.objects.exists()
    assert history(span)[0].before["start"] == "2024-04-01"
    other = services.receive(by=shell, partnership=partnership, name="other.csv", chunks=[b"x"])
    services.discard(by=shell, import_=other)
    verbs = Event.objects.filter(kind="imports.import").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["received", "imported", "undone", "received", "removed"]


def test_the_list_of_imports_costs_the_same_however_many_there_are(
    previewed, partnership, person_with, client_as, shell
):
    client, address = client_as(person_with(COORDINATOR)), reverse("imports:list", args=["westmoor"])
    few = queries_of(client, address)
    for number in range(8):
        services.receive(by=shell, partnership=partnership, name=f"{number}.csv", chunks=[b"x"])
    assert queries_of(client, address) == few


def test_looking_at_an_import_makes_no_folder(previewed, person_with, client_as, settings, tmp_path, shell):
    settings.FILES = tmp_path / "other files"
    client = client_as(person_with(COORDINATOR))
    Import.objects.filter(pk=previewed.pk).update(stage=Stage.READING)
    for name in ("record", "refused"):
        client.get(reverse(f"imports:{name}", args=["westmoor", previewed.pk]))
    assert not (tmp_path / "other files").exists()


def test_the_workbook_of_refused_rows_goes_with_the_last_of_them(agency, partnership, shell):
    content = "\n".join((HEAD, ONE)).encode()
    import_ = services.receive(by=shell, partnership=partnership, name="tracker.csv", chunks=[content])
    services.plan(by=shell, import_=import_)
    services.preview(by=shell, import_=import_)
    workbook = storing.folder_for(import_.pk) / storing.REFUSED
    assert workbook.exists(), "nobody is called Police yet"
    agency("Police")
    services.preview(by=shell, import_=import_)
    assert not workbook.exists()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_somebody_else_writes_to_is_told_to_be_busy(previewed, shell):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL waits for a row, for as long as it takes")
    connection.cursor().execute("PRAGMA busy_timeout = 50")
    elsewhere = sqlite3.connect(str(connection.settings_dict["NAME"]), isolation_level=None)
    try:
        elsewhere.execute("BEGIN IMMEDIATE")
        for step in LATER_STEPS.values():
            with pytest.raises(CannotImport, match=r"The database is busy\. Nothing was changed"):
                step(shell, previewed)
    finally:
        elsewhere.close()
        connection.close()
    assert services.commit(by=shell, import_=previewed).created == 1


class Trouble(Exception):
    """What a driver raises, with its own name for the cause."""

    def __init__(self, **named: str) -> None:
        super().__init__("trouble")
        vars(self).update(named)


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        (Trouble(sqlite_errorname="SQLITE_BUSY"), "busy"),
        (Trouble(sqlite_errorname="SQLITE_BUSY_SNAPSHOT"), "busy"),
        (Trouble(sqlstate="55P03"), "busy"),
        (Trouble(sqlite_errorname="SQLITE_FULL"), "disk that the records are on is full"),
        (Trouble(sqlstate="53100"), "disk that the records are on is full"),
        (Trouble(sqlite_errorname="SQLITE_READONLY"), "attempt to write a readonly database"),
    ],
)
def test_what_is_wrong_with_the_database_is_told_by_its_cause(cause, told):
    problem = OperationalError("attempt to write a readonly database")
    problem.__cause__ = cause
    assert told in said_of(problem)


def test_a_full_disk_is_not_told_to_be_busy(previewed, shell, monkeypatch):
    def full(*given: Any, **more: Any) -> None:
        raise OperationalError("database or disk is full") from Trouble(sqlite_errorname="SQLITE_FULL")

    monkeypatch.setattr("sightline.imports.services.committing.run", full)
    with pytest.raises(CannotImport, match="is full"), transaction.atomic():
        services.commit(by=shell, import_=previewed)
    assert django_settings.FILES.exists()
    assert not Action.objects.exists()
