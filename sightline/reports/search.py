"""Finding reports by the words in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from sightline.foundation.matching import snippet
from sightline.foundation.search import Finder, Hit, finders
from sightline.reports import inline, queries


def _hits(person: Any, partnership: Any, words: str) -> Iterator[Hit]:
    if not person.may("reports.drafts", partnership) or not words.strip():
        return
    for report in queries.titled(partnership, words):
        yield Hit(report.title, reverse("reports:editor", args=[partnership.slug, report.slug]), "Report")
    for block in queries.saying(partnership, words):
        address = reverse("reports:editor", args=[partnership.slug, block.report.slug])
        yield Hit(
            block.report.title,
            f"{address}#block-{block.pk}",
            "Report",
            snippet(inline.gist(block.text), words),
        )


finders.add(Finder("reports", _hits))
