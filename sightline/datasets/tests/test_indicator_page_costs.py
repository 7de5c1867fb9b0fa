"""What the pages of indicators cost: every indicator asks for the same few things, which are read once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from sightline.datasets.models import Delivery
from sightline.datasets.tests.made_data import contacts, told
from sightline.partnership.models import Partnership
from sightline.partnership.roles import SCRUTINEER
from sightline.people.models import Person
from tests.costs import queries_of

pytestmark = pytest.mark.usefixtures("own_files")

PAGES = {"": 12, "data.contacts": 16, "data.referrals": 16, "data.children_known_to_four": 16}
"""At most so many queries when nothing is kept of what a page shows."""


@pytest.fixture
def scrutineer(person_with: Callable[..., Person], client_as: Callable[[Person], Client]) -> Client:
    return client_as(person_with(SCRUTINEER))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_indicators_asks_the_database_a_few_things_once(
    scrutineer: Client, partnership: Partnership, tmp_path: Path, page: str
) -> None:
    address = f"/{partnership.slug}/indicators/{page}"
    queries_of(scrutineer, address, at_most=PAGES[page])  # while there is nothing to tell
    told(partnership, tmp_path / "one", contacts(9, date(2024, 5, 8)))
    of_few = queries_of(scrutineer, address, at_most=PAGES[page])
    told(partnership, tmp_path / "two", contacts(9, date(2024, 6, 5)))
    assert Delivery.objects.count() == 8
    assert queries_of(scrutineer, address, at_most=PAGES[page]) == of_few
