"""What is hidden of a table of counts: small numbers, and as little else as keeps them from being worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sightline.measures.disclosure import ALL, Cell, Rules, Symbol, Table, attack, control
from sightline.measures.disclosure.programme import DoesNotFit
from sightline.measures.disclosure.rules import USUAL, Status
from sightline.measures.disclosure.tables import Name
from sightline.measures.disclosure.tests.counting import widths

counts = st.one_of(st.integers(0, 8), st.integers(0, 40))


def table_of(rows: Sequence[Sequence[int]]) -> Table:
    return Table.of({f"g{r}": {f"m{c}": count for c, count in enumerate(row)} for r, row in enumerate(rows)})


tables = (
    st.tuples(st.integers(1, 5), st.integers(1, 5))
    .flatmap(
        lambda size: st.lists(
            st.lists(counts, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
        )
    )
    .map(table_of)
)


def shown(counts: dict[str, int], rules: Rules = USUAL) -> str:
    published = control(Table.of_groups(counts), rules)
    return " ".join(published.shown(row) for row in (*counts, ALL))


def test_1_to_5_are_hidden_and_a_true_0_and_a_6_are_shown() -> None:
    table = Table.of({"a": {"0": 0, "1": 1, "5": 5, "6": 6}})
    published = control(
        Table(
            table.rows,
            table.columns,
            {place: cell for place, cell in table.cells.items() if ALL not in place},
        )
    )
    assert [published.shown("a", column) for column in table.columns] == ["0", "c", "c", "6"]


def test_one_hidden_cell_beside_a_shown_total_forces_a_second_and_the_smallest_that_will_do() -> None:
    assert shown({"a": 3, "b": 60, "c": 7, "d": 20}) == "c 60 c 20 90"


def test_two_small_cells_that_come_to_two_are_not_left_to_be_both_one() -> None:
    assert shown({"a": 1, "b": 1, "c": 40}) == "c c c 42"
    assert shown({"a": 2, "b": 2, "c": 40}) == "c c 40 44"


def test_what_comes_to_a_little_more_than_a_second_cell_must_be_does_not_tell_the_small_one() -> None:
    # Beside the 6 the reader who knew that it is no small number would know the 7 to be 1 and 6.
    assert shown({"a": 1, "b": 6, "c": 40}) == "c 6 c 47"


def test_a_total_that_is_small_is_hidden() -> None:
    assert shown({"a": 3, "b": 0}) == "c 0 c"


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    assert shown({"a": 0, "b": 6, "c": 1204}) == "0 6 1,204 1,210"


def test_what_is_not_recorded_is_neither_a_0_nor_hidden() -> None:
    published = control(Table.of_groups({"a": None, "b": 8}))
    assert (published.shown("a"), published.shown("b"), published.shown(ALL)) == ("x", "8", "8")
    assert published.value("a") is None
    assert published.why("a") == "Not recorded: nothing is known of it."


def test_the_threshold_can_be_higher() -> None:
    assert shown({"a": 9, "b": 11, "c": 70}, Rules(threshold=9)) == "c c 70 90"


def test_a_hidden_figure_has_no_value_and_its_words_do_not_say_which_kind_it_is() -> None:
    published = control(Table.of_groups({"a": 3, "b": 7, "c": 60}))
    small, second = published.figure("a"), published.figure("b")
    assert small == second
    assert (small.value, small.text, small.symbol) == (None, "c", Symbol.CONFIDENTIAL)
    assert small.why.startswith("Between 1 and 5, or a number from which one of those could be worked out")
    assert published.symbols == ((Symbol.CONFIDENTIAL, small.why),)


def test_a_shown_figure_has_its_value_and_needs_no_words() -> None:
    figure = control(Table.of_groups({"a": 1200})).figure("a")
    assert (figure.value, str(figure), figure.symbol, figure.why) == (1200, "1,200", None, "")


def test_rows_that_are_parts_of_another_do_not_give_it_away() -> None:
    cells = Table.of_groups({"county": 31, "north": 3, "south": 28, "city": 50}).cells
    table = Table(
        ("county", "north", "south", "city"),
        ("",),
        {**cells, (ALL, ""): Cell(81)},
        within={"county": ("north", "south")},
    )
    published = control(table)
    assert [published.shown(row) for row in table.rows] == ["31", "c", "c", "50"]
    assert not attack(published)


def test_groups_that_overlap_are_not_added_up_but_still_bound_one_another() -> None:
    # 10 in all, 8 of them in b: the 3 of a are at least 2, whatever the overlap.
    table = Table(
        ("a", "b"), ("",), {("a", ""): Cell(3), ("b", ""): Cell(8), (ALL, ""): Cell(10)}, rows_add=False
    )
    assert not attack(control(table))
    # 12 in all, 8 of them in b: a would be known to be 4 or 5.
    table = Table(
        ("a", "b"), ("",), {("a", ""): Cell(4), ("b", ""): Cell(8), (ALL, ""): Cell(12)}, rows_add=False
    )
    published = control(table)
    assert not attack(published)
    assert [published.shown(row) for row in ("a", "b", ALL)].count("c") == 2


def test_counts_are_rounded_where_that_is_asked_for() -> None:
    assert shown({"a": 0, "b": 3, "c": 12, "d": 13, "e": 208}, Rules(rounding=5)) == "0 c 10 15 210 235"


def test_a_count_that_rounds_to_0_is_told_from_a_0() -> None:
    published = control(Table.of_groups({"a": 4, "b": 90}), Rules(threshold=3, rounding=10))
    assert published.shown("a") == Symbol.ROUNDS_TO_ZERO == "k"
    assert published.why("a") == "Rounds to 0, but is not 0."


def test_rules_that_no_choice_of_cells_could_keep_are_refused() -> None:
    with pytest.raises(ValueError, match="choose a higher threshold or a lower protection level"):
        Rules(threshold=3, protection=2)


def test_totals_that_are_not_those_of_their_parts_are_refused_by_their_place() -> None:
    with pytest.raises(ValueError, match="The total at row all, column “” is not that of its parts"):
        Table(("a", "b"), ("",), {("a", ""): Cell(6), ("b", ""): Cell(7), (ALL, ""): Cell(14)})
    with pytest.raises(ValueError, match="below 0"):
        Table.of_groups({"a": -1})


def test_a_table_of_twelve_groups_and_twenty_months_is_safe_and_loses_few_cells_besides() -> None:
    table = Table.of(
        {f"g{r}": {f"m{c}": (r * 37 + c * 17 + r * c) % 61 for c in range(20)} for r in range(12)}
    )
    published = control(table)
    assert not attack(published)
    statuses = list(published.statuses.values())
    assert statuses.count(Status.SECOND) <= statuses.count(Status.SMALL) == 22


def test_five_single_children_under_a_total_of_five_are_not_told_from_others() -> None:
    assert shown(dict.fromkeys("abcde", 1)) == "c c c c c c"
    assert not attack(control(Table.of_groups(dict.fromkeys("abcde", 1))))


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 12), min_size=1))
def test_nobody_who_counts_every_possibility_finds_a_hidden_count_of_one_line(counts: dict[str, int]) -> None:
    assert all(width > 1 for width in widths(control(Table.of_groups(counts))).values())


@settings(max_examples=40)
@given(
    st.lists(st.tuples(*[st.sampled_from([0, 6, 7, 9, 12])] * 3), min_size=2, max_size=3),
    st.dictionaries(st.tuples(st.integers(0, 1), st.integers(0, 2)), st.integers(1, 5), max_size=1),
)
def test_nobody_who_counts_every_possibility_finds_a_hidden_count_of_a_table(
    counts: list[tuple[int, ...]], small: dict[tuple[int, int], int]
) -> None:
    published = control(
        table_of([[small.get((r, c), count) for c, count in enumerate(row)] for r, row in enumerate(counts)])
    )
    assume(sum(published.hidden(*place) for place in published.places if ALL not in place) <= 4)
    assert all(width > 1 for width in widths(published).values())


@given(tables, st.sampled_from([Rules(threshold=9, protection=3), Rules(rounding=5), Rules(show_zero=False)]))
def test_the_attack_finds_nothing_under_other_rules(table: Table, rules: Rules) -> None:
    assert not attack(control(table, rules))


@given(tables)
def test_the_attack_finds_nothing_in_any_table_that_was_controlled(table: Table) -> None:
    published = control(table)
    assert not attack(published)
    for place, (count, _) in table.cells.items():
        assert count is not None
        if count == 0:
            assert published.shown(*place) == "0"
        if 1 <= count <= 5:
            assert published.shown(*place) == "c"
        assert published.value(*place) in (count, None)


@given(tables, st.randoms())
def test_the_order_of_rows_does_not_decide_whether_a_table_is_safe_and_the_same_table_is_shown_alike(
    table: Table, random: Random
) -> None:
    published = control(table)
    assert control(table).statuses == published.statuses
    rows = list(table.rows)
    random.shuffle(rows)
    assert not attack(control(Table(tuple(rows), table.columns, table.cells)))


@settings(max_examples=40)
@given(tables)
def test_each_cell_that_was_hidden_for_the_sake_of_others_is_needed(table: Table) -> None:
    published = control(table)
    for name, status in published.statuses.items():
        if status is Status.SECOND:
            assert attack(replace(published, statuses={**published.statuses, name: Status.SHOWN})), name


def margins(table: Table) -> list[tuple[str, str]]:
    return [place for place in table.cells if ALL in place]


def test_a_total_that_is_kept_stays_and_more_cells_are_hidden_instead() -> None:
    table = table_of([[1, 7, 0], [9, 30, 40]])
    kept = control(table, kept=margins(table))
    assert all(kept.shown(*place) == f"{table.cells[place].numerator:,}" for place in margins(table))
    assert not attack(kept)


def test_zeros_are_hidden_only_where_totals_had_to_stay_and_nothing_else_would_do() -> None:
    # The 8 is the whole of its row and all that stands below the 1: shown zeros would give both away.
    table = table_of([[1, 9, 30], [8, 0, 0]])
    kept = control(table, kept=margins(table))
    assert not attack(kept)
    assert kept.shown("g1", "m0") == "c"
    assert "c" in (kept.shown("g1", "m1"), kept.shown("g1", "m2"))
    assert "0" in (control(table).shown("g1", "m1"), control(table).shown("g1", "m2"))


def test_a_table_that_cannot_be_kept_safe_below_its_totals_is_not_shown() -> None:
    with pytest.raises(DoesNotFit):
        control(table_of([[1], [8]]), kept=[("g1", ALL), (ALL, "m0"), (ALL, ALL)])


@given(tables)
def test_whatever_is_kept_nothing_is_made_out_and_every_total_that_is_not_small_stays(table: Table) -> None:
    try:
        published = control(table, kept=margins(table))
    except DoesNotFit:
        return
    assert not attack(published)
    for place in margins(table):
        count = table.cells[place].numerator
        assert published.value(*place) == (None if 1 <= (count or 0) <= 5 else count)


def test_what_is_hidden_elsewhere_is_hidden_rather_than_another_but_never_a_0() -> None:
    table = Table.of_groups({"a": 3, "b": 60, "c": 7, "d": 0})
    published = control(table, rather=[Name("n", "b", ""), Name("n", "d", "")])
    assert [published.shown(row) for row in ("a", "b", "c", "d", ALL)] == ["c", "c", "7", "0", "70"]
    assert not attack(published)
