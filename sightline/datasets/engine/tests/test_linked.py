"""What happened, put together: which delivery of a record counts, which child it is, and what is left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sightline.datasets.engine import linked
from sightline.datasets.engine.tests.made import CONTACTS, contract_of, delivered, linkage

MAY = date(2024, 5, 1)
JUNE = date(2024, 6, 1)


def contact(record: str, outcome: str = "Referral", day: date = MAY, **more: Any) -> dict[str, Any]:
    return {"record_id": record, "contact_date": day, "outcome": outcome, **more}


def rows(folder: Path, columns: str, table: str = "social-care-contacts") -> list[tuple[Any, ...]]:
    found = (
        duckdb.connect().execute(f"SELECT {columns} FROM '{folder / table}.parquet' ORDER BY ALL").fetchall()
    )
    return list(found)


def test_the_latest_delivery_of_a_record_counts_and_nothing_vanishes(tmp_path: Path) -> None:
    first = delivered(tmp_path, CONTACTS, [contact("a", "NFA"), contact("b", "NFA")], 1)
    second = delivered(tmp_path, CONTACTS, [contact("b", "Referral"), contact("c", "NFA")], 2)
    linked.build([first, second], None, tmp_path / "store")
    assert rows(tmp_path / "store", "outcome, _delivery") == [("NFA", 1), ("NFA", 2), ("Referral", 2)]


def test_a_record_that_stands_twice_in_one_file_counts_as_it_stands_last(tmp_path: Path) -> None:
    one = delivered(tmp_path, CONTACTS, [contact("a", "NFA"), contact("a", "Referral")])
    linked.build([one], None, tmp_path / "store")
    assert rows(tmp_path / "store", "outcome") == [("Referral",)]


def test_two_agencies_may_use_the_same_numbers(tmp_path: Path) -> None:
    north = delivered(tmp_path, CONTACTS, [contact("a", "NFA")], 1, agency=7)
    south = delivered(tmp_path, CONTACTS, [contact("a", "Referral")], 2, agency=8)
    linked.build([north, south], None, tmp_path / "store")
    assert rows(tmp_path / "store", "agency, outcome") == [(7, "NFA"), (8, "Referral")]
    assert len(set(rows(tmp_path / "store", "own"))) == 2


def test_each_record_has_the_child_that_the_linkage_says_and_none_where_it_says_nothing(
    tmp_path: Path,
) -> None:
    one = delivered(
        tmp_path, CONTACTS, [contact("a", "NFA"), contact("b", "Referral"), contact("c", "Early help")]
    )
    known = linkage(
        tmp_path / "linkage",
        [
            ("social-care-contacts", "a", "kid"),
            ("social-care-contacts", "b", "kid"),
            ("police-notifications", "c", "x"),
        ],
    )
    built = linked.build([one], known, tmp_path / "store")
    assert rows(tmp_path / "store", "outcome, child") == [
        ("Early help", None),
        ("NFA", "kid"),
        ("Referral", "kid"),
    ]
    assert (built.tables["social-care-contacts"].rows, built.tables["social-care-contacts"].linked) == (3, 2)


def test_no_number_of_the_senders_is_kept_and_what_stands_for_it_cannot_be_tried_out(tmp_path: Path) -> None:
    one = delivered(tmp_path, CONTACTS, [contact("S0000001")])
    for name in ("first", "second"):
        linked.build([one], None, tmp_path / name)
    assert "record_id" not in linked.manifest(tmp_path / "first")["tables"]["social-care-contacts"]["columns"]
    assert rows(tmp_path / "first", "own") != rows(tmp_path / "second", "own")


def test_a_later_delivery_may_have_fewer_columns(tmp_path: Path) -> None:
    first = delivered(tmp_path, CONTACTS, [contact("a", contact_source="Police")], 1)
    second = delivered(tmp_path, CONTACTS, [contact("b")], 2)
    duckdb.connect().execute(
        f"COPY (SELECT * EXCLUDE (contact_source) FROM '{second.folder}/events/social-care-contacts.parquet')"
        f" TO '{second.folder}/events/less.parquet'"
    )
    (second.folder / "events/less.parquet").rename(second.folder / "events/social-care-contacts.parquet")
    linked.build([first, second], None, tmp_path / "store")
    assert rows(tmp_path / "store", "contact_source") == [("Police",), (None,)]


CENSUS = contract_of(
    "cin-census",
    {
        "referrals": (("la_child_id", "referral_date"), "referral_date", ("la_child_id", "referral_date")),
        "plans": (("la_child_id", "plan_date"), "plan_date", ("la_child_id", "plan_date")),
    },
    snapshot=True,
)


def census(folder: Path, number: int, day: date, *referrals: tuple[str, date]) -> linked.Delivered:
    found = {"referrals": [{"la_child_id": child, "referral_date": on} for child, on in referrals]}
    return delivered(folder, CENSUS, found, number, day=day)


def test_a_whole_return_takes_the_place_of_the_one_for_the_same_day(tmp_path: Path) -> None:
    first = census(tmp_path, 1, date(2025, 3, 31), ("1", MAY), ("2", MAY))
    again = census(tmp_path, 2, date(2025, 3, 31), ("1", JUNE))
    built = linked.build([first, again], None, tmp_path / "store")
    assert rows(tmp_path / "store", "referral_date, _delivery", "cin-census-referrals") == [(JUNE, 2)]
    assert list(built.tables) == ["cin-census-referrals"]


def test_what_two_years_returns_both_say_counts_once_as_the_later_year_says_it(tmp_path: Path) -> None:
    later = census(tmp_path, 1, date(2025, 3, 31), ("1", MAY))
    earlier_sent_last = census(tmp_path, 2, date(2024, 3, 31), ("1", MAY), ("2", MAY))
    linked.build([later, earlier_sent_last], None, tmp_path / "store")
    assert sorted(rows(tmp_path / "store", "_delivery", "cin-census-referrals")) == [(1,), (2,)]


def test_every_row_counts_of_a_table_in_which_nothing_tells_rows_apart(tmp_path: Path) -> None:
    keyless = contract_of("annex-a", {"adopters": (("enquired_on",), "enquired_on", ())})
    one = delivered(tmp_path, keyless, {"adopters": [{"enquired_on": MAY}, {"enquired_on": MAY}]})
    linked.build([one], None, tmp_path / "store")
    assert rows(tmp_path / "store", "enquired_on", "annex-a") == [(MAY,), (MAY,)]


def test_a_build_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    good = delivered(tmp_path / "in", CONTACTS, [contact("a")], 1)
    broken = delivered(tmp_path / "in", CONTACTS, [contact("a")], 2)
    (broken.folder / "events/social-care-contacts.parquet").write_bytes(b"PAR1 but no more")
    with pytest.raises(duckdb.Error):
        linked.build([good, broken], None, tmp_path / "out" / "store")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_store_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    one = delivered(tmp_path, CONTACTS, [contact("a")])
    linked.build([one], None, tmp_path / "store")
    with pytest.raises(FileExistsError):
        linked.build([one], None, tmp_path / "store")


def test_the_manifest_says_which_deliveries_and_days_it_holds(tmp_path: Path) -> None:
    one = delivered(tmp_path, CONTACTS, [contact("a", day=JUNE), contact("b", day=MAY)], 5)
    linked.build([one], None, tmp_path / "store")
    said = linked.manifest(tmp_path / "store")
    assert said["deliveries"] == [
        {"number": 5, "contract": "social-care-contacts", "folder": one.folder.name}
    ]
    held = said["tables"]["social-care-contacts"]
    assert (held["first_day"], held["last_day"], held["rows"]) == ("2024-05-01", "2024-06-01", 2)
