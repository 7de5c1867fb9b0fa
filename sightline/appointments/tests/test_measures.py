"""Figures about appointments against what was counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sightline.appointments.models import Appointment, Arrangement
from sightline.appointments.services import arrangements
from sightline.foundation.access import Shell
from sightline.measures.answers import Answer
from sightline.measures.evaluation import evaluate, fingerprint, rows, series
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Agency, Body, Coverage, Partnership, Seat
from sightline.partnership.services import add_body, add_seat

D = date
Appointed = Callable[..., Appointment]


@pytest.fixture
def arranged(partnership: Partnership, shell: Shell) -> None:
    for since, model, words in (
        (D(2022, 4, 1), "independent chair", ""),
        (D(2024, 4, 1), "single scrutineer", ""),
        (D(2025, 4, 1), "other", "peer scrutiny"),
    ):
        arrangements.add(
            by=shell,
            record=Arrangement(partnership=partnership, since=since, model=model, words=words),
        )


def value(partnership: Partnership, key: str, day: date, **where: tuple[str, ...]) -> Any:
    return evaluate(key, Scope(partnership=partnership, at=day, where=where)).value


def groups(partnership: Partnership, key: str, day: date, by: str) -> dict[str, Any]:
    answer: Answer = evaluate(key, Scope(partnership=partnership, at=day), by)
    return {name: group.value for name, group in answer.groups.items()}


@pytest.mark.parametrize(
    ("day", "model"),
    [
        (D(2022, 3, 31), None),
        (D(2022, 4, 1), "independent chair"),
        (D(2024, 3, 31), "independent chair"),
        (D(2024, 4, 1), "single scrutineer"),
        (D(2025, 3, 31), "single scrutineer"),
        (D(2025, 4, 1), "peer scrutiny"),
    ],
)
def test_the_model_at_a_date_is_that_of_the_latest_arrangement(
    partnership: Partnership, arranged: None, day: date, model: str | None
) -> None:
    assert value(partnership, "partnership.model", day) == model


@pytest.mark.parametrize(
    ("check", "verdict"),
    [
        ('partnership.model at 2025-03-31 is "single scrutineer"', "holds"),
        ('partnership.model at 2025-03-31 is "Panel"', "does not hold"),
        ('partnership.model at 2025-03-31 is not "independent chair"', "holds"),
        ('partnership.model at 2025-03-31 includes "Single Scrutineer"', "holds"),
        ('partnership.model at 2021-03-31 is "single scrutineer"', "not recorded"),
    ],
)
def test_a_claim_can_check_the_model(
    partnership: Partnership, arranged: None, run_command: Any, check: str, verdict: str
) -> None:
    assert run_command("check", check, "--partnership", "westmoor", "--json").json["verdict"] == verdict


def test_a_seat_is_vacant_between_its_holders(
    partnership: Partnership, chair: Seat, member: Seat, appointed: Appointed
) -> None:
    appointed(D(2024, 4, 1), seat=chair, until=D(2024, 9, 30), kind="fixed term")
    appointed(D(2025, 1, 1), seat=chair)
    appointed(D(2024, 10, 1), seat=member, kind="acting", until=D(2024, 10, 31))

    def vacant(day: date) -> Any:
        return value(partnership, "appointments.vacancies", day)

    assert vacant(D(2024, 3, 31)) is None  # nobody was recorded to hold a seat yet
    assert vacant(D(2024, 4, 1)) == 0  # the member's seat begins in June
    assert vacant(D(2024, 6, 1)) == 1
    assert vacant(D(2024, 9, 30)) == 1
    assert vacant(D(2024, 10, 1)) == 1  # the chair's, while somebody acts as the member
    assert vacant(D(2024, 11, 1)) == 2
    assert vacant(D(2025, 1, 1)) == 1


def test_vacancies_are_told_by_body_agency_and_level(
    partnership: Partnership, chair: Seat, member: Seat, appointed: Appointed, shell: Shell
) -> None:
    board = add_body(by=shell, partnership=partnership, name="Improvement Board")
    add_seat(by=shell, body=board, agency=member.agency, title="Member", level="strategic leaders")
    appointed(D(2024, 4, 1), seat=chair)
    day = D(2025, 3, 31)
    assert value(partnership, "appointments.vacancies", day) == 2
    assert groups(partnership, "appointments.vacancies", day, "body") == {
        "DSP Executive": 1,
        "Improvement Board": 1,
    }
    assert groups(partnership, "appointments.vacancies", day, "agency") == {
        "Westmoor & Coast Constabulary": 2,
        "Westmoor County Council": 0,
    }
    assert groups(partnership, "appointments.vacancies", day, "level") == {
        "Not stated": 1,
        "strategic leaders": 1,
    }
    assert value(partnership, "appointments.vacancies", day, body=("Improvement Board",)) == 1
    scope = Scope(partnership=partnership, at=day)
    assert rows("appointments.vacancies", scope).count() == 2
    before = fingerprint("appointments.vacancies", scope)
    appointed(D(2025, 3, 31), seat=member)
    assert fingerprint("appointments.vacancies", scope) != before


def test_seats_are_counted_by_agency_and_level_whoever_fills_them(
    partnership: Partnership, executive: Body, chair: Seat, member: Seat, shell: Shell
) -> None:
    given = {"by": shell, "body": executive, "agency": chair.agency, "level": "practitioners"}
    add_seat(title="Advisor", until=D(2024, 5, 31), **given)  # type: ignore[arg-type]
    key = "appointments.seats"
    assert value(partnership, key, D(2024, 5, 31)) == 2  # the member's begins in June
    assert value(partnership, key, D(2024, 6, 1)) == 2
    assert groups(partnership, key, D(2024, 5, 31), "level") == {"Not stated": 1, "practitioners": 1}
    assert groups(partnership, key, D(2024, 6, 1), "agency") == {
        "Westmoor & Coast Constabulary": 1,
        "Westmoor County Council": 1,
    }


def test_each_month_has_the_vacancies_of_its_last_day(
    partnership: Partnership, chair: Seat, member: Seat, appointed: Appointed
) -> None:
    appointed(D(2024, 5, 1), seat=chair, until=D(2024, 6, 30), kind="fixed term")
    scope = Scope(partnership=partnership, period=Period(D(2024, 4, 1), D(2024, 7, 31)))
    points = series("appointments.vacancies", scope)
    assert [point.value for point in points] == [None, 0, 1, 2]
    assert points[0].why_not == "No appointment to a seat is recorded on or before 30 April 2024."
    assert [value(partnership, "appointments.vacancies", point.end) for point in points] == [None, 0, 1, 2]


def test_rolling_months_are_those_of_whoever_holds_the_office_then(
    partnership: Partnership, appointed: Appointed
) -> None:
    appointed(D(2023, 11, 1), office="Independent scrutineer", kind="rolling", until=D(2025, 3, 31))
    appointed(D(2024, 1, 1), office="Commissioner", kind="fixed term", until=D(2026, 1, 1))

    def months(day: date) -> Any:
        return value(partnership, "appointments.rolling_months", day)

    assert months(D(2023, 10, 31)) is None
    assert months(D(2023, 11, 29)) == 0
    assert months(D(2023, 11, 30)) == 1
    assert months(D(2025, 3, 31)) == 17
    assert months(D(2025, 4, 1)) is None  # over, which is not nought months
    assert groups(partnership, "appointments.rolling_months", D(2024, 11, 1), "office") == {
        "Independent scrutineer": 12
    }
    scope = Scope(partnership=partnership, period=Period(D(2025, 2, 1), D(2025, 4, 30)))
    assert [point.value for point in series("appointments.rolling_months", scope)] == [16, 17, None]


def test_chairs_from_agencies_other_than_childrens_services_are_counted(
    partnership: Partnership, executive: Body, chair: Seat, police: Agency, shell: Shell
) -> None:
    mash = add_body(by=shell, partnership=partnership, name="MASH Operational Group")
    add_seat(by=shell, body=mash, agency=chair.agency, title="Chair", until=D(2023, 8, 31))
    add_seat(by=shell, body=mash, agency=police, title="Chair", since=D(2023, 9, 1))
    add_seat(by=shell, body=executive, agency=police, title="Member")
    key = "appointments.chairs_from_others"
    assert value(partnership, key, D(2023, 8, 31)) == 0
    assert value(partnership, key, D(2023, 9, 1)) == 1
    assert groups(partnership, key, D(2025, 3, 31), "body") == {
        "DSP Executive": 0,
        "MASH Operational Group": 1,
    }


def test_whether_a_body_is_chaired_by_an_agency_other_than_childrens_services_is_answered(
    partnership: Partnership,
    chair: Seat,
    appointed: Appointed,
    police: Agency,
    shell: Shell,
    run_command: Any,
) -> None:
    mash = add_body(by=shell, partnership=partnership, name="MASH Operational Group")
    seat = add_seat(by=shell, body=mash, agency=police, title="Chair", since=D(2023, 9, 1))
    appointed(D(2024, 1, 1), seat=seat)

    def verdict(check: str) -> str:
        told: str = run_command("check", check, "--partnership", "westmoor", "--json").json["verdict"]
        return told

    council = '"Westmoor County Council"'
    assert verdict(
        f'partnership.chair_agency{{body="MASH Operational Group"}} at 2025-03-31 is not {council}'
    ) == ("holds")
    assert verdict(f'partnership.chair_agency{{body="DSP Executive"}} at 2025-03-31 is not {council}') == (
        "does not hold"
    )
    assert verdict("appointments.chairs_from_others at 2025-03-31 >= 1") == "holds"


def test_nothing_is_told_of_a_partnership_that_records_no_appointments(
    partnership: Partnership, executive: Body, member: Seat
) -> None:
    for key in ("vacancies", "rolling_months", "chairs_from_others"):
        answer = evaluate(f"appointments.{key}", Scope(partnership=partnership, at=D(2025, 3, 31)))
        assert answer.value is None
        assert answer.why_not.endswith("is recorded on or before 31 March 2025.")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("partnership.model", "Single scrutineer from 1 April 2024"),
        ("appointments.rolling_months", "Ines Hall, Independent scrutineer"),
        ("appointments.vacancies", "Seat of Westmoor &amp; Coast Constabulary on DSP Executive"),
    ],
)
def test_the_page_of_a_figure_shows_the_records_behind_it(
    partnership: Partnership,
    arranged: None,
    chair: Seat,
    member: Seat,
    appointed: Appointed,
    person: Any,
    person_with: Any,
    client_as: Any,
    key: str,
    said: str,
) -> None:
    Coverage.objects.create(
        partnership=partnership, source="meetings", start=D(2024, 4, 1), end=D(2025, 3, 31)
    )
    appointed(D(2024, 1, 1), office="Independent scrutineer", kind="rolling", person=person("Ines Hall"))
    appointed(D(2024, 1, 1), seat=chair)
    page = client_as(person_with("scrutineer")).get(f"/westmoor/measures/{key}", {"year": "2024-25"})
    assert page.status_code == 200
    assert said in page.text
