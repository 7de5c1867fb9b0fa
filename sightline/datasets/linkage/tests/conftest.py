"""Two deliveries of a few made-up records, two pairs of which are in doubt, and an engine that says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sightline.datasets.engine import linking
from sightline.datasets.linkage import queries, services
from sightline.datasets.linkage.tests.agencies import (
    ADA,
    BETH,
    BETHS,
    CARE,
    ELIZABETH,
    HARTLEYS,
    POLICE,
    TIM,
    TOM,
    FakeEngine,
    deliver,
)
from sightline.datasets.models import Delivery, Linkage, ReviewPair
from sightline.datasets.services import linked as store
from sightline.foundation.access import Shell
from sightline.partnership.models import Partnership
from sightline.people.models import Person


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path
    settings.FILES = tmp_path / "files"


@pytest.fixture
def delivered(partnership: Partnership) -> list[Delivery]:
    return [deliver(partnership, CARE, BETH, TOM, ADA), deliver(partnership, POLICE, ELIZABETH, TIM)]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    fake = FakeEngine()
    fake.doubtful = [BETHS, HARTLEYS]
    monkeypatch.setattr(linking, "link", fake.link)
    monkeypatch.setattr(store, "rebuild", fake.rebuild)
    return fake


@pytest.fixture
def people(person_with: Callable[..., Person]) -> list[Person]:
    """Three who may see records about single children."""
    return [person_with("data-analyst", name=name) for name in ("Ana Silva", "Bo Lind", "Cy Reed")]


@pytest.fixture
def analyst(people: list[Person]) -> Person:
    return people[0]


@pytest.fixture
def link(partnership: Partnership) -> Callable[..., Linkage]:
    def run(**options: Any) -> Linkage:
        return services.link(**{"by": Shell("tester"), "partnership": partnership, **options})

    return run


@pytest.fixture
def pairs(
    partnership: Partnership, delivered: list[Delivery], engine: FakeEngine, link: Callable[..., Linkage]
) -> list[ReviewPair]:
    """Two pairs that wait: the Beths, and the Hartleys."""
    link()
    return list(queries.pairs(partnership).order_by("number"))
