"""What is checked before a write still holds when others write at the same moment, on either database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sightline.audit.queries import history
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


def test_a_record_is_withdrawn_once_by_those_who_do_so_at_once(
    partnership: Partnership, agency: Callable[..., Agency]
) -> None:
    police = agency("Police")

    def withdraw(name: str) -> None:
        this = queries.agency(partnership, police.pk)
        assert this is not None
        services.withdraw(by=Shell(name), record=this, reason="Entered twice")

    problems = at_once(withdraw)
    assert [str(problem) for problem in problems] == ["This was withdrawn already."] * (PEOPLE - 1)
    assert [line.what for line in history(police)] == ["withdrawn"]


def test_an_agency_renamed_by_several_at_once_was_called_each_name_in_turn(
    partnership: Partnership, agency: Callable[..., Agency]
) -> None:
    police = agency("Police")
    held = [queries.agency(partnership, police.pk) for _ in range(PEOPLE)]  # all read before anybody writes

    def rename(name: str) -> None:
        this = held[int(name[-1])]
        assert this is not None
        services.rename_agency(by=Shell(name), agency=this, name=f"Police {name}", since=date(2024, 4, 1))

    problems = at_once(rename)
    # One name a day: the first to come renames it, and the others are told since when it is called that.
    assert [type(problem) for problem in problems] == [Refused] * (PEOPLE - 1)
    assert [name.name for name in queries.former_names(police)] == ["Police"]


def test_one_of_those_who_give_an_agency_the_same_seat_does_and_the_others_are_told(
    partnership: Partnership, agency: Callable[..., Agency]
) -> None:
    police, body = agency("Police"), Body.objects.create(partnership=partnership, key="e", name="Executive")

    def add(name: str) -> None:
        since = date(2024, 4, 1 + int(name[-1]))  # a key of its own for each
        services.add_seat(by=Shell(name), body=body, agency=police, title="Chair", since=since)

    problems = at_once(add)
    assert [str(problem) for problem in problems] == ["Police has this seat already."] * (PEOPLE - 1)


def test_a_figure_is_added_once_by_those_who_do_so_at_once(agency: Callable[..., Agency]) -> None:
    police = agency("Police")

    def add(name: str) -> None:
        this = queries.agency(police.partnership, police.pk)
        assert this is not None
        services.add_workforce(by=Shell(name), agency=this, staff=100, as_at=date(2024, 4, 1))

    problems = at_once(add)
    assert [type(problem) for problem in problems] == [Refused] * (PEOPLE - 1)
    assert len(queries.workforce(police)) == 1
