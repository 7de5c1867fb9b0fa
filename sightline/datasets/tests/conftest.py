"""Agreements to try things on, in Westmoor, and the samples that four agencies sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sightline.datasets import services
from sightline.datasets.catalogue import fields_of
from sightline.datasets.engine import contracts
from sightline.datasets.models import Agreement
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
