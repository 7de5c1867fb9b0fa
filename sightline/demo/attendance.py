"""Attendance sheets of two years: one sheet for each body, one column for each meeting.

The story they tell: attendance rose, and in 2024-25 held steady month by month; one body, the Practice Review
Group, stayed behind the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from random import Random

from sightline.demo.bodies import BODIES, Body
from sightline.demo.dice import dice, months_of, weekday
from sightline.demo.names import full_name
from sightline.demo.places import Agency, Place
from sightline.foundation.years import ReportingYear
from sightline.measures.spc import xmr
from sightline.measures.units import Better

CAME = ("P", "P", "P", "P", "Present", "✓", "D", "D - {deputy}")
STAYED_AWAY = ("A", "A", "Apologies", "X")
MOST_TRIES = 500


@dataclass(frozen=True)
class Member:
    """A row of a sheet. ``marks`` are in the order of the sheet's meetings."""

    agency: str
    name: str
    seat: str
    marks: list[str]


@dataclass(frozen=True)
class Sheet:
    """One body's year."""

    body: str
    meetings: list[date]
    members: list[Member]


def workbooks(place: Place, seed: int) -> dict[ReportingYear, list[Sheet]]:
    """The attendance sheets of 2023-24 and 2024-25; the members stay the same people."""
    chance = dice(seed, place.slug, "attendance")
    members = {
        body.name: [(_agency(place, word), full_name(chance)) for word in body.members] for body in BODIES
    }
    years = (ReportingYear.parse("2023-24"), ReportingYear.parse("2024-25"))
    return {year: _steady(chance, year, number, members) for number, year in enumerate(years)}


def _agency(place: Place, word: str) -> Agency:
    name = getattr(place, word)
    return next(agency for agency in place.agencies if agency.name == name)


def _steady(
    chance: Random, year: ReportingYear, number: int, members: dict[str, list[tuple[Agency, str]]]
) -> list[Sheet]:
    """Sheets in which no month stands out from the others."""
    for _ in range(MOST_TRIES):
        sheets = [_sheet(chance, body, year, number, members[body.name]) for body in BODIES]
        if not xmr(_rates(sheets, year), better=Better.HIGHER).special:
            return sheets
    raise AssertionError("no steady year of attendance came up")


def _sheet(
    chance: Random, body: Body, year: ReportingYear, number: int, members: list[tuple[Agency, str]]
) -> Sheet:
    months = months_of(year)
    chosen = sorted(chance.sample(range(12), body.meetings))
    meetings = [weekday(chance, *months[month]) for month in chosen]
    count = len(meetings) * len(members)
    away = set(chance.sample(range(count), round(count * (100 - body.present[number]) / 100)))
    rows = []
    for place, (agency, name) in enumerate(members):
        marks = [
            chance.choice(STAYED_AWAY if place * len(meetings) + meeting in away else CAME).format(
                deputy=full_name(chance)
            )
            for meeting in range(len(meetings))
        ]
        rows.append(Member(agency.name, name, "Chair" if place == 0 else "Member", marks))
    return Sheet(body.name, meetings, rows)


def _rates(sheets: list[Sheet], year: ReportingYear) -> list[Fraction]:
    """The part of those expected who came, month by month."""
    came, expected = [0] * 12, [0] * 12
    for sheet in sheets:
        for column, day in enumerate(sheet.meetings):
            month = (day.month - year.start.month) % 12
            expected[month] += len(sheet.members)
            came[month] += sum(member.marks[column] not in STAYED_AWAY for member in sheet.members)
    return [Fraction(done, of) for done, of in zip(came, expected, strict=True)]
