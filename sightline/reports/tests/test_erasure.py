"""Whoever brought in files, published and looked again can be forgotten: no table names them afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from django.test import Client

from sightline.foundation.access import Shell
from sightline.imports.services import receive
from sightline.partnership.models import Partnership
from sightline.people.models import Person, RoleGrant
from sightline.people.services import erase_person
from sightline.reports.services.importing import import_text
from sightline.reports.services.publishing import publish, withdraw
from sightline.reports.services.verifying import verify
from sightline.reports.tests.conftest import REPORT

NAME = "Noor Haddad-Lee"


def tables_that_name(name: str) -> Iterator[str]:
    tables = connection.introspection.table_names()  # models that only tests declare have none
    for model in apps.get_models():
        if model._meta.db_table in tables and name in str(list(model._base_manager.values_list())):
            yield model._meta.label


def test_no_table_names_whoever_brought_in_published_and_withdrew_once_they_are_erased(
    records: Partnership,
    person_with: Callable[..., Person],
    client_as: Callable[[Any], Client],
    shell: Shell,
    settings: Any,
    tmp_path: Any,
) -> None:
    settings.FILES = tmp_path
    manager = person_with("business-manager", name=NAME)
    receive(by=manager, partnership=records, name="tracker.csv", chunks=[b"Reference,Action\nA1,Brief\n"])
    report = import_text(
        by=manager, partnership=records, text=REPORT.replace("kind: scrutineer", "kind: yearly")
    )
    publication = publish(by=manager, report=report)
    verify(by=manager, publication=publication)
    withdraw(by=manager, publication=publication, reason="A figure was wrong.")
    reader = client_as(person_with("coordinator"))
    pages = ["/westmoor/imports/", f"/westmoor/reports/{report.slug}/publications"]
    for page in pages:
        assert NAME in reader.get(page).content.decode()
    RoleGrant.objects.filter(person=manager).delete()
    erase_person(by=shell, person=manager, reason="They asked us to")
    assert list(tables_that_name(NAME)) == []
    for page in pages:
        said = reader.get(page).content.decode()
        assert "(erased)" in said
        assert NAME not in said
