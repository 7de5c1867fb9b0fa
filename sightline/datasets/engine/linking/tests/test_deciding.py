"""What people decided about two records is honoured, and decisions that contradict each other are told."""

from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sightline.datasets.engine.linking import Decision, link

from .folders import KEY, QUICK, clusters, samples

FEW = "child % 40 = 0"
DOUBTFUL = replace(QUICK, doubtful_to=0.9999999)
"""Among so few children hardly a pair is in doubt otherwise."""


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A linkage of a few children, without any decision; its deliveries lie beside it."""
    folder = tmp_path_factory.mktemp("decided")
    link(samples(folder, FEW), folder / "linked", settings=DOUBTFUL, key=KEY)
    return folder


def decision(left: tuple[str, str], right: tuple[str, str], *, same: bool) -> Decision:
    return Decision(left_source=left[0], left_id=left[1], right_source=right[0], right_id=right[1], same=same)


def linked_again(before: Path, into: Path, decisions: list[Decision], previous: Path | None = None):
    sources = [
        replace(source, folder=before / source.contract) for source in samples(into / "copy", "false")
    ]  # the deliveries of before, in the same order
    return link(sources, into / "linked", settings=DOUBTFUL, decisions=decisions, previous=previous, key=KEY)


def of_one(before: Path) -> tuple[tuple[str, str], tuple[str, str]]:
    """Two records of different agencies that were linked."""
    found: dict[int, list[tuple[str, str]]] = {}
    for record, cluster in sorted(clusters(before / "linked").items()):
        found.setdefault(cluster, []).append(record)
    return next((held[0], held[-1]) for held in found.values() if held[0][0] != held[-1][0])


def of_two(before: Path) -> tuple[tuple[str, str], tuple[str, str]]:
    """Two records that were not linked."""
    held = clusters(before / "linked")
    first = min(held)
    return first, next(record for record in sorted(held) if held[record] != held[first])


def test_what_people_hold_apart_is_never_joined(before: Path, tmp_path: Path) -> None:
    left, right = of_one(before)
    linked = linked_again(before, tmp_path, [decision(left, right, same=False)])
    held = clusters(tmp_path / "linked")
    assert held[left] != held[right]
    assert not linked.conflicts


def test_what_people_join_is_one_child(before: Path, tmp_path: Path) -> None:
    left, right = of_two(before)
    linked_again(before, tmp_path, [decision(left, right, same=True)])
    held = clusters(tmp_path / "linked")
    assert held[left] == held[right]


def test_the_later_of_two_decisions_about_one_pair_counts(before: Path, tmp_path: Path) -> None:
    left, right = of_two(before)
    linked_again(before, tmp_path, [decision(left, right, same=True), decision(right, left, same=False)])
    held = clusters(tmp_path / "linked")
    assert held[left] != held[right]


def test_decisions_that_contradict_one_another_are_told_and_join_nobody_held_apart(
    before: Path, tmp_path: Path
) -> None:
    a, b = of_two(before)
    c = next(
        record
        for record, cluster in sorted(clusters(before / "linked").items())
        if cluster not in {clusters(before / "linked")[a], clusters(before / "linked")[b]}
    )
    contradicting = [decision(a, b, same=True), decision(b, c, same=True), decision(a, c, same=False)]
    linked = linked_again(before, tmp_path, contradicting)
    held = clusters(tmp_path / "linked")
    assert linked.conflicts == [[0, 1, 2]]
    assert held[a] != held[c]


def test_a_decision_takes_an_earlier_cluster_apart(before: Path, tmp_path: Path) -> None:
    left, right = of_one(before)
    linked = linked_again(before, tmp_path, [decision(left, right, same=False)], before / "linked")
    held = clusters(tmp_path / "linked")
    assert held[left] != held[right]
    assert (linked.split, linked.merged) == (1, 0)


def test_a_decision_about_records_that_are_gone_is_counted_and_harms_nobody(
    before: Path, tmp_path: Path
) -> None:
    linked_again(before, tmp_path, [decision(("gone", "1"), ("gone", "2"), same=True)])
    assert clusters(tmp_path / "linked") == clusters(before / "linked")
    assert '"unused": 1' in (tmp_path / "linked" / "manifest.json").read_text()


def test_a_pair_that_was_decided_is_no_longer_in_doubt(before: Path, tmp_path: Path) -> None:
    doubted = pq.read_table(before / "linked" / "pairs.parquet").to_pylist()
    decisions = [
        decision((pair["left_source"], pair["left_id"]), (pair["right_source"], pair["right_id"]), same=False)
        for pair in doubted
    ]
    linked_again(before, tmp_path, decisions)
    still = {pair["pair_id"] for pair in pq.read_table(tmp_path / "linked" / "pairs.parquet").to_pylist()}
    assert doubted
    assert not still & {pair["pair_id"] for pair in doubted}
