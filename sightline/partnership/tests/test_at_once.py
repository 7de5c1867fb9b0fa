"""What is checked before a write still holds when others write at the same moment, on either database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sightline.foundation.access import Shell
from sightline.foundation.text import fold
from sightline.partnership import queries, services
from sightline.partnership.models import Agency, Body, Partnership
from sightline.partnership.permissions import EDIT_BODIES
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Keeping
from sightline.partnership.tests.races import PEOPLE, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_those_who_add_the_same_record_does_and_the_others_are_told(partnership: Partnership) -> None:
    bodies: Keeping[Body] = Keeping(model=Body, right=EDIT_BODIES, identity=lambda body: fold(body.name))

    def add(name: str) -> None:
        bodies.add(by=Shell(name), record=Body(partnership=partnership, name="Executive"))

    problems = at_once(add)
    assert [type(problem) for problem in problems] == [Refused] * (PEOPLE - 1)
    assert Body.objects.count() == 1


def test_one_of_those_who_add_the_same_agency_does_and_the_others_are_told(partnership: Partnership) -> None:
    def add(name: str) -> None:
        services.add_agency(by=Shell(name), partnership=partnership, name="Police")

    problems = at_once(add)
    assert [str(problem) for problem in problems] == ["There is an agency called Police already."] * (
        PEOPLE - 1
    )


def test_agencies_that_are_merged_both_ways_at_once_make_no_circle(
    partnership: Partnership, agency: Callable[..., Agency]
) -> None:
    one, two = agency("One"), agency("Two")

    def merge(name: str) -> None:
        first, second = (one, two) if name.endswith(("0", "2")) else (two, one)
        into = queries.agency(partnership, second.pk)
        this = queries.agency(partnership, first.pk)
        assert into is not None
        assert this is not None
        services.merge_agency(by=Shell(name), agency=this, into=into, on=date(2024, 4, 1))

    problems = at_once(merge)
    assert [type(problem) for problem in problems] == [Refused] * (PEOPLE - 1)
    assert sorted(bool(into) for into in queries.mergers(partnership).values()) == [False, True]
