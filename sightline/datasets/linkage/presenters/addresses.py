"""Where the pages of linkage are."""

from __future__ import annotations

from django.urls import reverse

from sightline.datasets.models import Linkage, ReviewPair
from sightline.govuk.values import Link
from sightline.partnership.models import Partnership


def page(partnership: Partnership, name: str) -> str:
    return reverse(f"datasets:{name}", args=[partnership.slug])


def pair_at(pair: ReviewPair, name: str = "pair") -> str:
    """The address of a pair, by its number: nothing about a record stands in an address."""
    return reverse(f"datasets:{name}", args=[pair.partnership.slug, pair.pk])


def run_at(run: Linkage) -> str:
    return reverse("datasets:linkage-run", args=[run.partnership.slug, run.pk])


def linkage(partnership: Partnership) -> Link:
    return Link("Linkage", page(partnership, "linkage"))


def within_pairs(partnership: Partnership) -> tuple[Link, ...]:
    """The way back from a pair."""
    return (linkage(partnership), Link("Pairs in doubt", page(partnership, "pairs")))
