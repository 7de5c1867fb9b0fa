"""Reads the order and the page a list's address asks for; `sightline.govuk.tables` makes the links.

order = ordering(request, {"ref": ("ref",), "due": ("due", "ref")}, default="due")
page = part(request, queryset.order_by(*order))
ListPage(..., table=Table(rows=tuple(row(action) for action in page.items), ...), pagination=page.pagination)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from .tables import Pagination

T = TypeVar("T")


def ordering(request: HttpRequest, fields: Mapping[str, Sequence[str]], *, default: str) -> tuple[str, ...]:
    """Names for ``order_by``: the fields of the word in ``?sort=``, turned round for ``-word``.

    ``default`` is such a word, perhaps with a minus; an unknown word in the address counts as none.
    """
    chosen = request.GET.get("sort", default)
    if chosen.removeprefix("-") not in fields:
        chosen = default
    names = fields[chosen.removeprefix("-")]
    return tuple(_turned(name) for name in names) if chosen.startswith("-") else tuple(names)


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


@dataclass(frozen=True)
class Part(Generic[T]):
    """The items of one page of a list, and the pagination when there is more than one page."""

    items: list[T]
    total: int
    pagination: Pagination | None


def part(
    request: HttpRequest,
    items: QuerySet[Any, T] | Sequence[T],
    size: int = 40,
    *,
    total: int | None = None,
) -> Part[T]:
    """The page of ``items`` that ``?page=`` asks for; a number that cannot be right gives the nearest.

    ``total`` is how many there are, where that is known; otherwise they are counted.
    """
    paginator: Paginator[T] = Paginator(items, size)
    if total is not None:
        paginator.count = total
    page = paginator.get_page(request.GET.get("page"))
    pagination = (
        Pagination(page.number, paginator.num_pages, page.start_index(), page.end_index(), paginator.count)
        if paginator.num_pages > 1
        else None
    )
    return Part(list(page.object_list), paginator.count, pagination)
