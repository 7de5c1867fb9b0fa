"""Where the pages of linkage are."""

from __future__ import annotations

from django.urls import reverse

from sightline.datasets.models import Linkage, ReviewPair
from sightline.datasets.presenters.addresses import list_of_deliveries
from sightline.govuk.values import Link
from sightline.partnership.models import Partnership


def page(partnership: Partnership, name: str) -> str:
    return reverse(f"datasets:{name}", args=[partnership.slug])


def pair_at(pair: ReviewPair, name: str = "pair") -> str:
    """The address of a pair, by its number: nothing about a record stands in an address."""
    return reverse(f"datasets:{name}", args=[pair.partnership.slug, pair.pk])


def run_at(run: Linkage) -> str:
    return reverse("datasets:linkage-run", args=[run.partnership.slug, run.pk])


def within_linkage(partnership: Partnership) -> tuple[Link, ...]:
    """The way back from a run, or from the list of pairs."""
    return (list_of_deliveries(partnership), Link("Linkage", page(partnership, "linkage")))


def within_pairs(partnership: Partnership) -> tuple[Link, ...]:
    """The way back from a pair."""
    return (*within_linkage(partnership), Link("Pairs in doubt", page(partnership, "pairs")))
