"""Lists and registers that call those we know by another of their names."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from sightline.meetings.models import Attendance, Meeting
from sightline.partnership import services
from sightline.partnership.models import Agency, Alias, Body, Workforce

HEAD = ["Agency", "Type", "Staff", "As at", "Also known as"]
FIRST = [
    ["Norfield & Dale Police", "police", "900", "01/04/2024", "Police"],
    ["NHS Norfield Integrated Care Board", "NHS", "110", "01/04/2024", "ICB"],
]


@pytest.fixture
def listed(rows, partnership):
    rows([HEAD, *FIRST], "agencies.csv")
    return lambda: list(Agency.objects.of(partnership).order_by("id").values_list("name", flat=True))


def test_a_later_list_that_uses_other_names_gives_the_same_agencies_new_figures(rows, listed, partnership):
    before = listed()
    _, outcome = rows(
        [HEAD[:4], ["Police", "police", "950", "01/04/2025"], ["ICB", "icb", "120", "01/04/2025"]],
        "later.csv",
    )
    assert listed() == before
    assert (outcome.created, outcome.refused) == (0, 0)
    staff = (
        Workforce.objects.of(partnership).filter(as_at=date(2025, 4, 1)).values_list("agency__name", "staff")
    )
    assert dict(staff) == {FIRST[0][0]: 950, FIRST[1][0]: 120}


def test_a_renamed_agency_is_found_under_both_names_and_keeps_the_new_one(rows, listed, partnership, shell):
    police = Agency.objects.of(partnership).get(name=FIRST[0][0])
    services.rename_agency(by=shell, agency=police, name="Norfield Constabulary", since=date(2024, 10, 1))
    _, again = rows([HEAD, *FIRST], "again.csv")
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    rows([HEAD, ["Norfield Constabulary", "police", "960", "01/04/2025", ""]], "new.csv")
    rows([HEAD, [FIRST[0][0], "health", "970", "01/04/2026", ""]], "old.csv")
    assert listed() == ["Norfield Constabulary", FIRST[1][0]]
    assert Workforce.objects.of(partnership).filter(agency=police).count() == 3


def test_a_name_of_another_agency_is_left_out_with_the_reason_and_the_row_goes_in(rows, listed, partnership):
    _, outcome = rows([HEAD, ["Norfield Probation", "probation", "60", "01/04/2024", "ICB; NPS"]], "more.csv")
    assert (outcome.created, outcome.refused) == (1, 0)
    (told,) = outcome.warnings
    assert (told["column"], told["value"]) == ("Also known as", "ICB")
    assert told["problem"] == f"is already a name of {FIRST[1][0]}; it was left out"
    assert Alias.objects.of(partnership).get(name="NPS").agency.name == "Norfield Probation"


def test_a_name_that_three_agencies_of_a_file_share_means_none_of_them(rows, partnership):
    lines = [
        ["NHS North ICB", "icb", "", "", "Health; ICB"],
        ["North Hospitals NHS Trust", "health", "", "", "Health; NHT"],
        ["North Community Health", "health", "", "", "Health; CHT"],
    ]
    _, outcome = rows([HEAD, *lines], "shared.csv")
    assert (outcome.created, outcome.refused) == (3, 0)
    assert set(Alias.objects.of(partnership).values_list("name", flat=True)) == {"ICB", "NHT", "CHT"}
    assert [told["row"] for told in outcome.warnings] == [2, 3, 4]


def test_an_agency_that_is_listed_twice_with_other_staff_is_refused_the_second_time(rows, partnership):
    _, outcome = rows(
        [
            ["Agency", "Team", "Type", "Staff", "As at"],
            ["NCC", "CSC", "la", "100", "01/04/2024"],
            ["NCC", "Early help", "la", "50", "01/04/2024"],
            ["Police", "PPU", "police", "10", "01/04/2024"],
        ],
        "twice.csv",
    )
    (told,) = outcome.errors
    assert (told["row"], told["column"], told["value"]) == (3, "Staff", "50")
    assert told["problem"] == "is not what twice, row 2 says of the same workforce"
    assert sorted(Workforce.objects.of(partnership).values_list("staff", flat=True)) == [10, 100]


def test_a_renamed_body_is_found_under_both_names(book, agency, partnership, shell):
    agency("Police")
    register = [["Agency", "Name", date(2024, 5, 1)], ["Police", "Ann Bell", "P"]]
    book({"Quality & Assurance Group": register})
    body = Body.objects.of(partnership).get()
    services.correct_body(by=shell, body=body, name="Learning Group")
    for name in ("Quality & Assurance Group", "Learning Group", "Quality and Assurance Group"):
        _, outcome = book({name: register})
        assert (outcome.created, outcome.unchanged) == (0, 1), name
    assert Body.objects.of(partnership).get().name == "Learning Group"
    assert (Meeting.objects.count(), Attendance.objects.count()) == (1, 1)


def test_a_misspelt_agency_is_refused_with_the_one_that_it_looks_like(rows, listed):
    head = ["Ref", "Action", "Lead agency", "Date agreed", "Status", "Date completed"]
    _, outcome = rows([head, ["A1", "Brief staff", "Polise", "01/05/2024", "Open", ""]], "tracker.csv")
    assert outcome.errors[0]["problem"].endswith("; it looks like Norfield & Dale Police")


def test_a_list_without_a_date_gives_one_figure_however_often_and_late_it_comes(rows, partnership):
    lines = [["Agency", "Type", "Staff"], ["Police", "police", "900"]]
    for day in ("2025-03-20", "2025-04-20"):
        with time_machine.travel(f"{day}T12:00:00+00:00", tick=False):
            rows(lines, "undated.csv")
    assert Workforce.objects.of(partnership).get().as_at == date(2024, 4, 1)
