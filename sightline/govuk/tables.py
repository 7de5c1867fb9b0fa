"""Tables and what stands around them in a list: sortable heads, filters, bulk actions, pagination.

A presenter names what a column sorts by and what is filtered; the links are made from the page's own address
when it is drawn, so a sort keeps the filters and a filter keeps the sort. They are read back by
`sightline.govuk.listing`.

    Table(
        caption="Actions",
        columns=(Column("Reference", sort="ref"), Column("Action"), Column("Due", sort="due"),
                 Column("Days late", numeric=True)),
        rows=(Row((Link("RR01-24-3", "..."), "Update the pathway", date(2025, 3, 31), 12), key="17"),),
        sorted_by="due",                                   # the order without ?sort=
        empty=Empty("Actions come from reviews and audits.", actions=(Action("Import a tracker", "..."),)),
    )
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.http import QueryDict

from .blocks import Block, Empty
from .values import Value, plain


def address(query: QueryDict, **changes: str) -> str:
    """The page's own address with some of its query changed; "" takes a key out. Always back to page 1."""
    changed = query.copy()
    changed.pop("page", None)
    for key, value in changes.items():
        changed.pop(key, None)
        if value:
            changed[key] = value
    return "?" + changed.urlencode()


@dataclass(frozen=True)
class Column:
    """A column; ``sort`` is the word for it in ``?sort=``, and without it the column does not sort.

    ``wide`` is for sentences: on a phone such a column keeps a width in which they can be read.
    """

    title: str
    sort: str = ""
    numeric: bool = False
    wide: bool = False

    @property
    def classes(self) -> str:
        return (" govuk-table__cell--numeric" if self.numeric else "") + (" sl-wide" if self.wide else "")


@dataclass(frozen=True)
class Row:
    """The cells of a row; ``key`` is what its checkbox posts, ``label`` what the checkbox is called."""

    cells: tuple[Value, ...]
    key: str = ""
    label: str = ""

    @property
    def name(self) -> str:
        return self.label or plain(self.cells[0])


@dataclass(frozen=True)
class Head:
    """A column's head as drawn: where its link leads, and how the table is sorted by it now."""

    column: Column
    href: str = ""
    order: str = "none"


@dataclass(frozen=True)
class Bulk:
    """What can be done to the rows that are ticked: buttons (value, text), posted as ``do`` with the keys."""

    buttons: tuple[tuple[str, str], ...]
    action: str = ""
    name: str = "key"


@dataclass(frozen=True, kw_only=True)
class Table(Block):
    """A table that scrolls inside itself when it is wide. The first cell of a row names the row.

    With ``cards`` its rows are cards on a phone instead, in which each cell says what it is.
    """

    template: ClassVar[str] = "govuk/blocks/table.html"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row | tuple[Value, ...], ...]
    empty: Empty | str = ""
    sorted_by: str = ""
    caption_hidden: bool = False
    bulk: Bulk | None = None
    cards: bool = False

    @property
    def body(self) -> list[tuple[Row, list[tuple[Column, Value]]]]:
        """Each row with its cells beside their columns."""
        rows = (row if isinstance(row, Row) else Row(row) for row in self.rows)
        return [(row, list(zip(self.columns, row.cells, strict=True))) for row in rows]

    @property
    def empty_block(self) -> Empty | None:
        return self.empty if isinstance(self.empty, Empty) else None

    def heads(self, query: QueryDict) -> list[Head]:
        """The heads with their links; a head that is sorted by already turns the order round."""
        chosen = query.get("sort", self.sorted_by)
        word, descending = chosen.lstrip("-"), chosen.startswith("-")
        heads = []
        for column in self.columns:
            if not column.sort:
                heads.append(Head(column))
            elif column.sort != word:
                heads.append(Head(column, address(query, sort=column.sort)))
            else:
                other = column.sort if descending else f"-{column.sort}"
                heads.append(
                    Head(column, address(query, sort=other), "descending" if descending else "ascending")
                )
        return heads


@dataclass(frozen=True)
class Filter:
    """A choice that narrows a list: (value, text) pairs, none for "all"; without choices, a search box."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    value: str = ""
    everything: str = "All"

    @property
    def said(self) -> str:
        """What the filter is set to, in words."""
        return dict(self.choices).get(self.value, self.value)


@dataclass(frozen=True)
class On:
    """A filter that is on: what it says, and the address without it."""

    label: str
    said: str
    off: str


@dataclass(frozen=True)
class Filters(Block):
    """The filters of a list as one form, and what is on now with a way to clear it."""

    template: ClassVar[str] = "govuk/blocks/filters.html"
    filters: tuple[Filter, ...]

    def on(self, query: QueryDict) -> list[On]:
        """The filters that narrow the list now."""
        return [
            On(one.label, one.said, address(query, **{one.name: ""})) for one in self.filters if one.value
        ]

    def kept(self, query: QueryDict) -> list[tuple[str, str]]:
        """What else the address says, carried along as hidden fields."""
        names = {one.name for one in self.filters}
        return [(key, str(query[key])) for key in query if key != "page" and key not in names]

    def cleared(self, query: QueryDict) -> str:
        return address(query, **{one.name: "" for one in self.filters})


@dataclass(frozen=True)
class Pagination(Block):
    """Which part of a long list is shown, and the way to the rest. Numbers count from 1."""

    template: ClassVar[str] = "govuk/blocks/pagination.html"
    number: int
    pages: int
    first: int
    last: int
    total: int

    def params(self, query: QueryDict) -> Mapping[str, object]:
        """Params for the pagination component: the ends, the neighbours, and gaps between them."""
        near = {1, self.pages, *range(self.number - 1, self.number + 2)}
        items: list[dict[str, object]] = []
        previous = 0
        for page in sorted(page for page in near if 1 <= page <= self.pages):
            if page > previous + 1:
                items.append({"ellipsis": True})
            items.append({"number": page, "href": self._page(query, page), "current": page == self.number})
            previous = page
        params: dict[str, object] = {"items": items}
        if self.number > 1:
            params["previous"] = {"href": self._page(query, self.number - 1)}
        if self.number < self.pages:
            params["next"] = {"href": self._page(query, self.number + 1)}
        return params

    @staticmethod
    def _page(query: QueryDict, number: int) -> str:
        changed = query.copy()
        changed["page"] = str(number)
        return "?" + changed.urlencode()
