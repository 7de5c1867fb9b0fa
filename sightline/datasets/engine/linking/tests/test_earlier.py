"""A child keeps its number and its key from run to run, whatever is delivered after."""

import json
from pathlib import Path

import pytest

from sightline.datasets.engine.linking import OtherKey, earlier, link, pseudonyms
from sightline.datasets.engine.linking.earlier import Earlier

from .folders import KEY, QUICK, children, clusters, samples

A, B, C, D = ("police", "1"), ("police", "2"), ("school", "1"), ("school", "2")


def key_of(record: tuple[str, str]) -> str:
    return pseudonyms.child(KEY, *record)


def known(*groups: tuple[int, tuple[str, str], list[tuple[str, str]]]) -> Earlier:
    """Old clusters: number, the record that its key rests on, its records."""
    rows = [(record[0], "", record[1], number) for number, _, records in groups for record in records]
    return Earlier(
        clusters={(source, record): number for source, _, record, number in rows},
        children={number: key_of(anchor) for number, anchor, _ in groups},
        rows=rows,
    )


def test_at_first_children_are_numbered_in_order_and_named_by_their_smallest_record() -> None:
    named = earlier.name([[A, C], [B]], Earlier(), KEY)
    assert named.numbers == [1, 2]
    assert named.children == [key_of(A), key_of(B)]


def test_a_child_keeps_number_and_key_when_records_come_and_go() -> None:
    named = earlier.name([[A, B, C]], known((7, D, [C, D])), KEY)
    assert (named.numbers, named.children) == ([7], [key_of(D)])
    assert (named.merged, named.split) == (0, 0)


def test_two_children_who_turn_out_to_be_one_go_on_as_the_older() -> None:
    named = earlier.name([[A, B]], known((4, B, [B]), (9, A, [A])), KEY)
    assert (named.numbers, named.children, named.merged) == ([4], [key_of(B)], 1)


def test_of_a_child_who_turns_out_to_be_two_the_one_with_the_first_record_goes_on() -> None:
    named = earlier.name([[A], [B, C]], known((4, B, [A, B, C])), KEY)
    assert named.numbers == [5, 4]
    assert named.children == [key_of(A), key_of(B)]
    assert (named.merged, named.split) == (0, 1)


def test_no_two_children_ever_have_one_key() -> None:
    named = earlier.name([[A, D], [B]], known((4, B, [A, D]), (5, A, [B])), KEY)
    assert len(set(named.children)) == 2


def test_new_records_join_old_children_and_old_ones_keep_their_key(tmp_path: Path) -> None:
    first = samples(tmp_path / "old", "child % 20 = 0 AND record_id NOT LIKE '%3'")
    link(first, tmp_path / "one", settings=QUICK, key=KEY)
    whole = samples(tmp_path / "new", "child % 20 = 0")
    linked = link(whole, tmp_path / "two", settings=QUICK, previous=tmp_path / "one", key=KEY)
    before, after = children(tmp_path / "one"), children(tmp_path / "two")
    kept = sum(after[record] == child for record, child in before.items())
    assert len(after) > len(before)
    assert kept >= len(before) - 2 * linked.merged - 2 * linked.split
    model = [json.loads((tmp_path / name / "manifest.json").read_text())["model"] for name in ("one", "two")]
    assert model[0] == model[1]
    afresh = link(whole, tmp_path / "three", settings=QUICK, key=KEY)
    assert abs(afresh.clusters - linked.clusters) <= 0.02 * afresh.clusters


def test_without_anything_new_nothing_changes(tmp_path: Path) -> None:
    sources = samples(tmp_path, "child % 40 = 0")
    link(sources, tmp_path / "one", settings=QUICK, key=KEY)
    linked = link(sources, tmp_path / "two", settings=QUICK, previous=tmp_path / "one", key=KEY)
    assert clusters(tmp_path / "one") == clusters(tmp_path / "two")
    assert children(tmp_path / "one") == children(tmp_path / "two")
    assert (linked.merged, linked.split) == (0, 0)


def test_a_child_whose_identity_was_erased_stays_the_same_child(tmp_path: Path) -> None:
    sources = samples(tmp_path, "child % 40 = 0")
    link(sources, tmp_path / "one", settings=QUICK, key=KEY)
    for file in (sources[0].folder / "identity").iterdir():
        file.unlink()
    link(sources, tmp_path / "two", settings=QUICK, previous=tmp_path / "one", key=KEY)
    assert clusters(tmp_path / "one") == clusters(tmp_path / "two")


def test_an_earlier_linkage_with_another_key_is_refused(tmp_path: Path) -> None:
    sources = samples(tmp_path, "child % 100 = 0")
    link(sources, tmp_path / "one", settings=QUICK, key=KEY)
    with pytest.raises(OtherKey, match="Put the key back"):
        link(
            sources,
            tmp_path / "two",
            settings=QUICK,
            previous=tmp_path / "one",
            key=b"another key of 16 bytes",
        )


def test_a_pseudonym_is_the_keyed_hash_that_others_compute_too() -> None:
    # openssl: printf 'child\x1fpolice\x1f1' | openssl dgst -sha256 -hmac 'a key that is only for tests, 32+' -binary
    #          | head -c 16 | base32 | tr A-Z a-z
    assert pseudonyms.child(KEY, "police", "1") == "kr5deqgctnk76jxzn446rh5dqe"


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 16 bytes"):
        pseudonyms.child(b"short", "police", "1")
