"""Shares of children: a percentage and what it is a share of give away the count, and so are hidden together."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.measures.disclosure import ALL, Cell, Controlled, Rules, Symbol, Table, attack, control


def alone(numerator: int | None, denominator: int | None) -> Controlled:
    return control(Table(("a",), ("",), {("a", ""): Cell(numerator, denominator)}))


@st.composite
def share(draw: st.DrawFn) -> tuple[int, int]:
    denominator = draw(st.one_of(st.integers(0, 9), st.integers(0, 60)))
    return draw(st.integers(0, denominator)), denominator


@st.composite
def tables(draw: st.DrawFn) -> Table:
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    drawn = {(f"g{r}", f"m{c}"): draw(share()) for r in range(rows) for c in range(columns)}
    numerators, denominators = (
        {f"g{r}": {f"m{c}": drawn[f"g{r}", f"m{c}"][part] for c in range(columns)} for r in range(rows)}
        for part in (0, 1)
    )
    return Table.of(numerators, denominators)


def test_a_share_is_shown_to_one_decimal_place_with_what_it_is_made_of() -> None:
    figure = alone(142_900, 632_830).figure("a")
    assert (figure.text, figure.value, figure.numerator) == ("22.6%", Fraction(142_900, 632_830), 142_900)
    assert alone(58_670, 72_100).shown("a") == "81.4%"
    assert alone(555_820, 648_830).shown("a") == "85.7%"


def test_a_small_number_hides_its_share_and_leaves_what_it_is_a_share_of() -> None:
    figure = alone(4, 120).figure("a")
    assert (figure.text, figure.value, figure.numerator, figure.denominator) == ("c", None, None, 120)


def test_a_share_of_a_small_number_is_hidden() -> None:
    assert alone(0, 5).shown("a") == "c"
    assert alone(5, 5).shown("a") == "c"


def test_a_share_that_leaves_out_a_small_number_is_hidden() -> None:
    # 118 of 120 would say of two children what they are not.
    assert alone(118, 120).shown("a") == "c"
    assert alone(114, 120).shown("a") == "95.0%"


def test_none_and_all_of_many_are_shown() -> None:
    assert alone(0, 120).shown("a") == "0.0%"
    assert alone(120, 120).shown("a") == "100.0%"


def test_a_share_of_nothing_does_not_apply_and_one_of_what_is_not_recorded_is_not_available() -> None:
    assert alone(0, 0).figure("a").symbol is Symbol.NOT_APPLICABLE
    assert alone(0, 0).shown("a") == "z"
    assert alone(None, 60).shown("a") == "x"
    assert alone(None, None).why("a") == "Not recorded: nothing is known of it."


def test_a_share_that_rounds_to_0_is_told_from_none() -> None:
    assert alone(6, 20_000).shown("a") == "k"


def test_a_count_per_ten_thousand_leaves_nothing_out_that_could_be_small() -> None:
    table = Table(("a",), ("",), {("a", ""): Cell(62, 60)}, parts=False)
    assert control(table).shown("a") == "103.3%"


def test_a_hidden_share_is_not_worked_out_from_the_share_of_all() -> None:
    table = Table.of_groups({"a": 3, "b": 40, "c": 55}, {"a": 50, "b": 80, "c": 90})
    published = control(table)
    assert [published.shown(row) for row in ("a", "b", "c", ALL)] == ["c", "c", "61.1%", "44.5%"]
    assert not attack(published)


def test_a_few_left_out_of_each_of_many_groups_are_not_made_out_from_those_left_out_of_all() -> None:
    groups = "abcde"
    published = control(Table.of_groups(dict.fromkeys(groups, 49), dict.fromkeys(groups, 50)))
    assert not attack(published)
    assert {published.shown(row) for row in (*groups, ALL)} == {"c"}


def test_a_rest_that_is_known_from_rounded_numbers_is_kept_when_others_are_shown_again() -> None:
    counts = {"a": {"m": 2, "n": 1}, "b": {"m": 8, "n": 1}, "c": {"m": 5, "n": 5}, "d": {"m": 2, "n": 0}}
    of = {"a": {"m": 4, "n": 2}, "b": {"m": 8, "n": 6}, "c": {"m": 7, "n": 6}, "d": {"m": 3, "n": 2}}
    assert not attack(control(Table.of(counts, of), Rules(rounding=5)))


@settings(max_examples=80)
@given(tables())
def test_no_share_is_shown_beside_a_number_that_is_hidden_and_nothing_hidden_is_found(table: Table) -> None:
    published = control(table)
    assert not attack(published)
    for row, column in published.places:
        figure, (numerator, denominator) = published.figure(row, column), table.cells[row, column]
        assert numerator is not None
        assert denominator is not None
        if figure.value is not None:
            assert figure.value == Fraction(numerator, denominator)
            assert not any(1 <= part <= 5 for part in (numerator, denominator, denominator - numerator))
