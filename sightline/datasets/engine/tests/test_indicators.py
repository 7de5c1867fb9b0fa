"""Indicators of a few children whose figures anybody can count, and that each runs in Spark's SQL as well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlglot

from sightline.datasets.engine import linked
from sightline.datasets.engine.indicators import Indicator, Part, indicators
from sightline.datasets.engine.indicators.asking import NotThere, Span, Store, ask, open_store, query, values
from sightline.datasets.engine.indicators.spark import as_spark
from sightline.datasets.engine.tests.made import (
    ATTENDANCES,
    CONTACTS,
    NOTIFICATIONS,
    SCHOOL_EVENTS,
    delivered,
    linkage,
)

YEAR = Span(date(2024, 4, 1), date(2025, 3, 31))
OF = {"S": CONTACTS, "P": NOTIFICATIONS, "H": ATTENDANCES, "E": SCHOOL_EVENTS}
Opens = Callable[..., Store]


def indicator(key: str) -> Indicator:
    found = indicators()[key]
    assert isinstance(found, Indicator)
    return found


@pytest.fixture
def opens(tmp_path: Path) -> Opens:
    """Opens a store of events, each given as letter of the agency, child, day and what else is known."""

    def make(*events: tuple[str, str | None, date, dict[str, Any]], days: Sequence[date] = ()) -> Store:
        rows: dict[str, list[dict[str, Any]]] = {letter: [] for letter in OF}
        records = []
        for number, (letter, child, day, more) in enumerate(events):
            rows[letter].append({"record_id": str(number), OF[letter].tables[0].dated: day, **more})
            if child:
                records.append((OF[letter].key, str(number), child))
        deliveries = [delivered(tmp_path, OF[letter], rows[letter], n) for n, letter in enumerate(OF)]
        linked.build(deliveries, linkage(tmp_path / "linkage", records), tmp_path / "store")
        return open_store(tmp_path / "store", days)

    return make


def counted(store: Store, key: str, way: str) -> dict[Any, int]:
    return {cell.groups[0]: cell.rows for cell in ask(store, indicator(key), [YEAR], (way,))}


def test_a_decision_on_the_tuesday_after_easter_is_in_time_for_the_thursday_before(opens: Opens) -> None:
    # Good Friday 18 April and Easter Monday 21 April 2025 are no working days.
    days = [date(2025, 4, day) for day in (14, 15, 16, 17, 22, 23, 24)]
    thursday = date(2025, 4, 17)
    store = opens(
        *(
            ("S", None, thursday, {"decision_date": on})
            for on in (thursday, date(2025, 4, 22), date(2025, 4, 23))
        ),
        ("S", None, thursday, {}),
        ("S", None, thursday, {"decision_date": date(2025, 4, 16)}),
        days=days,
    )
    [cell] = ask(store, indicator("decisions_in_time"), [Span(thursday, thursday)])
    assert (cell.part, cell.rows) == (2, 5)


def test_a_second_referral_a_year_later_to_the_day_is_a_re_referral_and_a_day_after_is_not(
    opens: Opens,
) -> None:
    referral = {"outcome": "Referral"}
    store = opens(
        ("S", "ann", date(2023, 5, 1), referral),
        ("S", "ann", date(2024, 5, 1), referral),
        ("S", "bob", date(2023, 5, 1), referral),
        ("S", "bob", date(2024, 5, 2), referral),
        ("S", "cat", date(2024, 6, 1), referral),
        ("S", "cat", date(2024, 6, 1), referral),  # the same day: one referral
        ("S", None, date(2024, 6, 1), referral),  # nobody knows whether this child was referred before
        ("S", "dan", date(2024, 6, 1), {"outcome": "NFA"}),
        ("S", "dan", date(2024, 7, 1), referral),
    )
    [cell] = ask(store, indicator("re_referrals"), [YEAR])
    assert (cell.part, cell.rows) == (1, 4)


def test_a_child_is_known_to_as_many_agencies_as_recorded_something_in_the_period(opens: Opens) -> None:
    store = opens(
        ("S", "ann", date(2024, 5, 1), {}),
        ("P", "ann", date(2024, 5, 1), {}),
        ("P", "ann", date(2024, 6, 1), {}),
        ("H", "ann", date(2023, 5, 1), {}),  # before the period
        ("E", "bob", date(2024, 5, 1), {}),
        ("E", None, date(2024, 5, 1), {}),  # not linked: no child
    )
    assert counted(store, "children_known", "known_to") == {"Two agencies": 1, "One agency": 1}


def test_the_order_of_agencies_is_that_of_the_first_record_of_each(opens: Opens) -> None:
    day = date(2024, 5, 1)
    later = day + timedelta(days=30)
    store = opens(
        ("P", "ann", day, {}),
        ("P", "ann", day + timedelta(days=1), {}),
        ("S", "ann", later, {}),
        ("H", "bob", day, {}),
        ("E", "bob", day, {}),
        ("E", "cat", day, {}),
        ("S", "dan", date(2023, 5, 1), {}),
        ("E", "dan", later, {}),
        ("H", "eve", day, {}),
        ("S", "eve", later, {}),
        ("P", "eve", later, {}),
    )
    assert counted(store, "first_met", "first") == {
        "Police": 1,
        "Several on one day": 1,
        "Education": 1,
        "Health": 1,
    }
    assert counted(store, "order_met", "order_met") == {
        "Police, then social care": 1,
        "Several on one day": 2,
        "Social care, then education": 1,
    }


def test_unseen_by_social_care_are_those_with_both_within_90_days_and_no_contact(opens: Opens) -> None:
    day = date(2024, 5, 1)
    store = opens(
        ("P", "ann", day, {}),
        ("H", "ann", day + timedelta(days=90), {}),
        ("P", "bob", day, {}),
        ("H", "bob", day + timedelta(days=91), {}),
        ("H", "cat", day, {}),
        ("P", "cat", day + timedelta(days=1), {}),
        ("S", "cat", date(2025, 3, 31), {}),
        ("H", "dan", day, {}),
        ("P", "dan", day, {}),
        ("S", "dan", date(2025, 4, 1), {}),
    )
    [cell] = ask(store, indicator("unseen_by_social_care"), [YEAR])
    assert cell.rows == 2  # ann, and dan, whose contact came after the period


def test_children_in_two_agencies_trouble_are_counted_once(opens: Opens) -> None:
    day = date(2024, 5, 1)
    suspended, missing = {"event": "Suspension"}, {"category": "Missing"}
    store = opens(
        ("E", "ann", day, suspended),
        ("E", "ann", day, suspended),
        ("P", "ann", day, missing),
        ("P", "ann", day + timedelta(days=5), missing),
        ("E", "bob", day, {"event": "Severe absence"}),
        ("P", "bob", day, missing),
        ("S", "bob", day, {}),
        ("H", "cat", day, {"reason": "Self-harm"}),
        ("H", "cat", day + timedelta(days=9), {"reason": "Overdose"}),
        ("H", "dan", day, {"reason": "Self-harm"}),
        ("H", "dan", day, {"reason": "Overdose"}),
    )
    figures = {
        key: [cell.rows for cell in ask(store, indicator(key), [YEAR])]
        for key in ("suspended_and_missing", "repeat_self_harm", "missing_without_contact")
    }
    assert figures == {"suspended_and_missing": [1], "repeat_self_harm": [1], "missing_without_contact": [1]}


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(2024, 5, 1), "Under 1"),
        (date(2023, 6, 1), "Under 1"),
        (date(2023, 5, 1), "1 to 4"),
        (date(2019, 5, 1), "5 to 9"),
        (date(2014, 5, 1), "10 to 15"),
        (date(2008, 5, 1), "16 and over"),
        (date(2035, 5, 1), None),
        (None, None),
    ],
)
def test_the_age_is_that_on_the_day(opens: Opens, born: date | None, band: str | None) -> None:
    store = opens(("S", None, date(2024, 5, 20), {"birth_month": born}))
    assert counted(store, "contacts", "age") == {band: 1}


def test_a_filter_may_ask_for_those_of_whom_nothing_is_stated(opens: Opens) -> None:
    day = date(2024, 5, 1)
    store = opens(("S", None, day, {"sex": "F"}), ("S", None, day, {}), ("S", None, day, {"sex": "M"}))
    cells = ask(store, indicator("contacts"), [YEAR], where={"sex": ["Female", ""]})
    assert [cell.rows for cell in cells] == [2]
    assert set(values(store, indicator("contacts"), "sex")) == {"Female", "Male", None}


def test_a_table_that_never_came_is_told_by_its_name(tmp_path: Path) -> None:
    linked.build([delivered(tmp_path, CONTACTS, [])], None, tmp_path / "store")
    store = open_store(tmp_path / "store")
    with pytest.raises(NotThere, match="police notifications"):
        ask(store, indicator("police_notifications"), [YEAR])


EVERY = [one for one in indicators().values() if isinstance(one, Indicator)]


@pytest.mark.parametrize("one", EVERY, ids=[one.key for one in EVERY])
def test_every_indicator_is_sql_that_spark_reads(one: Indicator) -> None:
    ways = tuple(way.name for way in one.by)
    for asked in (query(one, [YEAR], ways, {}), query(one, [YEAR, YEAR], ways[:1], {ways[-1]: ["it's"]})):
        again = sqlglot.parse_one(as_spark(asked), read="spark")
        assert again.sql("spark") == sqlglot.parse_one(again.sql("spark"), read="spark").sql("spark")


def test_a_part_is_of_groups_that_its_whole_is_divided_into() -> None:
    parts = [one for one in indicators().values() if isinstance(one, Part)]
    assert parts
    for part in parts:
        assert part.way in {way.name for way in part.of.by}
        assert {way.name for way in part.by} <= {way.name for way in part.of.by} - {part.way}


def test_every_indicator_says_what_it_is_and_what_to_beware_of() -> None:
    for one in indicators().values():
        assert all((one.title, one.definition, one.caveat, one.unit)), one.key
        if isinstance(one, Indicator) and one.counts == "share":
            assert all((one.numerator, one.denominator)), one.key
