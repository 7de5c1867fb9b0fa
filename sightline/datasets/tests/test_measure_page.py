"""A figure about children on the page that every figure has: what is hidden stays hidden there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from sightline.datasets.tests.made_data import contacts, told
from sightline.partnership.models import Partnership
from sightline.partnership.roles import DATA_ANALYST, LEAD_PARTNER

pytestmark = pytest.mark.usefixtures("own_files")

MAY = date(2024, 5, 8)
PAGE = "/westmoor/measures/data.contacts"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def page(client_as: Callable[..., Client], person_with: Callable[..., Any]) -> Callable[..., str]:
    """The page of contacts, as somebody of a role sees it."""

    def look(role: str = LEAD_PARTNER, **query: str) -> str:
        response = client_as(person_with(role)).get(PAGE, query)
        assert response.status_code == 200
        return response.content.decode()

    return look


@pytest.mark.parametrize("role", [LEAD_PARTNER, DATA_ANALYST])
def test_small_groups_are_a_c_for_everybody(
    partnership: Partnership, tmp_path: Path, page: Callable[..., str], role: str
) -> None:
    told(
        partnership,
        tmp_path,
        [*contacts(4, MAY, contact_source="Family"), *contacts(9, MAY, contact_source="School"),
         *contacts(60, MAY, contact_source="Police")],
    )  # fmt: skip
    shown = page(role, by="contact_source")
    assert "73 contacts" in shown
    assert ">60<" in shown
    assert shown.count(">c<") == 2
    narrowed = page(role, by="contact_source", **{"only-contact_source": "Family"})
    assert "not shown to protect children" in narrowed


def test_what_it_rests_on_are_deliveries(
    partnership: Partnership, tmp_path: Path, page: Callable[..., str]
) -> None:
    told(partnership, tmp_path, contacts(60, MAY))
    shown = page()
    assert "1 record" in shown
    assert "Contacts with children" in shown


def test_a_small_figure_is_a_c_and_no_nought(
    partnership: Partnership, tmp_path: Path, page: Callable[..., str]
) -> None:
    told(partnership, tmp_path, contacts(3, MAY))
    shown = page()
    assert "not shown to protect children" in shown
    assert "3 contacts" not in shown


def test_the_dashboard_of_all_figures_leaves_them_to_their_own(
    partnership: Partnership,
    tmp_path: Path,
    client_as: Callable[..., Client],
    person_with: Callable[..., Any],
) -> None:
    told(partnership, tmp_path, contacts(60, MAY))
    shown = client_as(person_with(LEAD_PARTNER)).get("/westmoor/measures/").content.decode()
    assert "data.contacts" not in shown
