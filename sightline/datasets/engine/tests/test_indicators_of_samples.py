"""Indicators of the four agencies' samples against counts made in plain Python, and against the samples' truth."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest

from sightline.datasets.engine import linked
from sightline.datasets.engine.indicators import Indicator, Part, indicators
from sightline.datasets.engine.indicators.asking import Span, Store, ask, open_store
from sightline.datasets.engine.tests.made import SAMPLES, sample, sample_deliveries, sample_linkage

YEAR = Span(date(2024, 4, 1), date(2025, 3, 31))
BOTH = Span(date(2023, 4, 1), date(2025, 3, 31))
HOLIDAYS = {
    date.fromisoformat(day)
    for day in (
        "2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26 2024-01-01 2024-03-29 "
        "2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26 2025-01-01 2025-04-18 2025-04-21"
    ).split()
}
"""Bank holidays of England as gov.uk lists them."""


def working_days() -> list[date]:
    days = (date(2023, 3, 1) + timedelta(days=n) for n in range(900))
    return [day for day in days if day.weekday() < 5 and day not in HOLIDAYS]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("samples")
    linked.build(sample_deliveries(folder), sample_linkage(folder / "linkage"), folder / "store")
    opened = open_store(folder / "store", working_days())
    yield opened
    opened.con.close()


def total(store: Store, key: str, span: Span = YEAR) -> int:
    found = indicators()[key]
    if isinstance(found, Part):
        cells = ask(store, found.of, [span], (found.way,))
        return sum(cell.rows for cell in cells if cell.groups[0] in found.groups)
    return sum(cell.rows for cell in ask(store, found, [span]))


def share(store: Store, key: str, span: Span = YEAR) -> tuple[int, int]:
    found = indicators()[key]
    assert isinstance(found, Indicator)
    [cell] = ask(store, found, [span])
    return cell.part, cell.rows


def in_year(name: str, dated: str) -> list[dict[str, str]]:
    return [row for row in sample(name) if "2024-04-01" <= row[dated] <= "2025-03-31"]


def children() -> dict[str, str]:
    return {row["record_id"]: row["child"] for row in sample("linkage-truth")}


@pytest.mark.parametrize(
    ("key", "name", "dated", "column", "wanted"),
    [
        ("referrals", "social-care-contacts", "contact_date", "outcome", {"Referral"}),
        ("no_further_action", "social-care-contacts", "contact_date", "outcome", {"NFA"}),
        ("missing", "police-notifications", "incident_date", "category", {"Missing"}),
        (
            "self_harm_attendances",
            "health-emergency-attendances",
            "attended_on",
            "reason",
            {"Self-harm", "Overdose"},
        ),
        ("suspensions", "education-exclusions-absence", "event_date", "event", {"Suspension"}),
        (
            "permanent_exclusions",
            "education-exclusions-absence",
            "event_date",
            "event",
            {"Permanent exclusion"},
        ),
        (
            "home_education",
            "education-exclusions-absence",
            "event_date",
            "event",
            {"Elective home education"},
        ),
        ("severe_absence", "education-exclusions-absence", "event_date", "event", {"Severe absence"}),
    ],
)
def test_a_count_is_that_of_the_rows_of_the_file(
    store: Store, key: str, name: str, dated: str, column: str, wanted: set[str]
) -> None:
    assert total(store, key) == sum(row[column] in wanted for row in in_year(name, dated))


@pytest.mark.parametrize(
    ("key", "name", "dated", "way"),
    [
        ("contacts", "social-care-contacts", "contact_date", "contact_source"),
        ("police_notifications", "police-notifications", "incident_date", "category"),
        ("emergency_attendances", "health-emergency-attendances", "attended_on", "reason"),
        ("school_events", "education-exclusions-absence", "event_date", "event"),
    ],
)
def test_groups_are_those_of_the_file(store: Store, key: str, name: str, dated: str, way: str) -> None:
    indicator = indicators()[key]
    assert isinstance(indicator, Indicator)
    counted = Counter(row[way] for row in in_year(name, dated))
    assert {cell.groups[0]: cell.rows for cell in ask(store, indicator, [YEAR], (way,))} == counted


def test_decisions_in_time_are_counted_by_working_days(store: Store) -> None:
    days = set(working_days())
    in_time = 0
    for row in in_year("social-care-contacts", "contact_date"):
        due = date.fromisoformat(row["contact_date"]) + timedelta(days=1)
        while due not in days:
            due += timedelta(days=1)
        in_time += date.fromisoformat(row["decision_date"]) <= due
    assert share(store, "decisions_in_time") == (
        in_time,
        len(in_year("social-care-contacts", "contact_date")),
    )


def test_re_referrals_are_those_of_the_same_child_within_a_year(store: Store) -> None:
    child = children()
    referred: dict[str, set[date]] = defaultdict(set)
    for row in sample("social-care-contacts"):
        if row["outcome"] == "Referral":
            referred[child[row["record_id"]]].add(date.fromisoformat(row["contact_date"]))
    again = every = 0
    for days in referred.values():
        for day in days:
            if YEAR.first <= day <= YEAR.last:
                every += 1
                again += any(_a_year_before(day) <= other < day for other in days)
    assert share(store, "re_referrals") == (again, every)


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1) if (day.month, day.day) != (2, 29) else date(day.year - 1, 3, 1)


def test_children_known_to_agencies_are_those_of_the_truth(store: Store) -> None:
    truth = json.loads((SAMPLES / "truth.json").read_text())["children"]
    assert {
        "in_any": total(store, "children_known", BOTH),
        "in_two_or_more": total(store, "children_known_to_two", BOTH),
        "in_three_or_more": total(store, "children_known_to_three", BOTH),
        "in_all_four": total(store, "children_known_to_four", BOTH),
    } == truth
    assert total(store, "children_known_to_one", BOTH) == truth["in_any"] - truth["in_two_or_more"]


def test_every_child_is_met_first_once(store: Store) -> None:
    truth = json.loads((SAMPLES / "truth.json").read_text())["children"]
    assert total(store, "first_met", BOTH) == truth["in_any"]
    assert total(store, "order_met", BOTH) == truth["in_two_or_more"]


def test_those_unseen_by_social_care_are_found_by_setting_the_files_side_by_side(store: Store) -> None:
    child = children()
    police: dict[str, list[date]] = defaultdict(list)
    hospital: dict[str, list[date]] = defaultdict(list)
    for row in in_year("police-notifications", "incident_date"):
        police[child[row["record_id"]]].append(date.fromisoformat(row["incident_date"]))
    for row in in_year("health-emergency-attendances", "attended_on"):
        hospital[child[row["record_id"]]].append(date.fromisoformat(row["attended_on"]))
    seen = {child[row["record_id"]] for row in in_year("social-care-contacts", "contact_date")}
    unseen = [
        one
        for one in police.keys() & hospital.keys() - seen
        if any(abs((a - b).days) <= 90 for a in police[one] for b in hospital[one])
    ]
    assert total(store, "unseen_by_social_care") == len(unseen)


def test_months_add_up_to_their_year(store: Store) -> None:
    indicator = indicators()["contacts"]
    assert isinstance(indicator, Indicator)
    starts = [date(2024 + (n > 8), (n + 3) % 12 + 1, 1) for n in range(13)]
    months = [Span(first, after - timedelta(days=1)) for first, after in pairwise(starts)]
    cells = ask(store, indicator, months)
    assert [cell.period for cell in cells] == list(range(12))
    assert sum(cell.rows for cell in cells) == total(store, "contacts")
