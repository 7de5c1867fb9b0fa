"""The ways to look at a selection of actions, each of which keeps the filters that it has."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse

from sightline.govuk.blocks import Switch
from sightline.govuk.tables import Filter
from sightline.govuk.values import Link
from sightline.partnership.models import Partnership

WAYS = {"list": "List", "board": "Board", "plan": "Plan", "progress": "Progress"}
NARROWS = {"progress": ("source", "agency", "at")}
"""The filters that a way knows, where it does not know them all: a figure over time has no state and no words."""


def ways(partnership: Partnership, current: str, filters: Iterable[Filter]) -> Switch:
    """Links to every way of looking at what these filters leave."""
    links = tuple(Link(text, way(partnership, page, filters)) for page, text in WAYS.items())
    return Switch("Ways to look at actions", links, WAYS[current])


def way(partnership: Partnership, page: str, filters: Iterable[Filter], **changed: str) -> str:
    """The address of a page with the filters that are on, some of them changed."""
    known = [one for one in filters if page not in NARROWS or one.name in NARROWS[page]]
    return reverse(f"actions:{page}", args=[partnership.slug]) + asking(known, **changed)


def asking(filters: Iterable[Filter], **changed: str) -> str:
    """What an address says of the filters that are on, some of them changed; "" when none is."""
    query = {one.name: one.value for one in filters} | changed
    said = urlencode({name: value for name, value in query.items() if value})
    return f"?{said}" if said else ""
