"""From identities in folders to children, on records made by hand and on the samples."""

import json
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sightline.datasets.engine.linking import NothingToLink, Source, link

from .folders import KEY, QUICK, SAMPLES, SETTINGS, agreement, children, clusters, delivered, samples

FEW = "child % 12 = 0"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The linkage of all four sample files."""
    folder = tmp_path_factory.mktemp("samples")
    link(samples(folder), folder / "linked", settings=SETTINGS, key=KEY)
    return folder / "linked"


def test_records_of_four_agencies_are_linked_better_than_99_in_100(whole: Path) -> None:
    precision, recall = agreement(whole)
    assert 2 * precision * recall / (precision + recall) >= 0.995


@pytest.mark.parametrize("where", ["child % 2 = 0", "child % 2 = 1", "child % 5 = 3"])
def test_each_part_of_the_children_is_linked_as_well(whole: Path, where: str) -> None:
    precision, recall = agreement(whole, where)
    assert min(precision, recall) >= 0.99


def test_children_known_to_several_agencies_are_counted_within_three_in_a_hundred(whole: Path) -> None:
    truth = json.loads((SAMPLES / "truth.json").read_text())["children"]
    figures = json.loads((whole / "manifest.json").read_text())["figures"]
    for name, true in truth.items():
        assert abs(figures[name] - true) <= 0.03 * true, name


def test_every_record_has_one_cluster_and_one_child(whole: Path) -> None:
    table = pq.read_table(whole / "clusters.parquet").to_pydict()
    records = set(zip(table["source"], table["record_id"], strict=True))
    named = set(zip(table["cluster"], table["child"], strict=True))
    assert len(table["record_id"]) == len(records) == 12_050
    assert len(set(table["cluster"])) == len(set(table["child"])) == len(named)


def test_a_pair_in_doubt_carries_its_evidence_and_no_name(whole: Path) -> None:
    table = pq.read_table(whole / "pairs.parquet")
    assert not {"forename", "surname", "born"} & set(table.column_names)
    for pair in table.to_pylist():
        steps = json.loads(pair["evidence"])
        assert sum(step["weight"] for step in steps) == pytest.approx(pair["weight"], abs=0.01)
        assert {step["comparison"] for step in steps} >= {"any two records", "forename", "surname", "born"}


def test_link_rates_of_each_group_add_up_to_all_records(whole: Path) -> None:
    rates = json.loads((whole / "manifest.json").read_text())["figures"]["rates"]
    by_group: dict[str, list[int]] = {}
    for row in rates:
        by_group.setdefault(row["group"], []).append(row["records"])
    assert {group: sum(records) for group, records in by_group.items()} == dict.fromkeys(
        ("all", "source", "age", "sex", "district", "identifiers"), 12_050
    )


def test_the_same_input_gives_the_same_clusters_and_children(tmp_path: Path) -> None:
    sources = samples(tmp_path, FEW)
    for name in ("one", "two"):
        link(sources, tmp_path / name, settings=QUICK, key=KEY)
    assert clusters(tmp_path / "one") == clusters(tmp_path / "two")
    assert children(tmp_path / "one") == children(tmp_path / "two")
    assert not (tmp_path / "one" / "spill").exists()


def test_another_key_gives_other_children_and_the_same_clusters(tmp_path: Path) -> None:
    sources = samples(tmp_path, "child % 40 = 0")
    link(sources, tmp_path / "one", settings=QUICK, key=KEY)
    link(sources, tmp_path / "two", settings=QUICK, key=b"another key of at least 16 bytes")
    assert clusters(tmp_path / "one") == clusters(tmp_path / "two")
    assert not set(children(tmp_path / "one").values()) & set(children(tmp_path / "two").values())


OBI = {"surname": "Obi", "born": date(2014, 3, 9), "sex": "F", "postcode": "WM4 2AB"}
PYE = {"forename": "Jon", "surname": "Pye", "born": date(2012, 5, 5)}
HAND_MADE = [
    # twins at one address, of whom the agency holds no number, and a brother born a year later
    {**OBI, "record_id": "1", "forename": "Maya"},
    {**OBI, "record_id": "2", "forename": "Zara"},
    {**OBI, "record_id": "3", "forename": "Tobe", "born": date(2015, 6, 1), "sex": "M"},
    # the same girls: one with all swapped, the other with a birthday that nobody knew
    {
        **OBI,
        "record_id": "4",
        "forename": "Obi",
        "surname": "Maya",
        "born": date(2014, 9, 3),
        "postcode": "WM42AB",
    },
    {**OBI, "record_id": "5", "forename": "ZARA", "born": date(2014, 1, 1), "postcode": "wm4 2ab"},
    # one name and birthday, another valid NHS number
    {**PYE, "record_id": "6", "nhs_number": "9434765919"},
    {**PYE, "record_id": "7", "nhs_number": "9839713825"},
]


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """The clusters of a few hand-made children among the samples, by record."""
    folder = tmp_path_factory.mktemp("by-hand")
    sources = [*samples(folder, FEW), delivered(folder, "school-nursing", HAND_MADE)]
    link(sources, folder / "linked", settings=QUICK, key=KEY)
    return {
        record: cluster
        for (source, record), cluster in clusters(folder / "linked").items()
        if len(record) == 1
    }


def test_twins_and_siblings_at_one_address_stay_apart(by_hand: dict[str, int]) -> None:
    assert len({by_hand["1"], by_hand["2"], by_hand["3"]}) == 3


def test_a_swapped_name_and_a_swapped_birthday_are_the_same_child(by_hand: dict[str, int]) -> None:
    assert by_hand["4"] == by_hand["1"]


def test_the_first_of_january_stands_for_a_day_nobody_knew(by_hand: dict[str, int]) -> None:
    assert by_hand["5"] == by_hand["2"]


def test_two_valid_nhs_numbers_are_two_children(by_hand: dict[str, int]) -> None:
    assert by_hand["6"] != by_hand["7"]


def test_a_placeholder_number_does_not_merge_a_crowd(tmp_path: Path) -> None:
    names = (
        "Ada Bell",
        "Ben Cole",
        "Cora Dunn",
        "Dev East",
        "Elin Ford",
        "Finn Gray",
        "Gita Hale",
        "Hugo Ince",
    )
    crowd = [
        {"record_id": f"c{place}", "forename": name.split()[0], "surname": name.split()[1],
         "born": date(2008 + place, 1 + place, 3 + place), "nhs_number": "9434765919", "postcode": f"WM{place} 1AA"}
        for place, name in enumerate(names)
    ]  # fmt: skip
    sources = [*samples(tmp_path, FEW), delivered(tmp_path, "walk-in", crowd)]
    link(sources, tmp_path / "linked", settings=QUICK, key=KEY)
    found = clusters(tmp_path / "linked")
    assert len({found["walk-in", f"c{place}"] for place in range(len(crowd))}) == len(crowd)


def test_without_any_identity_there_is_nothing_to_link(tmp_path: Path) -> None:
    with pytest.raises(NothingToLink, match="Receive a delivery first"):
        link([Source(contract="x", file="x.csv", folder=tmp_path)], tmp_path / "linked", key=KEY)


def test_a_handful_of_records_is_linked_without_training(tmp_path: Path) -> None:
    sources = [delivered(tmp_path, "school-nursing", HAND_MADE[:4])]
    linked = link(sources, tmp_path / "linked", settings=QUICK, key=KEY)
    assert linked.records == 4
    assert linked.clusters == 3


def test_the_files_of_one_agency_share_its_own_numbers_and_count_once(tmp_path: Path) -> None:
    census = [{"record_id": "L1", "local": "L1", "born": date(2014, 3, 9), "sex": "F"}]
    sources = [
        *samples(tmp_path, FEW),
        delivered(tmp_path, "cin-census", census),
        delivered(tmp_path, "annex-a", census),
        delivered(tmp_path, "school-nursing", census),
    ]
    linked = link(sources, tmp_path / "linked", settings=QUICK, key=KEY)
    held = clusters(tmp_path / "linked")
    assert held["cin-census", "L1"] == held["annex-a", "L1"] != held["school-nursing", "L1"]
    without = link(sources[:4], tmp_path / "without", settings=QUICK, key=KEY)
    assert linked.in_two_or_more == without.in_two_or_more


def test_a_record_that_is_delivered_again_counts_as_it_was_last(tmp_path: Path) -> None:
    first = [{**OBI, "record_id": "1", "forename": "Maya"}, {**OBI, "record_id": "2", "forename": "Zara"}]
    again = [{**PYE, "record_id": "2"}]
    sources = [
        *samples(tmp_path, FEW),
        delivered(tmp_path, "school-nursing", first, "june.csv"),
        delivered(tmp_path, "school-nursing", again, "july.csv"),
        delivered(tmp_path, "walk-in", [{**PYE, "record_id": "w", "postcode": "WM9 9ZZ"}]),
    ]
    linked = link(sources, tmp_path / "linked", settings=QUICK, key=KEY)
    held = clusters(tmp_path / "linked")
    assert held["school-nursing", "2"] == held["walk-in", "w"] != held["school-nursing", "1"]
    assert linked.records == len(held) + 1
