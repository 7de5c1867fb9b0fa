"""Groups are joined best first, and twins, other numbers and decisions keep them apart."""

from sightline.datasets.engine.linking.clustering import Edge, Groups, Refusal, resolve


def together(groups: Groups) -> set[frozenset[int]]:
    found: dict[int, set[int]] = {}
    for one in range(groups.size):
        found.setdefault(groups.root(one), set()).add(one)
    return {frozenset(group) for group in found.values()}


def test_pairs_below_the_threshold_join_nobody() -> None:
    groups = Groups(3)
    resolve(groups, [Edge(0, 1, 5.0), Edge(1, 2, 1.9)], threshold=2.0)
    assert together(groups) == {frozenset({0, 1}), frozenset({2})}


def test_a_record_without_a_number_goes_to_the_twin_it_resembles_most_and_joins_no_two() -> None:
    groups = Groups(3, numbers=[{0: 100, 1: 101}])
    outcome = resolve(groups, [Edge(0, 2, 9.0), Edge(1, 2, 12.0)], threshold=2.0)
    assert together(groups) == {frozenset({0}), frozenset({1, 2})}
    assert outcome.refused == [(Edge(0, 2, 9.0), Refusal.NUMBERS)]


def test_a_shared_number_of_one_kind_outweighs_different_ones_of_another() -> None:
    groups = Groups(2, numbers=[{0: 100, 1: 101}, {0: 7, 1: 7}])
    resolve(groups, [Edge(0, 1, 9.0)], threshold=2.0)
    assert together(groups) == {frozenset({0, 1})}


def test_twins_are_kept_apart_by_their_forenames() -> None:
    groups = Groups(2)
    outcome = resolve(groups, [Edge(0, 1, 9.0, siblings=True)], threshold=2.0)
    assert together(groups) == {frozenset({0}), frozenset({1})}
    assert outcome.refused[0][1] is Refusal.SIBLINGS


def test_a_new_forename_joins_where_a_valid_number_is_shared() -> None:
    groups = Groups(2, numbers=[{0: 5, 1: 5}])
    resolve(groups, [Edge(0, 1, 9.0, siblings=True)], threshold=2.0)
    assert together(groups) == {frozenset({0, 1})}


def test_no_third_record_joins_two_that_people_hold_apart() -> None:
    groups = Groups(3, apart={0: {2}, 2: {0}})
    outcome = resolve(groups, [Edge(0, 1, 9.0), Edge(1, 2, 8.0)], threshold=2.0)
    assert together(groups) == {frozenset({0, 1}), frozenset({2})}
    assert outcome.refused == [(Edge(1, 2, 8.0), Refusal.DECIDED)]


def test_a_source_that_holds_each_child_once_gives_one_record_to_a_group() -> None:
    groups = Groups(3, once={0: 1, 1: 1, 2: 2})
    resolve(groups, [Edge(0, 2, 9.0), Edge(1, 2, 8.0)], threshold=2.0)
    assert together(groups) == {frozenset({0, 2}), frozenset({1})}


def test_the_order_in_which_pairs_come_does_not_matter() -> None:
    edges = [Edge(0, 2, 9.0), Edge(1, 2, 9.0), Edge(3, 1, 4.0), Edge(0, 3, 4.0)]
    results = []
    for ordered in (edges, edges[::-1]):
        groups = Groups(4, numbers=[{0: 100, 1: 101}])
        resolve(groups, ordered, threshold=2.0)
        results.append(together(groups))
    assert results[0] == results[1]
