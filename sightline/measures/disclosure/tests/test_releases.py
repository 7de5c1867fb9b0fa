"""What one release hides must not come out of another, by differences of periods or of groups."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.measures.disclosure import (
    ALL,
    Cell,
    Controlled,
    Release,
    Table,
    attack,
    compare,
    control,
    control_after,
)

QUARTER = {"Q1": ("April", "May", "June")}


def released(name: str, counts: dict[str, dict[str, int]], by: str = "district", **layout: object) -> Release:
    return Release.of(name, control(Table.of(counts)), measure="contacts", by=by, **layout)  # type: ignore[arg-type]


def of_all(column: str, count: int) -> Table:
    return Table((), (column,), {(ALL, column): Cell(count)})


def said(releases: list[Release]) -> list[str]:
    return sorted(map(str, compare(releases)))


def test_one_release_alone_gives_nothing_away() -> None:
    assert not said([released("first", {"north": {"April": 3, "May": 20}, "south": {"April": 30, "May": 9}})])


def test_a_small_month_is_found_between_a_quarter_and_two_months_of_it() -> None:
    quarter = Release.of("the quarter", control(of_all("Q1", 45)), measure="contacts", periods=QUARTER)
    months = Release.of(
        "two months", control(of_all("spring", 43)), measure="contacts", periods={"spring": ("April", "May")}
    )
    assert said([quarter, months]) == ["contacts, all, June: 2, from “the quarter” and “two months”"]


def test_a_difference_that_is_not_small_is_no_finding() -> None:
    quarter = Release.of("the quarter", control(of_all("Q1", 45)), measure="contacts", periods=QUARTER)
    months = Release.of(
        "two months", control(of_all("spring", 30)), measure="contacts", periods={"spring": ("April", "May")}
    )
    assert not said([quarter, months])


def test_two_periods_that_nobody_asked_for_are_found_together() -> None:
    half = Release.of("first", control(of_all("h", 60)), measure="contacts", periods={"h": tuple("abcdef")})
    part = Release.of("second", control(of_all("p", 57)), measure="contacts", periods={"p": tuple("abcd")})
    assert said([half, part]) == ["contacts, all, e, f: 3, from “first” and “second”"]


def test_a_cell_that_was_hidden_once_is_found_where_it_is_shown_later() -> None:
    first = released("first", {"north": {"April": 3}, "south": {"April": 30}, "east": {"April": 50}})
    counts = {"north": 3, "south": 30, "east": 50}
    table = Table(("south",), ("April",), {("south", "April"): Cell(30)})
    later = Release.of("later", control(table), measure="contacts", by="district")
    assert said([first, later]) == [
        "contacts, north, April: 3, from “first” and “later”",
        "contacts, south, April: 30, from “later”",
    ]
    assert sum(counts.values()) == 83


def test_groups_of_another_kind_are_tied_by_the_total() -> None:
    # By district all add up to 50; by sex the total is hidden, but it is the same 50.
    districts = released("by district", {"north": {"April": 20}, "south": {"April": 30}})
    sexes = Table(("girls", "boys"), ("April",), {("girls", "April"): Cell(47), ("boys", "April"): Cell(3)})
    by_sex = Release.of("by sex", control(sexes), measure="contacts", by="sex")
    assert not said([by_sex])
    with_total = Table(sexes.rows, sexes.columns, {**sexes.cells, (ALL, "April"): Cell(50)})
    assert said([districts, by_sex]) == []
    assert not said([districts, Release.of("by sex", control(with_total), measure="contacts", by="sex")])


def test_another_measure_tells_nothing() -> None:
    first = Release.of("first", control(of_all("Q1", 45)), measure="contacts", periods=QUARTER)
    second = Release.of(
        "second", control(of_all("s", 43)), measure="referrals", periods={"s": ("April", "May")}
    )
    assert not said([first, second])


def test_a_figure_that_was_revised_is_taken_as_it_was_said_last() -> None:
    first = released("first", {"north": {"April": 20, "May": 20}, "south": {"April": 30, "May": 30}})
    second = released("second", {"north": {"April": 22, "May": 20}, "south": {"April": 30, "May": 30}})
    assert not said([first, second])


def test_a_release_is_kept_as_plain_data() -> None:
    release = released("first", {"north": {"April": 3, "May": 20}, "south": {"April": 30, "May": 9}})
    assert Release.from_data(json.loads(json.dumps(release.as_data()))) == release


def test_a_new_table_hides_what_an_earlier_one_would_give_away() -> None:
    quarter = Release.of("the quarter", control(of_all("Q1", 45)), measure="contacts", periods=QUARTER)
    new = Table((), ("April and May", "July"), {(ALL, "April and May"): Cell(43), (ALL, "July"): Cell(20)})
    layout = {"April and May": ("April", "May"), "July": ("July",)}
    published = control_after(new, [quarter], measure="contacts", periods=layout)
    assert [published.shown(ALL, column) for column in new.columns] == ["c", "20"]
    assert not compare([quarter, Release.of("new", published, measure="contacts", periods=layout)])


def test_without_earlier_releases_a_table_is_controlled_as_ever() -> None:
    table = Table.of_groups({"a": 3, "b": 9, "c": 40})
    assert control_after(table, [], measure="contacts") == control(table)


def test_what_is_given_away_already_is_left_and_hinders_nothing() -> None:
    open_table = Controlled(Table.of_groups({"a": 3, "b": 9}), control(Table.of_groups({"a": 9})).rules, {})
    shown = Release.of(
        "shown by mistake",
        Controlled(open_table.table, open_table.rules, dict.fromkeys(open_table.table.counts, "shown")),  # type: ignore[arg-type]
        measure="contacts",
    )
    published = control_after(Table.of_groups({"a": 3, "b": 9, "c": 40}), [shown], measure="contacts")
    assert published.shown("a") == "c"
    assert published.shown("c") == "40"


@settings(max_examples=30)
@given(
    st.lists(st.tuples(*[st.integers(0, 12)] * 4), min_size=2, max_size=3),
    st.sampled_from([(0, 3), (0, 2), (1, 3), (2, 4)]),
)
def test_whatever_was_published_before_a_new_release_adds_no_finding(
    rows: list[tuple[int, ...]], span: tuple[int, int]
) -> None:
    months = ("a", "b", "c", "d")
    groups = {f"g{place}": dict(zip(months, row, strict=True)) for place, row in enumerate(rows)}
    first = Release.of("first", control(Table.of(groups)), measure="m", by="d")
    part = {group: {"span": sum(list(row.values())[slice(*span)])} for group, row in groups.items()}
    layout = {"span": months[slice(*span)]}
    table = Table.of(part)
    table = Table(
        table.rows, table.columns, {place: cell for place, cell in table.cells.items() if place[1] != ALL}
    )
    published = control_after(table, [first], measure="m", by="d", periods=layout)
    assert not attack(published)
    second = Release.of("second", published, measure="m", by="d", periods=layout)
    # That two hidden months come to 4 may be known from the first alone.
    assert all(finding.releases == ("first",) for finding in compare([first, second]))
