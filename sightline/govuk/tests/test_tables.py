"""Sorting, filtering and paging by the address alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpRequest, QueryDict

from sightline.govuk.listing import ordering, part
from sightline.govuk.tables import Column, Filter, Filters, Row, Table

Asked = Callable[[str], HttpRequest]
FIELDS = {"ref": ("ref",), "due": ("due", "-ref")}


def table(sorted_by: str = "ref") -> Table:
    columns = (Column("Reference", sort="ref"), Column("Due", sort="due"), Column("Action"))
    return Table(caption="Actions", columns=columns, rows=(), sorted_by=sorted_by)


def test_a_head_sorts_by_its_column_keeps_the_filters_and_returns_to_the_first_page() -> None:
    heads = table().heads(QueryDict("status=open&page=3"))
    assert heads[1].href == "?status=open&sort=due"
    assert heads[1].order == "none"


def test_the_head_a_table_is_sorted_by_turns_the_order_round() -> None:
    assert [(head.href, head.order) for head in table().heads(QueryDict())][:1] == [
        ("?sort=-ref", "ascending")
    ]
    assert table().heads(QueryDict("sort=-due"))[1].href == "?sort=due"
    assert table().heads(QueryDict("sort=-due"))[1].order == "descending"


def test_a_column_without_a_word_does_not_sort() -> None:
    assert table().heads(QueryDict())[2].href == ""


def test_a_row_with_too_few_cells_is_a_mistake() -> None:
    short = Table(caption="x", columns=(Column("A"), Column("B")), rows=(Row(("only one",)),))
    with pytest.raises(ValueError, match="shorter"):
        _ = short.body


def test_what_is_on_says_its_words_and_leads_to_the_list_without_it() -> None:
    filters = Filters(
        (Filter("status", "Status", (("late", "Overdue"),), value="late"), Filter("q", "Words"))
    )
    (on,) = filters.on(QueryDict("status=late&sort=due&page=2"))
    assert (on.label, on.said, on.off) == ("Status", "Overdue", "?sort=due")
    assert filters.cleared(QueryDict("status=late&q=x&sort=due")) == "?sort=due"
    assert filters.kept(QueryDict("status=late&sort=due&page=2")) == [("sort", "due")]


def test_the_order_in_the_address_becomes_fields(asked: Asked) -> None:
    assert ordering(asked("/?sort=due"), FIELDS, default="ref") == ("due", "-ref")
    assert ordering(asked("/?sort=-due"), FIELDS, default="ref") == ("-due", "ref")


def test_an_order_nobody_offered_is_the_usual_one(asked: Asked) -> None:
    assert ordering(asked("/?sort=password"), FIELDS, default="-ref") == ("-ref",)
    assert ordering(asked("/?sort=--ref"), FIELDS, default="ref") == ("ref",)


def test_a_list_is_cut_into_pages(asked: Asked) -> None:
    second = part(asked("/?page=2"), range(120), size=50)
    assert second.items == list(range(50, 100))
    assert second.pagination is not None
    assert (second.pagination.first, second.pagination.last, second.pagination.total) == (51, 100, 120)


def test_a_short_list_has_no_pages(asked: Asked) -> None:
    assert part(asked("/"), range(50), size=50).pagination is None


@pytest.mark.parametrize(("page", "number"), [("0", 3), ("99", 3), ("x", 1), ("-1", 3)])
def test_a_page_that_is_not_there_gives_one_that_is(asked: Asked, page: str, number: int) -> None:
    pagination = part(asked(f"/?page={page}"), range(120), size=50).pagination
    assert pagination is not None
    assert pagination.number == number


def test_pages_far_away_are_left_out_and_the_filters_stay(asked: Asked) -> None:
    pagination = part(asked("/?page=10"), range(1000), size=50).pagination
    assert pagination is not None
    params = pagination.params(QueryDict("status=open&page=10"))
    items = params["items"]
    assert isinstance(items, list)
    assert [item.get("number", "…") for item in items] == [1, "…", 9, 10, 11, "…", 20]
    assert params["next"] == {"href": "?status=open&page=11"}
