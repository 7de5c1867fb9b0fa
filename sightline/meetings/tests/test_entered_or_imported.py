"""A year of attendance gives the same figures whether its sheet is imported or it is entered page by page."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sightline.foundation.files import chunks_of
from sightline.imports import services as imports
from sightline.measures.evaluation import evaluate
from sightline.measures.registry import registry
from sightline.measures.scope import Period, Scope
from sightline.meetings.members import members
from sightline.meetings.models import Meeting, QuorumRule
from sightline.partnership.models import Body, Coverage, Partnership
from sightline.partnership.tests.filling_in import held_by_form

YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))
DAYS = (date(2024, 5, 3), date(2024, 9, 12), date(2025, 1, 7))
AGENCIES = ("Council", "Police", "Health Board")
SHEET = (
    ("Council", "Ann Bell", "Chair", ("P", "P", "A")),
    ("Police", "Ben Cole", "Member", ("P", "D - Dee Fox", "P")),
    ("Police", "Eve Gray", "Member", ("N/A", "P", "P")),
    ("Health Board", "Cat Dunn", "Member", ("X", "P", "P")),
)
SAID = {"P": "present", "A": "apologies", "X": "absent", "N/A": "not a member", "D - Dee Fox": "deputy"}


@pytest.fixture
def imported(partnership, agency, shell, settings, tmp_path: Path) -> Partnership:
    settings.FILES = tmp_path / "files"
    for name in AGENCIES:
        agency(name)
    path = tmp_path / "DSP Executive.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Agency", "Name", "Role", *(f"{day:%d/%m/%Y}" for day in DAYS)))
        writer.writerows((where, name, role, *marks) for where, name, role, marks in SHEET)
    import_ = imports.receive(by=shell, partnership=partnership, name=path.name, chunks=chunks_of(path))
    imports.plan(by=shell, import_=import_)
    outcome = imports.commit(by=shell, import_=import_)
    assert outcome.error_count == 0
    return partnership


@pytest.fixture
def entered(another_partnership, agency, person_with, client_as) -> Partnership:
    """The same, typed by a coordinator into the pages of another partnership."""
    where = another_partnership
    Coverage.objects.create(partnership=where, source="meetings", start=YEAR.start, end=YEAR.end)
    number = {name: str(agency(name, of=where).pk) for name in AGENCIES}
    body = Body.objects.create(partnership=where, key="dsp executive", name="DSP Executive")
    client = client_as(person_with("coordinator", partnership=where))
    for place, day in enumerate(DAYS):
        typed = {"held_on_day": day.day, "held_on_month": day.month, "held_on_year": day.year}
        to = client.post("/eastvale/meetings/new", {"body": body.pk, **typed})["Location"]
        values = held_by_form(client, to)
        meeting = Meeting.objects.of(where).get(held_on=day)
        known = {one.person.name: one.token for one in members(meeting) if one.person}
        new = 0
        for of, name, role, marks in SHEET:
            if name in known:
                token = known[name]
            else:
                token, new = f"new-{new}", new + 1
                values |= {f"{token}-agency": number[of], f"{token}-name": name, f"{token}-seat": role}
            said = SAID[marks[place]]
            values[f"{token}-presence"] = said
            values[f"{token}-deputy"] = "Dee Fox" if said == "deputy" else ""
        assert client.post(to, values).status_code == 302
    return where


def figures(where: Partnership) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Every figure about meetings, whole and by each of its dimensions."""
    scope = Scope(partnership=where, period=YEAR)
    told: dict[tuple[str, str], tuple[Any, ...]] = {}
    for key in sorted(one.key for one in registry if one.key.startswith("meetings.")):
        for by in (None, *registry[key].dimensions):
            answer = evaluate(key, scope, by)
            groups = {name: (g.value, g.numerator, g.denominator) for name, g in answer.groups.items()}
            told[key, by or ""] = (answer.value, answer.numerator, answer.denominator, groups)
    return told


def test_a_year_entered_page_by_page_gives_the_figures_of_the_imported_sheet(imported, entered):
    for where in (imported, entered):
        body = Body.objects.of(where).get()
        QuorumRule.objects.create(partnership=where, key="quorum", body=body, fewest_agencies=3)
    told = figures(imported)
    assert told["meetings.quorate_rate", ""][1:3] == (1, 3)
    assert told["meetings.held", ""][0] == 3
    assert told["meetings.attendance_rate", ""][1:3] == (9, 11)
    assert figures(entered) == told
