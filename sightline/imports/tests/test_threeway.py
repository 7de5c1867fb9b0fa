"""Merging of three: nothing newer is ever lost silently, and what nobody edited changes nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sightline.imports.merging.threeway import Fate, fate, fates, taken

NAMES = ("owner", "due", "progress")
VALUES = st.sampled_from(["", "a", "b", "c"])
ROWS = st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES))
CHOICES = st.sets(st.sampled_from(NAMES))


def merged(exported, here, said, chosen=()):
    """What a record has after a merge."""
    return {**here, **{name: said[name] for name in taken(fates(exported, here, said), chosen)}}


@given(ROWS, ROWS, ROWS)
def test_what_is_newer_here_is_written_over_only_where_it_was_chosen(exported, here, said):
    after = merged(exported, here, said)
    assert {name for name in NAMES if here[name] != exported[name] and after[name] != here[name]} == set()


@given(ROWS, ROWS)
def test_a_sheet_that_nobody_edited_changes_nothing(exported, here):
    assert merged(exported, here, exported) == here
    assert Fate.CONFLICT not in fates(exported, here, exported).values()


@given(ROWS, ROWS)
def test_where_nothing_changed_here_the_sheet_is_what_counts(exported, said):
    assert merged(exported, exported, said) == said


@given(ROWS, ROWS, CHOICES)
def test_a_cell_that_both_changed_goes_by_the_choice(here, said, chosen):
    exported = dict.fromkeys(NAMES, "as it was")
    after = merged(exported, here, said, chosen)
    assert after == {name: said[name] if name in chosen else here[name] for name in NAMES}


@given(ROWS, ROWS, ROWS, CHOICES)
def test_the_same_sheet_again_changes_nothing_more(exported, here, said, chosen):
    after = merged(exported, here, said, chosen)
    assert merged(exported, after, said, chosen) == after


@given(ROWS, ROWS, ROWS)
def test_it_makes_no_difference_which_side_is_called_the_sheet_unless_both_changed_a_cell(exported, one, two):
    if Fate.CONFLICT not in fates(exported, one, two).values():
        assert merged(exported, one, two) == merged(exported, two, one)


@given(ROWS, VALUES, VALUES)
def test_two_sheets_that_changed_different_cells_may_come_in_either_order(exported, owner, progress):
    first, second = {**exported, "owner": owner}, {**exported, "progress": progress}
    one_way = merged(exported, merged(exported, exported, first), second)
    other_way = merged(exported, merged(exported, exported, second), first)
    assert one_way == other_way == {**exported, "owner": owner, "progress": progress}


@given(ROWS, ROWS)
def test_where_nobody_knows_what_was_exported_every_difference_is_a_conflict(here, said):
    assert {name for name, one in fates(None, here, said).items() if one is Fate.CONFLICT} == {
        name for name in NAMES if here[name] != said[name]
    }
    assert merged(None, here, said) == here


def test_each_cell_comes_to_one_of_four():
    assert [fate(*cell) for cell in ("aaa", "abb", "aba", "aab", "abc")] == [
        Fate.SAME, Fate.SAME, Fate.NEWER, Fate.CHANGED, Fate.CONFLICT,
    ]  # fmt: skip
