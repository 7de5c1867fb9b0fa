"""Indicators of the children in need census, of a few children whose figures anybody can count."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from sightline.datasets.engine import linked
from sightline.datasets.engine.indicators import Indicator, indicators
from sightline.datasets.engine.indicators.asking import Span, Store, ask, open_store
from sightline.datasets.engine.tests.made import contract_of, delivered

CHILD = ("la_child_id", "referral_number")
CENSUS = contract_of(
    "cin-census",
    {
        "cin_details": ((*CHILD, "referral_date", "primary_need", "nfa"), "referral_date", CHILD),
        "assessments": (
            (*CHILD, "assessment_number", "start_date", "authorised_date"),
            "start_date",
            (*CHILD, "assessment_number"),
        ),
        "section_47": (
            (*CHILD, "enquiry_number", "start_date", "conference_date"),
            "start_date",
            (*CHILD, "enquiry_number"),
        ),
        "child_protection_plans": (
            (*CHILD, "plan_number", "start_date", "initial_category", "previous_plans"),
            "start_date",
            (*CHILD, "plan_number"),
        ),
    },
    snapshot=True,
)
YEAR = Span(date(2025, 4, 1), date(2026, 3, 31))
HOLIDAYS = {date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25)}
DAYS = [
    day
    for day in (date(2026, 3, 1) + timedelta(days=n) for n in range(150))
    if day.weekday() < 5 and day not in HOLIDAYS
]


def opened(tmp_path: Path, **tables: list[dict[str, Any]]) -> Store:
    rows = {name: [{"referral_number": 1, **row} for row in table] for name, table in tables.items()}
    linked.build([delivered(tmp_path, CENSUS, rows, day=YEAR.last)], None, tmp_path / "store")
    return open_store(tmp_path / "store", DAYS)


def share(store: Store, key: str, span: Span = YEAR) -> tuple[int, int]:
    found = indicators()[key]
    assert isinstance(found, Indicator)
    [cell] = ask(store, found, [span])
    return cell.part, cell.rows


def test_an_assessment_may_take_45_working_days(tmp_path: Path) -> None:
    # Worked by hand in the guidance's manner: 24 April 2026 + 45 working days = 30 June 2026.
    began = {"start_date": date(2026, 4, 24)}
    store = opened(
        tmp_path,
        assessments=[
            {"la_child_id": "1", **began, "authorised_date": date(2026, 6, 30)},
            {"la_child_id": "2", **began, "authorised_date": date(2026, 7, 1)},
            {"la_child_id": "3", **began},
            {"la_child_id": "4", **began, "authorised_date": date(2026, 4, 23)},  # before it began
        ],
    )
    assert share(store, "assessments_in_time", Span(date(2026, 4, 1), date(2027, 3, 31))) == (1, 3)


def test_a_conference_may_be_held_15_working_days_after_the_enquiry_began(tmp_path: Path) -> None:
    # 30 March 2026 + 15 working days = 22 April 2026: Good Friday and Easter Monday lie between.
    began = {"start_date": date(2026, 3, 30)}
    store = opened(
        tmp_path,
        section_47=[
            {"la_child_id": "1", **began, "conference_date": date(2026, 4, 22)},
            {"la_child_id": "2", **began, "conference_date": date(2026, 4, 23)},
            {"la_child_id": "3", **began},
        ],
    )
    assert share(store, "conferences_in_time", Span(date(2026, 4, 1), date(2027, 3, 31))) == (1, 2)
    assert share(store, "section_47")[1] == 3


def test_a_re_referral_is_of_the_same_number_of_the_authority_within_12_months(tmp_path: Path) -> None:
    store = opened(
        tmp_path,
        cin_details=[
            {"la_child_id": "1", "referral_date": date(2025, 1, 5), "referral_number": 1},
            {"la_child_id": "1", "referral_date": date(2025, 6, 5), "referral_number": 2},
            {"la_child_id": "2", "referral_date": date(2025, 6, 5), "nfa": True},
        ],
    )
    assert share(store, "cin_re_referrals") == (1, 2)


def test_plans_are_divided_by_category_and_second_ones_are_those_after_any(tmp_path: Path) -> None:
    start = {"start_date": date(2025, 6, 5)}
    store = opened(
        tmp_path,
        child_protection_plans=[
            {"la_child_id": "1", **start, "initial_category": "NEG", "previous_plans": 0},
            {"la_child_id": "2", **start, "initial_category": "NEG", "previous_plans": 2},
            {"la_child_id": "3", **start, "initial_category": "EMO"},
        ],
    )
    plans = indicators()["plans_started"]
    assert isinstance(plans, Indicator)
    groups = {cell.groups[0]: cell.rows for cell in ask(store, plans, [YEAR], ("category",))}
    assert groups == {"Neglect": 2, "Emotional abuse": 1}
    assert share(store, "second_plans") == (1, 2)


@pytest.mark.parametrize("later_number", [1, 2])
def test_one_referral_in_two_years_returns_is_one_whatever_its_number_there(
    tmp_path: Path, later_number: int
) -> None:
    day = date(2025, 2, 3)
    first = [{"la_child_id": "1", "referral_number": 1, "referral_date": day, "nfa": True}]
    later = [
        {"la_child_id": "1", "referral_number": later_number, "referral_date": day, "nfa": False},
        {"la_child_id": "1", "referral_number": 3 - later_number, "referral_date": date(2025, 9, 1)},
    ]
    linked.build(
        [
            delivered(tmp_path, CENSUS, {"cin_details": first}, 1, day=date(2025, 3, 31)),
            delivered(tmp_path, CENSUS, {"cin_details": later}, 2, day=date(2026, 3, 31)),
        ],
        None,
        tmp_path / "store",
    )
    store = open_store(tmp_path / "store")
    both = Span(date(2024, 4, 1), date(2026, 3, 31))
    referrals = indicators()["cin_referrals"]
    assert isinstance(referrals, Indicator)
    assert [cell.rows for cell in ask(store, referrals, [both])] == [2]
    assert {cell.groups[0] for cell in ask(store, referrals, [both], ("decided",))} == {"Taken further"}
