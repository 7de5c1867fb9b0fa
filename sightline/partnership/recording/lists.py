"""What a list is asked for in its address: only what the page itself could have asked is believed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from sightline.govuk.forms import DateField
from sightline.govuk.tables import Filter

M = TypeVar("M", bound=Model)
SEARCH = "q"


def choice(
    request: HttpRequest,
    name: str,
    label: str,
    choices: Iterable[tuple[str, str]],
    *,
    everything: str = "All",
) -> Filter:
    """A filter with what the address says of it; anything that is none of the choices counts as nothing."""
    offered = tuple(choices)
    said = request.GET.get(name, "")
    return Filter(name, label, offered, said if said in dict(offered) else "", everything)


def search(request: HttpRequest, label: str = "Search") -> Filter:
    """The search box of a list."""
    return Filter(SEARCH, label, value=" ".join(request.GET.get(SEARCH, "").split())[:100])


def offered(*filters: Filter) -> tuple[Filter, ...]:
    """The filters that leave a choice: one by year does not while there is one year."""
    return tuple(one for one in filters if one.choices or one.name == SEARCH)


def narrowed(rows: QuerySet[M, M], **filters: Filter) -> QuerySet[M, M]:
    """The rows whose fields, by name, are what those filters say that are on."""
    return rows.filter(**{field: one.value for field, one in filters.items() if one.value})


def day_asked(request: HttpRequest, name: str, otherwise: date) -> date:
    """The day that the address asks for, as 2025-03-31; ``otherwise`` without one, and with a word about a bad one."""
    said = request.GET.get(name, "")
    try:
        return DateField().clean(said) if said else otherwise
    except ValidationError:
        messages.error(request, f"“{said[:40]}” is not a date. Write it as 2025-03-31.")
        return otherwise
