"""Agreements to try things on, in Westmoor, and contacts as its council sends them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sightline.datasets import services
from sightline.datasets.catalogue import fields_of
from sightline.datasets.engine import contracts
from sightline.datasets.models import Agreement
from sightline.datasets.services import Delivered
from sightline.foundation.access import Shell
from sightline.partnership.models import Agency, Partnership

BY = Shell("tester")
CONTACTS = "social-care-contacts"


@pytest.fixture
def own_files(settings: Any, tmp_path: Path) -> Path:
    """A files folder of the test's own."""
    settings.FILES = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def council(agency: Callable[..., Agency]) -> Agency:
    return agency("Westmoor County Council")


@pytest.fixture
def agreement(partnership: Partnership, council: Agency) -> Callable[..., Agreement]:
    """``agreement(contract, ...)``: the council's, on all fields, April 2023 to March 2040, unless said otherwise."""

    def make(contract: str = CONTACTS, **values: Any) -> Agreement:
        given = {
            "agency": council,
            "fields": list(fields_of(contracts.find(contract))),
            "starts": date(2023, 4, 1),
            "ends": date(2040, 3, 31),
            **values,
        }
        record = Agreement(partnership=partnership, contract=contract, **given)
        return services.agreements.add(by=BY, record=record)

    return make


HEADS = (
    "record_id,forename,surname,dob,sex,postcode,nhs_number,upn,contact_date,contact_source,decision_date,outcome"
).split(",")
BETH = "S1,Beth,Green,2010-12-13,F,WM28 1ZQ,,,2024-05-02,School,2024-05-03,Referral".split(",")
ADAM = "S2,Adam,Chan,2021-05-26,M,WM19 2UU,,,2024-07-10,Police,2024-07-11,Early help".split(",")
MAYA = "S3,Maya,Osei,2015-02-03,F,WM7 1UQ,,,2024-07-31,Health,2024-08-01,Assessment".split(",")


@pytest.fixture
def contacts(tmp_path: Path) -> Callable[..., Path]:
    """``contacts(BETH, ADAM, name=..., heads=...)`` is a csv file of these rows."""

    def write(*rows: list[str], name: str = "contacts.csv", heads: list[str] = HEADS) -> Path:
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([heads, *rows])
        return path

    return write


@pytest.fixture
def deliver(partnership: Partnership, own_files: Path) -> Callable[..., Delivered]:
    """``deliver(path)``, as from a shell."""

    def make(path: Path, **options: Any) -> Delivered:
        return services.deliver(by=BY, partnership=partnership, path=path, name=path.name, **options)

    return make


@pytest.fixture
def analyst(person_with: Any, client_as: Any) -> Any:
    return client_as(person_with("data-analyst", name="Ana Analyst"))
