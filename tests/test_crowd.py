"""What the pages of a partnership cost that has many users and many actions: no more questions than those of a few."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from bench.crowd import crowded
from bench.records import YEARS
from sightline.actions.models import AcceptedRisk, Action, DateMove, EvidenceVersion
from sightline.foundation.access import Shell
from sightline.partnership.models import Agency, Coverage
from sightline.partnership.services import create_partnership
from sightline.people.models import Account, Person
from tests.costs import queries_of

PAGES = {"": 72, "actions/": 20, "actions/board": 20, "actions/plan": 20, "actions/progress": 26}
"""At most so many queries when nothing is kept of what a page shows."""


def kept_by_many(slug: str, *, users: int, actions_a_year: int) -> tuple[Person, Person]:
    """The coordinator of a partnership of that size, and an officer of one of its agencies."""
    where = create_partnership(by=Shell(), slug=slug, name=slug.capitalize())
    for name in ("Council", "Police", "Hospitals"):
        Agency.objects.create(partnership=where, key=name.lower(), name=name)
    Coverage.objects.create(partnership=where, source="actions", start=YEARS[-1].start, end=YEARS[0].end)
    return crowded(where, users=users, actions_a_year=actions_a_year)


@pytest.mark.usefixtures("db")
def test_the_pages_of_a_crowd_ask_as_much_as_those_of_a_few(client_as: Callable[[Person], Client]) -> None:
    few = kept_by_many("few", users=12, actions_a_year=3)
    many = kept_by_many("many", users=36, actions_a_year=8)
    for model, least in (
        (Account, 48),
        (Action, 110),
        (DateMove, 20),
        (AcceptedRisk, 2),
        (EvidenceVersion, 50),
    ):
        assert model._default_manager.count() >= least, f"no crowd of {model._meta.verbose_name_plural}"
    for one, other in zip(few, many, strict=True):  # the coordinators, then the officers
        of_few, of_many = client_as(one), client_as(other)
        for page, at_most in PAGES.items():
            asked = queries_of(of_few, f"/few/{page}", at_most=at_most)
            assert queries_of(of_many, f"/many/{page}", at_most=at_most) == asked, f"/{page} grows"
