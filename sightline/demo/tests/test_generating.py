"""What is made up tells the story it is meant to tell, for any seed, and the same seed tells the same."""

from __future__ import annotations

from collections import Counter
from datetime import date
from statistics import median

import pytest

from sightline.demo import actions, attendance, challenges, sheets, training
from sightline.demo.bodies import BODIES, EDUCATION, REVIEWS
from sightline.demo.dice import month_ends
from sightline.demo.names import address
from sightline.demo.places import MOST, NAMES, Place, places
from sightline.foundation.years import ReportingYear
from sightline.measures.spc import Meaning, xmr
from sightline.measures.units import Better

SEEDS = range(12)
LAST_YEAR, THIS_YEAR = ReportingYear.parse("2023-24"), ReportingYear.parse("2024-25")
PLACE = Place("Harrowdale")


def all_actions(seed: int) -> list[actions.Action]:
    return [action for sheet in actions.tracker(PLACE, seed) for action in sheet.actions]


def outstanding(held: list[actions.Action], day: date) -> int:
    return sum(one.agreed <= day and not (one.completed and one.completed <= day) for one in held)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_outstanding_grows_and_then_truly_falls(seed: int) -> None:
    held = all_actions(seed)
    months = [outstanding(held, day) for day in month_ends(date(2023, 4, 1), date(2025, 3, 31))]
    assert months[11] > months[0] > months[23]
    latest = xmr(months, better=Better.LOWER).latest
    assert latest
    assert latest.meaning is Meaning.IMPROVEMENT


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_done_before_it_was_agreed_and_every_reference_is_given_once(seed: int) -> None:
    held = all_actions(seed)
    assert 80 <= len(held) <= 100
    assert all(one.completed is None or one.agreed < one.completed for one in held)
    assert all(one.due and one.agreed < one.due for one in held)
    assert max(Counter(one.reference for one in held).values()) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_attendance_is_steady_and_one_body_stays_behind(seed: int) -> None:
    sheets_of = attendance.workbooks(PLACE, seed)[THIS_YEAR]
    rates = {}
    for sheet in sheets_of:
        marks = [mark for member in sheet.members for mark in member.marks]
        rates[sheet.body] = sum(mark not in attendance.STAYED_AWAY for mark in marks) / len(marks)
    assert {body for body, rate in rates.items() if rate < 0.9} == {REVIEWS}
    assert rates[EDUCATION] >= 0.95
    assert all(len(sheet.meetings) == body.meetings for sheet, body in zip(sheets_of, BODIES, strict=True))
    assert all(day.weekday() < 5 for sheet in sheets_of for day in sheet.meetings)


@pytest.mark.parametrize("seed", SEEDS)
def test_challenges_are_more_and_are_answered_sooner(seed: int) -> None:
    log = challenges.log(PLACE, seed)
    raised = Counter(ReportingYear.of(one.raised) for one in log)
    assert (raised[LAST_YEAR], raised[THIS_YEAR]) == (20, 26)
    days = {
        year: median(
            (one.closed - one.raised).days
            for one in log
            if one.closed and ReportingYear.of(one.closed) == year
        )
        for year in (LAST_YEAR, THIS_YEAR)
    }
    assert days[LAST_YEAR] > 56
    assert days[THIS_YEAR] <= 49


def test_bookings_are_of_the_size_of_a_real_teams() -> None:
    exports = {year: list(rows) for year, rows in training.exports(PLACE, 2025).items()}
    assert len(exports[LAST_YEAR]) == 1 + 8690 + 60
    assert len(exports[THIS_YEAR]) == 1 + 10850 + 60
    statuses = Counter(row[13] for row in dict.fromkeys(exports[THIS_YEAR][1:]))
    assert statuses["Attended"] > 9000


def test_the_same_seed_makes_the_same_spreadsheets_and_another_makes_others() -> None:
    def made(seed: int) -> bytes:
        return b"".join(sheets.as_csv(rows) for rows in training.exports(PLACE, seed).values())

    assert made(1) == made(1)
    assert made(1) != made(2)
    assert all_actions(1) == all_actions(1)
    assert all_actions(1) != all_actions(2)


def test_every_place_has_a_name_and_an_address_of_its_own() -> None:
    every = places(MOST)
    assert len({place.slug for place in every}) == MOST
    assert len(set(NAMES)) == len(NAMES)
    with pytest.raises(ValueError, match="not for"):
        places(MOST + 1)


def test_no_alias_means_two_agencies() -> None:
    for place in places(len(NAMES)):
        named = [name.casefold() for agency in place.agencies for name in (agency.name, *agency.aliases)]
        assert len(named) == len(set(named)), place.name


def test_every_address_is_of_the_domain_that_is_nobodys() -> None:
    rows = [row for rows in training.exports(PLACE, 3).values() for row in list(rows)[1:]]
    assert {row[10].rpartition("@")[2] for row in rows} == {"example.org"}
    assert address("Niamh O'Brien", PLACE.domain) == "niamh.obrien@harrowdale.example.org"
